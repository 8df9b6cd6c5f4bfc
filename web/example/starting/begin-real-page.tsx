import { Checkbox, Radio, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { StartPage } from "../../../src/example/starting/contract.ts";
import { Beginning, BeginningDoor } from "../../people/arriving/beginning.tsx";
import { startPageQuery } from "./start-queries.ts";

/** Nobody of the demo owns a real institution: its owner is somebody new. */
const BY_ANYBODY = { institution: "", email: "", hasAccount: false, reader: null };

/** What the address opens that the server's terminal told. */
export function BeginRealPage() {
  const t = useTranslations("real.start");
  const { token } = useParams({ from: "/start/$token" });
  const query = useQuery(startPageQuery(token));
  const [removeDemo, setRemoveDemo] = useState(false);
  const words = { pageTitle: t("pageTitle"), title: t("title"), button: t("button"), expiredText: t("expiredText") };
  return (
    <BeginningDoor query={query} words={words}>
      {(told) => {
        const mustAgree = told.clock === "ahead" && !removeDemo;
        const url = `/api/start/${encodeURIComponent(token)}`;
        return (
          <Beginning told={BY_ANYBODY} words={words} url={url} more={{ removeDemo }} to="/setup" isHeldUp={mustAgree}>
            {(tried) => <DemoChoice told={told} goes={removeDemo} onChange={setRemoveDemo} error={tried && mustAgree ? t("agreeNeeded") : null} />}
          </Beginning>
        );
      }}
    </BeginningDoor>
  );
}

type Choice = { told: StartPage; goes: boolean; onChange: (goes: boolean) => void; error: string | null };

/** Whether the demo stays; where its clock is ahead it can't, and that has to be agreed to. */
function DemoChoice({ told, goes, onChange, error }: Choice) {
  const t = useTranslations("real.start");
  const whatGoes = useTranslations("real");
  if (told.demo === null) return null;
  const what = (
    <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
      {whatGoes("goes", told.demo)}
    </Text>
  );
  if (told.clock === "ahead") {
    return (
      <Stack gap="xs">
        <Title order={2} size="h5">
          {t("demo")}
        </Title>
        <Text size="sm">{t("mustGo")}</Text>
        <Checkbox label={t("agree")} checked={goes} onChange={(event) => onChange(event.currentTarget.checked)} error={error} />
        {what}
      </Stack>
    );
  }
  return (
    <Radio.Group label={t("demo")} value={goes ? "goes" : "stays"} onChange={(value) => onChange(value === "goes")}>
      <Stack gap={6} mt={6}>
        <Radio value="stays" label={t("demoStays")} />
        <Radio value="goes" label={t("demoGoes")} />
        {goes && what}
      </Stack>
    </Radio.Group>
  );
}
