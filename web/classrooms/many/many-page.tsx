import { Card, Group, Radio, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Page } from "../../shell/page.tsx";
import { Loading } from "../../shell/states.tsx";
import { Trouble } from "../../shell/trouble.tsx";
import { databasesQuery } from "../databases-queries.ts";
import { tablesOf } from "../making/row-fields.tsx";
import { provisioningQuery } from "../queries.ts";
import type { What } from "./asking.tsx";
import { ChangingMany } from "./changing-many.tsx";
import { MakingMany } from "./making-many.tsx";

const WHATS: What[] = ["new", "replace", "passcode", "retire"];

/** Many classrooms from one file, whatever is to be done with them: looked at first, then asked for at once. What is pasted stays when something else is chosen. */
export function ManyPage() {
  const t = useTranslations("classrooms.manyAtOnce");
  const go = useNavigate();
  const { what: said } = useSearch({ from: "/frame/classrooms/many" });
  const what = WHATS.find((each) => each === said) ?? "new";
  const [text, setText] = useState("");
  return (
    <Page title={t("title")} text={t("text")}>
      <Card component="section">
        <Stack gap="sm">
          <Radio.Group label={t("what")} value={what} onChange={(to) => void go({ to: "/classrooms/many", search: { what: to }, replace: true })}>
            <Group mt={6} gap="lg" style={{ rowGap: 8 }}>
              {WHATS.map((each) => (
                <Radio key={each} value={each} label={t(`whats.${each}`)} />
              ))}
            </Group>
          </Radio.Group>
          <Text size="sm" c="dimmed">
            {t(`about.${what}`)}
          </Text>
        </Stack>
      </Card>
      {what === "passcode" || what === "retire" ? (
        <ChangingMany key={what} {...{ what, text }} onText={setText} />
      ) : (
        <Making key={what} {...{ what, text }} onText={setText} />
      )}
    </Page>
  );
}

function Making(props: { what: "new" | "replace"; text: string; onText: (text: string) => void }) {
  const databases = useQuery(databasesQuery);
  const provisioning = useQuery(provisioningQuery);
  const failed = [databases, provisioning].find(({ error, data }) => error !== null && data === undefined);
  if (failed !== undefined) return <Trouble error={failed.error} again={() => void failed.refetch()} />;
  if (databases.data === undefined || provisioning.data === undefined) return <Loading rows={3} />;
  return <MakingMany {...props} tables={tablesOf(databases.data.databases)} provisioning={provisioning.data} />;
}
