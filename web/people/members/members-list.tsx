import { Badge, Group, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { MemberView, Team } from "../../../src/people/members/contract.ts";
import { LinesTable, TableLine } from "../../shell/lines-table.tsx";
import { useTimes } from "../../shell/times.tsx";
import { teamNames, type Line } from "./found.ts";
import { LineActions, type Wanted } from "./line-actions.tsx";
import classes from "./members.module.css";

type Props = { lines: readonly Line[]; teams: readonly Team[]; onWant: (wanted: Wanted) => void };

const COLUMNS = ["person", "role", "teams", "state", "actions"] as const;

/** One line for each person, member or invited; on a phone one card. */
export function MembersList({ lines, teams, onWant }: Props) {
  const t = useTranslations("members");
  const roles = useTranslations("common.roles");
  return (
    <LinesTable
      label={t("title")}
      many={lines.length}
      columns={COLUMNS.map((column) => ({ name: t(`columns.${column}`), isSilent: column === "actions" }))}
      className={classes.table}
    >
      <div role="rowgroup">
        {lines.map((line, index) => (
          <TableLine key={line.of.id} index={index} className={classes.line} data-left={(line.is === "member" && line.of.state === "left") || undefined}>
            <div role="cell" className={classes.name}>
              <Text fw={600}>
                {line.of.name}
                {line.is === "member" && line.of.self && (
                  <Text span size="sm" c="dimmed">
                    {" "}
                    ({t("you")})
                  </Text>
                )}
              </Text>
              <Text size="sm" c="dimmed">
                {line.of.email}
              </Text>
            </div>
            <div role="cell" className={classes.role}>
              <Text size="sm">{roles(line.of.role)}</Text>
            </div>
            <div role="cell" className={classes.teams}>
              <Teams names={teamNames(line.of.teams, teams)} />
            </div>
            <div role="cell" className={classes.state}>
              <State line={line} />
            </div>
            <div role="cell" className={classes.actions}>
              <LineActions line={line} onWant={onWant} />
            </div>
          </TableLine>
        ))}
      </div>
    </LinesTable>
  );
}

function Teams({ names }: { names: readonly string[] }) {
  const t = useTranslations("members");
  if (names.length === 0)
    return (
      <Text size="sm" c="dimmed" visibleFrom="md">
        {t("noTeams")}
      </Text>
    );
  return (
    <Group gap={4}>
      {names.map((name) => (
        <Badge key={name} variant="default" size="sm" h="auto" styles={{ label: { whiteSpace: "normal", overflowWrap: "anywhere" } }}>
          {name}
        </Badge>
      ))}
    </Group>
  );
}

const COLOURS = { active: "green", left: "gray", invited: "ink", expired: "yellow" } as const;

function State({ line }: { line: Line }) {
  const t = useTranslations("members");
  const times = useTimes();
  const more =
    line.is === "member"
      ? line.of.leftAt === null
        ? null
        : t("leftAt", { day: times.day(line.of.leftAt) })
      : `${line.of.by === "" ? t("invitedFrom", { day: times.day(line.of.expiresAt) }) : t("invitedBy", { name: line.of.by, day: times.day(line.of.expiresAt) })}${line.of.sent > 1 ? ` · ${t("sentTimes", { sent: line.of.sent })}` : ""}`;
  return (
    <>
      <Badge variant="light" color={COLOURS[line.of.state]} size="sm">
        {t(`states.${line.of.state}`)}
      </Badge>
      {more !== null && (
        <Text size="xs" c="dimmed">
          {more}
        </Text>
      )}
      {line.is === "member" && line.of.zoom !== null && <ZoomOf zoom={line.of.zoom} />}
    </>
  );
}

/** Which Zoom is in force for the person's own sessions, and why none is. */
function ZoomOf({ zoom: { by, because } }: { zoom: NonNullable<MemberView["zoom"]> }) {
  const t = useTranslations("myZoom.users");
  return (
    <Text size="xs" c="dimmed">
      {t("which", { which: t(by) })} {because !== null && t(`because.${because as "pending"}`)}
    </Text>
  );
}
