import { Card, Checkbox, Radio, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { CircleCheck, Hourglass, Unlink } from "lucide-react";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { StartPage } from "../../../src/example/starting/contract.ts";
import type { Language } from "../../../src/people/contract.ts";
import { InstitutionFields } from "../../people/arriving/institution-fields.tsx";
import { useGoIn } from "../../people/arriving/go-in.ts";
import { NewcomerForm, type Newcomer } from "../../people/arriving/newcomer-form.tsx";
import { DeadEnd } from "../../people/arriving/other-ways.tsx";
import { ProblemError, send } from "../../shell/api.ts";
import { Door } from "../../shell/door.tsx";
import { browserZone } from "../../shell/language.tsx";
import { Loading } from "../../shell/states.tsx";
import { Trouble, fieldProblems } from "../../shell/trouble.tsx";
import { startPageQuery } from "./start-queries.ts";

/** What the address opens that the server's terminal told. */
export function BeginRealPage() {
  const t = useTranslations("real.start");
  const { token } = useParams({ from: "/start/$token" });
  const { data, error, refetch } = useQuery(startPageQuery(token));
  const isUnknown = error instanceof ProblemError && error.problem.status === 404;
  return (
    <Door title={t("pageTitle")}>
      {data?.state === "used" && <DeadEnd icon={CircleCheck} title={t("used")} text={t("usedText")} />}
      {data?.state === "expired" && <DeadEnd icon={Hourglass} title={t("expired")} text={t("expiredText")} />}
      {data?.state === "open" && <Beginning told={data} token={token} />}
      {data === undefined && error === null && <Loading rows={1} height={420} />}
      {isUnknown && <DeadEnd icon={Unlink} title={t("unknown")} text={t("unknownText")} />}
      {error !== null && !isUnknown && <Trouble error={error} again={() => void refetch()} />}
    </Door>
  );
}

function Beginning({ told, token }: { told: StartPage; token: string }) {
  const t = useTranslations("real.start");
  const you = useTranslations("arriving.begin")("you");
  const reading = useLocale();
  const goIn = useGoIn();
  const [institution, setInstitution] = useState("");
  const [zone, setZone] = useState(browserZone());
  const [chosen, setChosen] = useState<Language | null>(null);
  const [removeDemo, setRemoveDemo] = useState(false);
  const [tried, setTried] = useState(false);
  const missing = institution.trim() === "";
  const mustAgree = told.clock === "ahead" && !removeDemo;
  const language = chosen ?? reading;
  const begin = useMutation({
    mutationFn: (newcomer: Newcomer) => send("POST", `/api/start/${encodeURIComponent(token)}`, { institution, zone, language, newcomer, removeDemo }),
    onSuccess: () => goIn("/setup"),
  });
  const submit = (newcomer: Newcomer): void => {
    setTried(true);
    if (!missing && !mustAgree) begin.mutate(newcomer);
  };
  const refused = fieldProblems(begin.error);
  return (
    <Card padding="xl">
      <Stack>
        <div>
          <Title order={1} size="h3">
            {t("title")}
          </Title>
          <Text c="dimmed" size="sm">
            {t("formText")}
          </Text>
        </div>
        <NewcomerForm
          first={{ name: "", email: "", password: "" }}
          emailIsGiven={false}
          button={t("button")}
          busy={begin.isPending}
          error={begin.error}
          onSubmit={submit}
          onTry={() => setTried(true)}
        >
          <DemoChoice told={told} goes={removeDemo} onChange={setRemoveDemo} error={tried && mustAgree ? t("agreeNeeded") : null} />
          <InstitutionFields {...{ institution, setInstitution, zone, setZone, language, setLanguage: setChosen, refused }} missing={tried && missing} />
          <Title order={2} size="h5">
            {you}
          </Title>
        </NewcomerForm>
      </Stack>
    </Card>
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
