import { Button, Group, Modal, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { MemberView, Team } from "../../../src/people/members/contract.ts";
import { provisioningQuery } from "../../classrooms/queries.ts";
import { FormTrouble, fieldProblems } from "../../shell/trouble.tsx";
import { lostWith, type Lost } from "../zoom-users/teams-making.ts";
import { useAct } from "./queries.ts";
import { RoleChoice } from "./role-choice.tsx";
import { TeamChoice } from "./team-choice.tsx";

/** `onLost`: is in no team any more that gives what another gave, a Zoom user or a licence. */
type Props = { member: MemberView; teams: readonly Team[]; onClose: () => void; onLost: (lost: Lost) => void };

/** Another role, or other teams. Only what was changed is sent. */
export function ChangeDialog({ member, teams, onClose, onLost }: Props) {
  const t = useTranslations("members");
  const common = useTranslations("common");
  const [role, setRole] = useState(member.role);
  const [inTeams, setInTeams] = useState(member.teams);
  const act = useAct(true);
  const { data } = useQuery(provisioningQuery);
  const lost = data === undefined ? null : lostWith(data, member.teams, inTeams);
  const sameTeams = inTeams.toSorted().join() === member.teams.toSorted().join();
  const body = { ...(role === member.role ? {} : { role }), ...(sameTeams ? {} : { teams: inTeams }) };
  const save = (): void => {
    if (Object.keys(body).length === 0) return onClose();
    act.mutate(
      { method: "PATCH", path: `/api/members/${encodeURIComponent(member.id)}`, body, said: t("said.changed") },
      { onSuccess: lost === null ? onClose : () => onLost(lost) },
    );
  };
  return (
    <Modal opened onClose={onClose} title={t("changing.title", { name: member.name })} closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <RoleChoice label={t("changing.role")} value={role} onChange={setRole} whyNot={member.whyNot.roles} error={fieldProblems(act.error)["role"]} />
        <TeamChoice label={t("changing.teams")} teams={teams} value={inTeams} onChange={setInTeams} />
        <FormTrouble beside="all" error={act.error} />
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
