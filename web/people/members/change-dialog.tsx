import { Button, Group, Modal, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { MemberView, Team } from "../../../src/people/members/contract.ts";
import { provisioningQuery } from "../../classrooms/queries.ts";
import { FormTrouble, fieldProblems } from "../../shell/trouble.tsx";
import { teamsMaking } from "../zoom-users/teams-making.ts";
import { useAct } from "./queries.ts";
import { RoleChoice } from "./role-choice.tsx";
import { TeamChoice } from "./team-choice.tsx";

/** `onLeft`: is in no team any more whose people are Zoom users. */
type Props = { member: MemberView; teams: readonly Team[]; onClose: () => void; onLeft: (member: MemberView) => void };

/** Another role, or other teams. Only what was changed is sent. */
export function ChangeDialog({ member, teams, onClose, onLeft }: Props) {
  const t = useTranslations("members");
  const common = useTranslations("common");
  const [role, setRole] = useState(member.role);
  const [inTeams, setInTeams] = useState(member.teams);
  const act = useAct(true);
  const { data } = useQuery(provisioningQuery);
  const hasLeft = data !== undefined && teamsMaking(data, member.teams) !== null && teamsMaking(data, inTeams) === null;
  const sameTeams = inTeams.toSorted().join() === member.teams.toSorted().join();
  const body = { ...(role === member.role ? {} : { role }), ...(sameTeams ? {} : { teams: inTeams }) };
  const save = (): void => {
    if (Object.keys(body).length === 0) return onClose();
    act.mutate(
      { method: "PATCH", path: `/api/members/${encodeURIComponent(member.id)}`, body, said: t("said.changed") },
      { onSuccess: hasLeft ? () => onLeft(member) : onClose },
    );
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
