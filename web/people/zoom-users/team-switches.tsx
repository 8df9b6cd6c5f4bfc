import { Card, Group, Stack, Switch, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { provisioningView } from "../../../src/classrooms/zoom-users/contract.ts";
import { provisioningQuery } from "../../classrooms/queries.ts";
import { send } from "../../shell/api.ts";
import { AnchorLink } from "../../shell/links.tsx";
import { useSaying } from "../../shell/saying.tsx";
import { useTeamQuestion, type Team, type What } from "./team-question.tsx";

type Wish = { team: Team; what: What; to: boolean };

/** Whose members are to be users of the Zoom account; saved as it is switched, and asked before it is switched on. */
export function TeamSwitches({ teams }: { teams: readonly Team[] }) {
  const t = useTranslations("zoomUsers.provisioning");
  const queries = useQueryClient();
  const saying = useSaying();
  const isMeant = useTeamQuestion();
  const save = useMutation({
    mutationFn: async ({ team, what, to }: Wish) => {
      if (to && !(await isMeant(team, what))) return null;
      const wish = what === "makesZoomUsers" ? { makesZoomUsers: to, givesLicence: false } : { makesZoomUsers: team.makesZoomUsers, givesLicence: to };
      return send("PUT", `/api/provisioning/teams/${encodeURIComponent(team.id)}`, wish, provisioningView);
    },
    onSuccess: (next, { team, what, to }) => {
      if (next === null) return;
      queries.setQueryData(provisioningQuery.queryKey, next);
      saying.done(to ? t("saved") : t(`turnedOff.${what}`, { team: team.name }));
      void queries.invalidateQueries({ queryKey: ["zoom-users"] });
    },
    onError: (error) => saying.failed(error),
  });
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
    </Card>
  );
}
