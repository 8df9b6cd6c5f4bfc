import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { provisioningQuery } from "../../classrooms/queries.ts";
import { teamsMaking } from "./teams-making.ts";

/** Beside teams that people are put into: that they make Zoom users of them, and when. `inviting`: they are no members yet. Nothing is shown where they don't. */
export function MadeByTeams({ teamIds, inviting = false }: { teamIds: readonly string[]; inviting?: boolean }) {
  const t = useTranslations("zoomUsers.byTeams");
  const format = useFormatter();
  const { data } = useQuery(provisioningQuery);
  const making = data === undefined ? null : teamsMaking(data, teamIds);
  const when = inviting && data?.makesAt === "accepted" ? "onceAccepted" : "atOnce";
  return (
    <div role="status">
      {making !== null && (
        <Text size="sm" mt={6} style={{ overflowWrap: "anywhere" }}>
          {t(when, { teams: format.list(making.names), licence: String(making.licence) })}
        </Text>
      )}
    </div>
  );
}
