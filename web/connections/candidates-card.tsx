import { Alert, Card, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { CandidateView } from "../../src/connections/authorizing/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { useWhyNot } from "../shell/may.ts";
import { useSaying } from "../shell/saying.tsx";
import { useRefresh } from "./connecting-queries.ts";
import { PreviewDialog } from "./preview-dialog.tsx";
import { ScopesList } from "./scopes-list.tsx";

/** Authorized at Zoom, and waiting for an administrator's yes: beside the account in use, where that is another. */
export function CandidatesCard({ candidates, inUse }: { candidates: readonly CandidateView[]; inUse: boolean }) {
  const t = useTranslations("connecting.candidates");
  return (
    <Card component="section" aria-label={t("title")}>
      <Stack gap="lg">
        <Title order={2} size="h4">
          {t("title")}
        </Title>
        {candidates.map((candidate) => (
          <Candidate key={candidate.id} candidate={candidate} inUse={inUse} />
        ))}
      </Stack>
    </Card>
  );
}

function Candidate({ candidate, inUse }: { candidate: CandidateView; inUse: boolean }) {
  const t = useTranslations("connecting.candidates");
  const { account, instead, name, byLink, missing } = candidate;
  const { by: email, role } = account;
  const by = { name: name ?? "", email: email ?? "", role: role ?? "" };
  return (
    <Stack gap="sm">
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {name === null ? t("byApp") : t(byLink ? "byLink" : "byMember", by)}
      </Text>
      {instead !== null && (
        <Alert color="yellow" variant="light" title={t("different")}>
          {t("differentText")}
        </Alert>
      )}
      <Comparison candidate={candidate} />
      {instead === null && <Text size="sm">{t(inUse ? "same" : "first")}</Text>}
      {missing.length > 0 && (
        <Alert color="yellow" variant="light" title={t("missing", { count: missing.length })}>
          <ScopesList scopes={missing} />
        </Alert>
      )}
      <Deciding candidate={candidate} />
    </Stack>
  );
}

function Comparison({ candidate: { account, instead } }: { candidate: CandidateView }) {
  const t = useTranslations("connecting.candidates");
  const rows = [...(instead === null ? [] : [{ label: t("now"), ...instead }]), { label: t("chosen"), ...account }];
  return (
    <Table layout="fixed" style={{ overflowWrap: "anywhere" }}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th />
          <Table.Th>{t("account")}</Table.Th>
          <Table.Th>{t("who")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ label, id, by }) => (
          <Table.Tr key={label}>
            <Table.Th scope="row">{label}</Table.Th>
            <Table.Td>{id}</Table.Td>
            <Table.Td>{by ?? t("nobody")}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Deciding({ candidate: { id, instead, account } }: { candidate: CandidateView }) {
  const t = useTranslations("connecting.candidates");
  const [asked, setAsked] = useState(false);
  const saying = useSaying();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const whyNot = useWhyNot();
  const decide = useMutation({
    mutationFn: (what: "confirm" | "refuse") => send("POST", `/api/connection/candidates/${encodeURIComponent(id)}/${what}`),
    onSuccess: async (_, what) => {
      setAsked(false);
      saying.done(t(what === "confirm" ? "confirmed" : "refused"));
      await navigate({ to: "/connection", search: {} });
    },
    onError: (error, what) => {
      if (what === "refuse" || !asked) saying.failed(error);
    },
    onSettled: refresh,
  });
  const close = (): void => {
    setAsked(false);
    decide.reset();
  };
  return (
    <Group>
      <ActButton
        whyNot={whyNot("POST /api/connection/candidates/:id/confirm")}
        loading={decide.isPending && decide.variables === "confirm"}
        onClick={() => (instead === null ? decide.mutate("confirm") : setAsked(true))}
      >
        {t(instead === null ? "confirm" : "confirmDifferent")}
      </ActButton>
      <ActButton
        variant="default"
        whyNot={whyNot("POST /api/connection/candidates/:id/refuse")}
        loading={decide.isPending && decide.variables === "refuse"}
        onClick={() => decide.mutate("refuse")}
      >
        {t("refuse")}
      </ActButton>
      {asked && (
        <PreviewDialog
          of={account.by === null ? "account by app" : "account"}
          account={null}
          text={t("differentText")}
          error={decide.error}
          busy={decide.isPending}
          onClose={close}
          onYes={() => decide.mutate("confirm")}
        />
      )}
    </Group>
  );
}
