import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { MemberView, Team } from "../../../src/people/members/contract.ts";
import { FormTrouble, fieldProblems } from "../../shell/trouble.tsx";
import { useAct } from "./queries.ts";
import { RoleChoice } from "./role-choice.tsx";
import { TeamChoice } from "./team-choice.tsx";

/** Another role, or other teams. Only what was changed is sent. */
export function ChangeDialog({ member, teams, onClose }: { member: MemberView; teams: readonly Team[]; onClose: () => void }) {
  const t = useTranslations("members");
  const common = useTranslations("common");
  const [role, setRole] = useState(member.role);
  const [inTeams, setInTeams] = useState(member.teams);
  const act = useAct(true);
  const sameTeams = inTeams.toSorted().join() === member.teams.toSorted().join();
  const body = { ...(role === member.role ? {} : { role }), ...(sameTeams ? {} : { teams: inTeams }) };
  const save = (): void => {
    if (Object.keys(body).length === 0) return onClose();
    act.mutate({ method: "PATCH", path: `/api/members/${encodeURIComponent(member.id)}`, body, said: t("said.changed") }, { onSuccess: onClose });
  };
  return (
    <Modal opened onClose={onClose} title={t("changing.title", { name: member.name })} closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <RoleChoice label={t("changing.role")} value={role} onChange={setRole} whyNot={member.whyNot.roles} error={fieldProblems(act.error)["role"]} />
        <TeamChoice label={t("changing.teams")} teams={teams} value={inTeams} onChange={setInTeams} />
        <FormTrouble error={act.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("back")}
          </Button>
          <Button loading={act.isPending} onClick={save}>
            {common("save")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
