import { Button, Card, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { CircleCheck, Hourglass, Unlink } from "lucide-react";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { Language } from "../../../src/people/contract.ts";
import { beginPage, type BeginPage as Told } from "../../../src/people/founding/contract.ts";
import { ProblemError, get, send } from "../../shell/api.ts";
import { Door } from "../../shell/door.tsx";
import { browserZone } from "../../shell/language.tsx";
import { meQuery } from "../../shell/me.ts";
import { Loading } from "../../shell/states.tsx";
import { FormTrouble, Trouble, fieldProblems } from "../../shell/trouble.tsx";
import { useGoIn } from "./go-in.ts";
import { InstitutionFields } from "./institution-fields.tsx";
import { NewcomerForm, type Newcomer } from "./newcomer-form.tsx";
import { DeadEnd, SignInFirst, WrongPerson } from "./other-ways.tsx";

/** What the address opens that the operator was shown: an institution is founded, and has its owner. */
export function BeginPage() {
  const t = useTranslations("arriving.begin");
  const { token } = useParams({ from: "/begin/$token" });
  useQuery(meQuery); // whose language this is, if somebody has signed in
  const { data, error, refetch } = useQuery({
    queryKey: ["begin", token],
    queryFn: () => get(`/api/begin/${encodeURIComponent(token)}`, beginPage),
    refetchOnWindowFocus: false,
  });
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

function Beginning({ told, token }: { told: Told; token: string }) {
  const t = useTranslations("arriving.begin");
  const reading = useLocale();
  const goIn = useGoIn();
  const [institution, setInstitution] = useState(told.institution);
  const [zone, setZone] = useState(browserZone());
  const [chosen, setChosen] = useState<Language | null>(null);
  const language = chosen ?? reading;
  const missing = institution.trim() === "";
  const [tried, setTried] = useState(false);
  const begin = useMutation({
    mutationFn: (newcomer: Newcomer | null) => send("POST", `/api/begin/${encodeURIComponent(token)}`, { institution, zone, language, newcomer }),
    onSuccess: () => goIn(),
  });
  const submit = (newcomer: Newcomer | null): void => {
    setTried(true);
    if (!missing) begin.mutate(newcomer);
  };
  const refused = fieldProblems(begin.error);
  const { email, reader } = told;
  const ofInstitution = (
    <>
      <InstitutionFields {...{ institution, setInstitution, zone, setZone, language, setLanguage: setChosen, refused }} missing={tried && missing} />
      <Title order={2} size="h5">
        {t("you")}
      </Title>
    </>
  );
  return (
    <Card padding="xl">
      <Stack>
        <div>
          <Title order={1} size="h3">
            {t("title")}
          </Title>
          <Text c="dimmed" size="sm">
            {t("text")}
          </Text>
        </div>
        {reader !== null && !reader.isMeant && <WrongPerson text={t("wrong", { email, reader: reader.email })} />}
        {reader === null && told.hasAccount && <SignInFirst text={t("hasAccount", { email })} />}
        {reader?.isMeant === true && (
          <>
            {ofInstitution}
            <Text style={{ overflowWrap: "anywhere" }}>{t("signedIn", { email: reader.email })}</Text>
            <FormTrouble error={begin.error} />
            <Button loading={begin.isPending} onClick={() => submit(null)}>
              {t("button")}
            </Button>
          </>
        )}
        {reader === null && !told.hasAccount && (
          <NewcomerForm
            first={{ name: "", email, password: "" }}
            emailIsGiven={email !== ""}
            button={t("button")}
            busy={begin.isPending}
            error={begin.error}
            onSubmit={submit}
            onTry={() => setTried(true)}
          >
            {ofInstitution}
          </NewcomerForm>
        )}
      </Stack>
    </Card>
  );
}
