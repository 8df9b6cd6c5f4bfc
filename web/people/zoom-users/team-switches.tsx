import { Card, Group, Stack, Switch, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { provisioningView, type ProvisioningView } from "../../../src/classrooms/zoom-users/contract.ts";
import { provisioningQuery } from "../../classrooms/queries.ts";
import { send } from "../../shell/api.ts";
import { AnchorLink } from "../../shell/links.tsx";
import { useSaying } from "../../shell/saying.tsx";

type Team = ProvisioningView["teams"][number];

/** Whose members are to be users of the Zoom account; saved as it is switched. */
export function TeamSwitches({ teams }: { teams: readonly Team[] }) {
  const t = useTranslations("zoomUsers.provisioning");
  const queries = useQueryClient();
  const saying = useSaying();
  const save = useMutation({
    mutationFn: ({ id, makesZoomUsers, givesLicence }: Team) =>
      send("PUT", `/api/provisioning/teams/${encodeURIComponent(id)}`, { makesZoomUsers, givesLicence }, provisioningView),
    onSuccess: (next) => {
      queries.setQueryData(provisioningQuery.queryKey, next);
      saying.done(t("saved"));
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
                onChange={(event) =>
                  save.mutate({ ...team, makesZoomUsers: event.currentTarget.checked, givesLicence: event.currentTarget.checked && team.givesLicence })
                }
              />
              <Switch
                label={t("givesLicence")}
                aria-label={t("givesLicenceOf", { team: team.name })}
                checked={team.givesLicence}
                disabled={!team.makesZoomUsers || save.isPending}
                onChange={(event) => save.mutate({ ...team, givesLicence: event.currentTarget.checked })}
              />
            </Group>
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
