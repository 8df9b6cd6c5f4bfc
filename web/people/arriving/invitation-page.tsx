import { Alert, Button, Card, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams, useRouter } from "@tanstack/react-router";
import { CircleCheck, Hourglass, Undo2, Unlink } from "lucide-react";
import { useLocale, useTranslations } from "use-intl";
import { invitedPage, type InvitedPage } from "../../../src/people/inviting/contract.ts";
import { ProblemError, get, send } from "../../shell/api.ts";
import { Door } from "../../shell/door.tsx";
import { browserZone } from "../../shell/language.tsx";
import { meQuery } from "../../shell/me.ts";
import { Loading } from "../../shell/states.tsx";
import { useTimes } from "../../shell/times.tsx";
import { useSignOut } from "../../shell/sign-out.ts";
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
    onSuccess: () => (staysIn === null ? goIn() : undefined),
  });
  const { email, reader, institution } = page;
  const staysIn = reader?.staysIn ?? null;
  if (accept.isSuccess && staysIn !== null) return <AcceptedElsewhere institution={institution} other={staysIn} onStay={() => void goIn()} />;
  if (reader !== null && !reader.isInvited) return <WrongPerson text={t("wrong", { email, reader: reader.email })} />;
  if (reader !== null)
    return (
      <Stack>
        {staysIn !== null && <Text style={{ overflowWrap: "anywhere" }}>{t("staysIn", { institution, other: staysIn })}</Text>}
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

const LONG = { styles: { label: { whiteSpace: "normal" } }, h: "auto", py: 8 } as const;

/** Whoever came by another institution's single sign-on is still there, and has to sign in anew to be here. */
function AcceptedElsewhere({ institution, other, onStay }: { institution: string; other: string; onStay: () => void }) {
  const t = useTranslations("arriving.invited");
  const router = useRouter();
  const signOut = useSignOut(() => router.history.push("/sign-in"));
  return (
    <Alert color="green" icon={<CircleCheck aria-hidden />} title={t("accepted", { institution })} role="status">
      <Stack gap="sm" align="flex-start" style={{ overflowWrap: "anywhere" }}>
        <Text size="sm">{t("acceptedText", { institution, other })}</Text>
        <Button {...LONG} onClick={() => void signOut()}>
          {t("switch", { institution })}
        </Button>
        <Button {...LONG} variant="default" onClick={onStay}>
          {t("stay", { other })}
        </Button>
      </Stack>
    </Alert>
  );
}
