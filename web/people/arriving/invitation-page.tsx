import { Button, Card, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { CircleCheck, Hourglass, Undo2, Unlink } from "lucide-react";
import { useLocale, useTranslations } from "use-intl";
import { invitedPage, type InvitedPage } from "../../../src/people/inviting/contract.ts";
import { ProblemError, get, send } from "../../shell/api.ts";
import { Door } from "../../shell/door.tsx";
import { browserZone } from "../../shell/language.tsx";
import { meQuery } from "../../shell/me.ts";
import { Loading } from "../../shell/states.tsx";
import { useTimes } from "../../shell/times.tsx";
import { FormTrouble, Trouble } from "../../shell/trouble.tsx";
import { useGoIn } from "./go-in.ts";
import { NewcomerForm } from "./newcomer-form.tsx";
import { DeadEnd, SignInFirst, WrongPerson } from "./other-ways.tsx";

/** What the link in an invitation opens, with an account or without. */
export function InvitationPage() {
  const t = useTranslations("arriving.invited");
  const { token } = useParams({ from: "/invitations/$token" });
  useQuery(meQuery); // whose language this is, if somebody has signed in
  const { data, error, refetch } = useQuery({
    queryKey: ["invited", token],
    queryFn: () => get(`/api/invited/${encodeURIComponent(token)}`, invitedPage),
    refetchOnWindowFocus: false,
  });
  const isUnknown = error instanceof ProblemError && error.problem.status === 404;
  return (
    <Door title={t("pageTitle")}>
      {data !== undefined && <Invitation page={data} token={token} />}
      {data === undefined && error === null && <Loading rows={1} height={260} />}
      {isUnknown && <DeadEnd icon={Unlink} title={t("unknown")} text={t("unknownText")} />}
      {error !== null && !isUnknown && <Trouble error={error} again={() => void refetch()} />}
    </Door>
  );
}

function Invitation({ page, token }: { page: InvitedPage; token: string }) {
  const t = useTranslations("arriving.invited");
  const times = useTimes();
  const { institution, role } = page;
  const until = `${times.moment(page.expiresAt)} (${times.zone()})`;
  switch (page.state) {
    case "used":
      return <DeadEnd icon={CircleCheck} title={t("used")} text={t("usedText")} />;
    case "revoked":
      return <DeadEnd icon={Undo2} title={t("revoked")} text={t("revokedText")} />;
    case "expired":
      return <DeadEnd icon={Hourglass} title={t("expired")} text={t("expiredText", { moment: until })} />;
    case "open":
      return (
        <Card padding="xl">
          <Stack>
            <div style={{ overflowWrap: "anywhere" }}>
              <Title order={1} size="h3">
                {t("title", { institution })}
              </Title>
              <Text mt={4}>{page.inviter === "" ? t("textWithout", { institution, role }) : t("text", { inviter: page.inviter, institution, role })}</Text>
              <Text c="dimmed" size="sm">
                {t("until", { moment: until })}
              </Text>
            </div>
            <Acceptance page={page} token={token} />
          </Stack>
        </Card>
      );
  }
}

function Acceptance({ page, token }: { page: InvitedPage; token: string }) {
  const t = useTranslations("arriving.invited");
  const language = useLocale();
  const goIn = useGoIn();
  const accept = useMutation({
    mutationFn: (newcomer: { name: string; password: string } | null) =>
      send("POST", `/api/invited/${encodeURIComponent(token)}/accept`, { newcomer, language, zone: browserZone() }),
    onSuccess: () => goIn(),
  });
  const { email, reader } = page;
  if (reader !== null && !reader.isInvited) return <WrongPerson text={t("wrong", { email, reader: reader.email })} />;
  if (reader !== null)
    return (
      <Stack>
        <FormTrouble error={accept.error} />
        <Button loading={accept.isPending} onClick={() => accept.mutate(null)} styles={{ label: { whiteSpace: "normal" } }} h="auto" py={8}>
          {t("accept", { email })}
        </Button>
      </Stack>
    );
  if (page.hasAccount) return <SignInFirst text={t("hasAccount", { email })} />;
  return (
    <>
      <Text size="sm">{t("newcomer")}</Text>
      <NewcomerForm
        first={{ name: page.name, email, password: "" }}
        emailIsGiven
        button={t("button")}
        busy={accept.isPending}
        error={accept.error}
        onSubmit={({ name, password }) => accept.mutate({ name, password })}
      />
    </>
  );
}
