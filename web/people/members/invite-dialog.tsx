import { Alert, Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Role } from "../../../src/people/contract.ts";
import { invitationsPreview, invited, type JudgedLine } from "../../../src/people/inviting/contract.ts";
import type { MemberList } from "../../../src/people/members/contract.ts";
import { withoutGood } from "../../attendees/lines.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { send } from "../../shell/api.ts";
import { useSaying } from "../../shell/saying.tsx";
import { FormTrouble, fieldProblems } from "../../shell/trouble.tsx";
import { RoleChoice } from "./role-choice.tsx";
import { TeamChoice } from "./team-choice.tsx";

/** What is typed, how each line of it is judged meanwhile, and inviting by it. What is wrong stays in the field, to be mended. */
function useInviting(onClose: () => void) {
  const said = useTranslations("members.said");
  const queries = useQueryClient();
  const saying = useSaying();
  const [lines, setLines] = useState("");
  const [settled] = useDebouncedValue(lines, 300);
  const preview = useQuery({
    queryKey: ["members", "preview", settled],
    queryFn: () => send("POST", "/api/invitations/preview", { lines: settled }, invitationsPreview),
    enabled: settled.trim() !== "",
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
  const invite = useMutation({
    mutationFn: (as: { role: Role; teams: string[] }) => send("POST", "/api/invitations", { lines, ...as }, invited),
    onSuccess: (result) => {
      if (result.bad.length > 0) return setLines(withoutGood(lines, result.bad));
      saying.done(said("invited", { n: result.invited }));
      return onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["members"] }),
  });
  const type = (text: string): void => {
    setLines(text);
    if (!invite.isPending) invite.reset();
  };
  return { lines, type, preview, invite, judged: lines.trim() === "" ? null : (preview.data ?? null) };
}

/** Invites one or many. */
export function InviteDialog({ list, onClose }: { list: MemberList; onClose: () => void }) {
  const t = useTranslations("members.inviting");
  const common = useTranslations("common");
  const [role, setRole] = useState<Role>("organizer");
  const [teams, setTeams] = useState<string[]>([]);
  const { lines, type, preview, invite, judged } = useInviting(onClose);
  const good = judged?.good ?? 0;
  return (
    <Modal opened onClose={onClose} title={t("title")} size="lg" closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <Textarea
          label={t("lines")}
          description={t("linesText")}
          placeholder={"ana@example.org\nJan Nowak <jan@example.org>"}
          autosize
          minRows={3}
          maxRows={10}
          data-autofocus
          value={lines}
          onChange={(event) => type(event.currentTarget.value)}
          error={fieldProblems(preview.error)["lines"] ?? fieldProblems(invite.error)["lines"]}
        />
        <Judgement judged={judged} />
        <RoleChoice label={t("role")} value={role} onChange={setRole} whyNot={list.whyNotInvite} error={fieldProblems(invite.error)["role"]} />
        <TeamChoice label={t("teams")} description={t("teamsText")} teams={list.teams} value={teams} onChange={setTeams} inviting />
        {invite.data !== undefined && invite.data.bad.length > 0 && (
          <Alert color="yellow" icon={<TriangleAlert aria-hidden />} role="alert">
            {t("left", { invited: invite.data.invited, n: invite.data.bad.length })}
          </Alert>
        )}
        <FormTrouble beside="all" error={invite.error ?? preview.error} />
        <Text size="sm" c="dimmed">
          {t("until")}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("back")}
          </Button>
          <ActButton loading={invite.isPending} whyNot={good === 0 ? t("nobody") : null} onClick={() => invite.mutate({ role, teams })}>
            {t("send", { n: good })}
          </ActButton>
        </Group>
      </Stack>
    </Modal>
  );
}

/** How many will be invited, and every line by which nobody is. */
function Judgement({ judged }: { judged: { lines: JudgedLine[]; good: number } | null }) {
  const t = useTranslations("members.inviting");
  if (judged === null) return null;
  const bad = judged.lines.filter((line) => line.because !== null);
  return (
    <div role="status">
      <Text size="sm" fw={600}>
        {t("good", { n: judged.good })}
      </Text>
      {bad.length > 0 && (
        <Stack gap={2} component="ul" m={0} mt={4} pl="md" mah={160} style={{ overflowY: "auto" }} tabIndex={0} aria-label={t("lines")}>
          {bad.map((line) => (
            <Text key={`${line.line} ${line.email}`} component="li" size="sm" c="var(--mantine-color-error)" style={{ overflowWrap: "anywhere" }}>
              <strong>{t("line", { line: line.line })}</strong> {line.email} — {line.message}
            </Text>
          ))}
        </Stack>
      )}
    </div>
  );
}
