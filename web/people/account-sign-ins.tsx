import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { Account } from "../../src/people/account/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { useSaying } from "../shell/saying.tsx";
import { useTimes } from "../shell/times.tsx";
import { AccountCard } from "./account-card.tsx";

type SignIn = Account["signIns"][number];

/** Where the reader is signed in; each can be ended from here, but for the one that reads: that is what *Sign out* is for. */
export function SignInsCard({ account: { signIns } }: { account: Account }) {
  const t = useTranslations("account.signIns");
  const saying = useSaying();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: (id: string | null) => send("DELETE", id === null ? "/api/account/sign-ins" : `/api/account/sign-ins/${id}`),
    onSuccess: (_, id) => saying.done(t(id === null ? "othersEnded" : "ended")),
    onError: (error) => saying.failed(error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["account"] }),
  });
  const alone = signIns.every((each) => each.isThis);
  return (
    <AccountCard
      title={t("title")}
      text={t("text")}
      aside={
        <ActButton variant="default" size="xs" whyNot={alone ? t("noOthers") : null} loading={end.isPending} onClick={() => end.mutate(null)}>
          {t("endOthers")}
        </ActButton>
      }
    >
      <Stack component="ul" p={0} m={0} gap="md" style={{ listStyle: "none" }}>
        {signIns.map((signIn) => (
          <OneSignIn key={signIn.id} signIn={signIn} busy={end.isPending} onEnd={() => end.mutate(signIn.id)} />
        ))}
      </Stack>
    </AccountCard>
  );
}

function OneSignIn({ signIn, busy, onEnd }: { signIn: SignIn; busy: boolean; onEnd: () => void }) {
  const t = useTranslations("account.signIns");
  const times = useTimes();
  const { browser, system, address, isThis, lastSeen, since } = signIn;
  const device = browser !== null && system !== null ? t("device", { browser, system }) : (browser ?? system ?? t("unknown"));
  const told = [
    ...(address === null || address === "" ? [] : [t("from", { address })]),
    t("lastSeen", { time: times.moment(lastSeen) }),
    t("since", { time: `${times.moment(since)} ${times.zone(times.reader)}` }),
  ];
  return (
    <Group component="li" justify="space-between" wrap="nowrap" align="flex-start">
      <div style={{ minWidth: 0 }}>
        <Group gap="xs">
          <Text fw={550}>{device}</Text>
          {isThis && <Badge variant="light">{t("here")}</Badge>}
        </Group>
        <Text size="sm" c="dimmed">
          {told.join(" · ")}
        </Text>
      </div>
      {!isThis && (
        <Button variant="default" size="xs" style={{ flex: "none" }} disabled={busy} onClick={onEnd} aria-label={t("endOne", { device })}>
          {t("end")}
        </Button>
      )}
    </Group>
  );
}
