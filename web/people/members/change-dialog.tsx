import { Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { MemberView, Team } from "../../../src/people/members/contract.ts";
import { provisioningQuery } from "../../classrooms/queries.ts";
import type { Farewell } from "../../classrooms/changing/farewell-choice.tsx";
import { send } from "../../shell/api.ts";
import { useSaying } from "../../shell/saying.tsx";
import { Loading } from "../../shell/states.tsx";
import { FormTrouble, Trouble, fieldProblems } from "../../shell/trouble.tsx";
import { lostWith, teamsAfter, type Lost } from "../zoom-users/teams-making.ts";
import { membersQuery, removalQuery } from "./queries.ts";
import { RoleChoice } from "./role-choice.tsx";
import { sentTakenBack, TakesBack, type TakenBack } from "./takes-back.tsx";
import { TeamChoice } from "./team-choice.tsx";

/** `onLost`: is in no team any more that gives what another gave, a Zoom user or a licence. */
type Props = { member: MemberView; teams: readonly Team[]; onClose: () => void; onLost: (lost: Lost) => void };

/** Another role, or other teams. Only what was changed is sent. */
export function ChangeDialog({ member, teams, onClose, onLost }: Props) {
  const t = useTranslations("members");
  const common = useTranslations("common");
  const [role, setRole] = useState(member.role);
  const [before] = useState(member.teams); // as it was opened: whichever they are put into meanwhile stays
  const [inTeams, setInTeams] = useState(before);
  const change = useChange({ member, onClose, onLost });
  const [takenBack, setTakenBack] = useState<TakenBack>({});
  const isDemoted = member.role === "owner" && role !== "owner";
  const demoting = useQuery({ ...removalQuery(member.id), enabled: isDemoted });
  const takesBack = isDemoted ? demoting.data?.takesBack : [];
  const joining = inTeams.filter((id) => !before.includes(id));
  const leaving = before.filter((id) => !inTeams.includes(id));
  const save = (): void => {
    if (role === member.role && joining.length + leaving.length === 0) return onClose();
    change.mutate({ ...(role === member.role ? {} : { role }), joining, leaving, takenBack: sentTakenBack(takesBack ?? [], takenBack) });
  };
  return (
    <Modal opened onClose={onClose} title={t("changing.title", { name: member.name })} closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <RoleChoice label={t("changing.role")} value={role} onChange={setRole} whyNot={member.whyNot.roles} error={fieldProblems(change.error)["role"]} />
        <TeamChoice label={t("changing.teams")} teams={teams} value={inTeams} onChange={setInTeams} />
        {takesBack !== undefined && <TakesBack those={takesBack} said={takenBack} onSay={setTakenBack} />}
        {takesBack === undefined &&
          (demoting.error === null ? <Loading rows={1} height={60} /> : <Trouble error={demoting.error} again={() => void demoting.refetch()} />)}
        <FormTrouble beside="all" error={change.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("back")}
          </Button>
          <Button loading={change.isPending} disabled={takesBack === undefined} onClick={save}>
            {common("save")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

type Wish = { role?: MemberView["role"]; joining: string[]; leaving: string[]; takenBack: { id: string; zoomUser: Farewell }[] };

function useChange({ member, onClose, onLost }: Omit<Props, "teams">) {
  const t = useTranslations("members");
  const queries = useQueryClient();
  const saying = useSaying();
  /** By the teams that the member is in by now, whatever they were when it was opened; asked before it is so. */
  const lostBy = async (wish: Wish): Promise<Lost | null> => {
    if (wish.leaving.length === 0) return null;
    const view = await queries.fetchQuery({ ...provisioningQuery, staleTime: 0 });
    const { members } = await queries.fetchQuery({ ...membersQuery, staleTime: 0 });
    const { teams } = members.find(({ id }) => id === member.id) ?? member;
    return lostWith(view, teams, teamsAfter(teams, wish));
  };
  return useMutation({
    mutationFn: async (wish: Wish) => {
      const lost = await lostBy(wish);
      await send("PATCH", `/api/members/${encodeURIComponent(member.id)}`, wish);
      return lost;
    },
    onSuccess: (lost) => {
      saying.done(t("said.changed"));
      if (lost === null) onClose();
      else onLost(lost);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["members"] }),
  });
}
