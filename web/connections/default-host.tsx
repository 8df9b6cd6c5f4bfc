import { Alert, Button, Card, Group, Select, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Info, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { DefaultHost } from "../../src/connections/life/contract.ts";
import { Loading } from "../shell/states.tsx";
import { fieldProblems, Trouble } from "../shell/trouble.tsx";
import { defaultHostQuery, useDefaultHost } from "./life-queries.ts";
import { PreviewDialog } from "./preview-dialog.tsx";

/** Sessions wait, since nobody in the account hosts them; on top of the page, where nobody overlooks it. */
export function HostMissing() {
  const t = useTranslations("life.host");
  const { data } = useQuery(defaultHostQuery);
  if (data === undefined || data.waiting === 0) return null;
  return (
    <Alert color="yellow" icon={<TriangleAlert aria-hidden />} title={t("missing")} role="alert">
      {t("missingText", { count: data.waiting })}
    </Alert>
  );
}

/** Who hosts where no room does. */
export function DefaultHostCard() {
  const t = useTranslations("life.host");
  const { data, error, refetch } = useQuery(defaultHostQuery);
  return (
    <Card padding="lg">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("title")}
        </Title>
        <Text size="sm">{t("text")}</Text>
        {data === undefined && (error === null ? <Loading rows={1} height={60} /> : <Trouble error={error} again={() => void refetch()} />)}
        {data !== undefined && <Choice view={data} />}
      </Stack>
    </Card>
  );
}

const NOBODY = "";

function Choice({ view }: { view: DefaultHost }) {
  const t = useTranslations("life.host");
  const refusals = useTranslations("refusals");
  const save = useDefaultHost();
  const [chosen, setChosen] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const now = view.host?.id ?? NOBODY;
  const next = chosen ?? now;
  const choices = view.choices.map((one) => ({
    value: one.id,
    label: one.whyNot === null ? `${one.name} (${one.email})` : `${one.name} (${one.email}): ${refusals(one.whyNot as never)}`,
    disabled: one.whyNot !== null && one.id !== now,
  }));
  const isUnlicensed = view.choices.some(({ id, licensed }) => id === next && !licensed);
  const close = (): void => {
    setAsked(false);
    save.reset();
  };
  return (
    <>
      <Group align="flex-end">
        <Select
          label={t("label")}
          data={[{ value: NOBODY, label: t("none") }, ...choices]}
          value={next}
          onChange={(id) => setChosen(id ?? NOBODY)}
          allowDeselect={false}
          searchable
          error={fieldProblems(save.error)["hostId"]}
          style={{ flex: "1 1 320px" }}
          maw={620}
        />
        <Button variant="default" disabled={next === now} onClick={() => setAsked(true)}>
          {t("save")}
        </Button>
      </Group>
      {isUnlicensed && (
        <Alert color="yellow" icon={<TriangleAlert aria-hidden />}>
          {t("noLicence")}
        </Alert>
      )}
      {view.host !== null && !view.host.isMember && next === now && <Alert icon={<Info aria-hidden />}>{t("noMember")}</Alert>}
      {asked && (
        <PreviewDialog
          of="default host"
          account={null}
          error={save.error}
          busy={save.isPending}
          onClose={close}
          onYes={() =>
            save.mutate(next === NOBODY ? null : next, {
              onSuccess: () => {
                setChosen(null);
                close();
              },
            })
          }
        />
      )}
    </>
  );
}
