import { Button, Card, Stack, Text, Title } from "@mantine/core";
import { useMutation, type UseQueryResult } from "@tanstack/react-query";
import { CircleCheck, Hourglass, Unlink } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { Language } from "../../../src/people/contract.ts";
import type { BeginPage } from "../../../src/people/founding/contract.ts";
import { ProblemError, send } from "../../shell/api.ts";
import { Door } from "../../shell/door.tsx";
import { browserZone } from "../../shell/language.tsx";
import { Loading } from "../../shell/states.tsx";
import { FormTrouble, Trouble, fieldProblems } from "../../shell/trouble.tsx";
import { useGoIn } from "./go-in.ts";
import { InstitutionFields } from "./institution-fields.tsx";
import { NewcomerForm, type Newcomer } from "./newcomer-form.tsx";
import { DeadEnd, SignInFirst, WrongPerson } from "./other-ways.tsx";

type Words = { pageTitle: string; title: string; button: string; expiredText: string };
type Told = Pick<BeginPage, "state">;

/** The page behind a one-time address at which an institution is founded: what it opens, or why it opens nothing. */
export function BeginningDoor<T extends Told>({ query, words, children }: { query: UseQueryResult<T>; words: Words; children: (told: T) => ReactNode }) {
  const t = useTranslations("arriving.begin");
  const { data, error, refetch } = query;
  const isUnknown = error instanceof ProblemError && error.problem.status === 404;
  return (
    <Door title={words.pageTitle}>
      {data?.state === "used" && <DeadEnd icon={CircleCheck} title={t("used")} text={t("usedText")} />}
      {data?.state === "expired" && <DeadEnd icon={Hourglass} title={t("expired")} text={words.expiredText} />}
      {data?.state === "open" && children(data)}
      {data === undefined && error === null && <Loading rows={1} height={420} />}
      {isUnknown && <DeadEnd icon={Unlink} title={t("unknown")} text={t("unknownText")} />}
      {error !== null && !isUnknown && <Trouble error={error} again={() => void refetch()} />}
    </Door>
  );
}

type Props = {
  told: Omit<BeginPage, "state">;
  words: Words;
  /** Where the institution is founded, what else is sent there, and where its owner goes then. */
  url: string;
  more?: object;
  to?: string;
  /** Something above is still to be agreed to; it is told once somebody has tried. */
  isHeldUp?: boolean;
  /** Fields above the institution's. */
  children?: (tried: boolean) => ReactNode;
};

/** An institution is founded, and has its owner. */
export function Beginning({ told, words, url, more = {}, to = "/", isHeldUp = false, children }: Props) {
  const t = useTranslations("arriving.begin");
  const reading = useLocale();
  const goIn = useGoIn();
  const [institution, setInstitution] = useState(told.institution);
  const [zone, setZone] = useState(browserZone());
  const [chosen, setChosen] = useState<Language | null>(null);
  const [tried, setTried] = useState(false);
  const language = chosen ?? reading;
  const missing = institution.trim() === "";
  const begin = useMutation({
    mutationFn: (newcomer: Newcomer | null) => send("POST", url, { institution, zone, language, newcomer, ...more }),
    onSuccess: () => goIn(to),
  });
  const submit = (newcomer: Newcomer | null): void => {
    setTried(true);
    if (!missing && !isHeldUp) begin.mutate(newcomer);
  };
  const refused = fieldProblems(begin.error);
  const { email, reader, hasAccount } = told;
  const ofInstitution = (
    <>
      {children?.(tried)}
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
            {words.title}
          </Title>
          <Text c="dimmed" size="sm">
            {t("text")}
          </Text>
        </div>
        {reader !== null && !reader.isMeant && <WrongPerson text={t("wrong", { email, reader: reader.email })} />}
        {reader === null && hasAccount && <SignInFirst text={t("hasAccount", { email })} />}
        {reader?.isMeant === true && (
          <>
            {ofInstitution}
            <Text style={{ overflowWrap: "anywhere" }}>{t("signedIn", { email: reader.email })}</Text>
            <FormTrouble beside="all" error={begin.error} />
            <Button loading={begin.isPending} onClick={() => submit(null)}>
              {words.button}
            </Button>
          </>
        )}
        {reader === null && !hasAccount && (
          <NewcomerForm
            first={{ name: "", email, password: "" }}
            emailIsGiven={email !== ""}
            button={words.button}
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
