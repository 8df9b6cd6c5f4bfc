import { Card, Group, Stack, Switch, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { provisioningView } from "../../../src/classrooms/zoom-users/contract.ts";
import { provisioningQuery } from "../../classrooms/queries.ts";
import { send } from "../../shell/api.ts";
import { AnchorLink } from "../../shell/links.tsx";
import { useSaying } from "../../shell/saying.tsx";
import { membersQuery } from "../members/queries.ts";
import { LeftBehindDialog, type LeftBehind } from "./left-behind.tsx";
import { useTeamQuestion, type Team, type What } from "./team-question.tsx";
import { losing } from "./teams-making.ts";

type Wish = { team: Team; what: What; to: boolean };

/** Asks first where it is turned on, and afterwards about those who lost what it gave them. */
function useSwitch() {
  const t = useTranslations("zoomUsers.provisioning");
  const queries = useQueryClient();
  const saying = useSaying();
  const isMeant = useTeamQuestion();
  const [left, setLeft] = useState<LeftBehind | null>(null);
  /** Members who are given it by this team only, as it is before it is switched off. */
  const losers = async ({ team, what }: Pick<Wish, "team" | "what">): Promise<LeftBehind | null> => {
    const view = await queries.fetchQuery({ ...provisioningQuery, staleTime: 0 });
    const { members } = await queries.fetchQuery({ ...membersQuery, staleTime: 0 });
    const inside = members.filter(({ state, teams }) => state === "active" && teams.includes(team.id));
    const before = view.teams.find(({ id }) => id === team.id) ?? team;
    return losing(view, inside, { ...before, makesZoomUsers: what !== "makesZoomUsers" && before.makesZoomUsers, givesLicence: false });
  };
  const save = useMutation({
    mutationFn: async ({ team, what, to }: Wish) => {
      if (to && !(await isMeant(team, what))) return null;
      const behind = to ? null : await losers({ team, what });
      const path = `/api/provisioning/teams/${encodeURIComponent(team.id)}`;
      return { next: await send("PUT", path, { [what]: to }, provisioningView), behind }; // the other switch may be turned by now: it stays
    },
    onSuccess: (saved, { team, what, to }) => {
      if (saved === null) return;
      const { next, behind } = saved;
      setLeft(behind);
      queries.setQueryData(provisioningQuery.queryKey, next);
      saying.done(to ? t("saved") : t(`turnedOff.${what}`, { team: team.name }));
      void queries.invalidateQueries({ queryKey: ["zoom-users"] });
    },
    onError: (error) => {
      saying.failed(error);
      void queries.invalidateQueries({ queryKey: provisioningQuery.queryKey }); // somebody else's change, which it is refused for, is to be seen
    },
  });
  return { save, left, over: () => setLeft(null) };
}

/** Whose members are to be users of the Zoom account; saved as it is switched, and asked before it is switched on. */
export function TeamSwitches({ teams }: { teams: readonly Team[] }) {
  const t = useTranslations("zoomUsers.provisioning");
  const { save, left, over } = useSwitch();
  return (
    <Card component="section" aria-label={t("teams")}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("teams")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("teamsText")}
        </Text>
        {teams.length === 0 && (
          <Text size="sm">
            {t("noTeams")}{" "}
            <AnchorLink to="/members" search={{ tab: "teams" }} underline="always">
              {t("toTeams")}
            </AnchorLink>
          </Text>
        )}
        {teams.map((team) => (
          <Group key={team.id} justify="space-between" gap="sm">
            <Text fw={600} flex="1 1 220px" style={{ overflowWrap: "anywhere" }}>
              {team.name}
            </Text>
            <Group gap="lg">
              <Switch
                label={t("makesUsers")}
                aria-label={t("makesUsersOf", { team: team.name })}
                checked={team.makesZoomUsers}
                disabled={save.isPending}
                onChange={(event) => save.mutate({ team, what: "makesZoomUsers", to: event.currentTarget.checked })}
              />
              <Switch
                label={t("givesLicence")}
                aria-label={t("givesLicenceOf", { team: team.name })}
                checked={team.givesLicence}
                disabled={!team.makesZoomUsers || save.isPending}
                onChange={(event) => save.mutate({ team, what: "givesLicence", to: event.currentTarget.checked })}
              />
            </Group>
          </Group>
        ))}
      </Stack>
      {left !== null && <LeftBehindDialog left={left} onClose={over} />}
    </Card>
  );
}
