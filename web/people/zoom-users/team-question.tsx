import { List, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { ProvisioningView } from "../../../src/classrooms/zoom-users/contract.ts";
import { SeatsLeft } from "../../classrooms/making/seats-left.tsx";
import { provisioningQuery } from "../../classrooms/queries.ts";
import { useConfirm } from "../../shell/confirm.tsx";
import { useTimes } from "../../shell/times.tsx";
import { zoomUsersQuery } from "./queries.ts";

export type Team = ProvisioningView["teams"][number];
/** Which of a team's two switches. */
export type What = "makesZoomUsers" | "givesLicence";

/** Asks before a team's switch is turned on, for users of everybody in it are made then, or licences taken: how many, as they are now. True: go on. Throws where that can't be had. */
export function useTeamQuestion(): (team: Team, what: What) => Promise<boolean> {
  const t = useTranslations("zoomUsers.provisioning.ask");
  const queries = useQueryClient();
  const confirm = useConfirm();
  return async ({ id, name }, what) => {
    const view = await queries.fetchQuery({ ...provisioningQuery, staleTime: 0 });
    const team = view.teams.find((one) => one.id === id);
    const isNothingTurned = team === undefined || team[what] || (what === "givesLicence" && !team.makesZoomUsers);
    if (isNothingTurned) return true; // by now it is on, or is refused: the server says so
    return confirm({ title: t(`${what}.title`, { team: name }), text: <Question {...{ view, team, what }} />, yes: t(`${what}.yes`) });
  };
}

type Props = { view: Pick<ProvisioningView, "on" | "makesAt">; team: Team; what: What };

function Question({ view: { on, makesAt }, team: { people, ...counted }, what }: Props) {
  const t = useTranslations("zoomUsers.provisioning.ask");
  const zoomUsers = useTranslations("zoomUsers");
  const times = useTimes();
  const { data } = useQuery(zoomUsersQuery);
  const [of, still] = what === "makesZoomUsers" ? [counted.withoutUser, counted.stillUser] : [counted.withoutLicence, counted.stillLicence];
  const seats = data?.seats ?? null;
  const left = seats?.left ?? null;
  return (
    <Stack gap="sm">
      <List size="sm">
        <List.Item>{t("people", { n: people, invited: String(makesAt === "at once") })}</List.Item>
        {people > 0 && (of > 0 || still === 0) && <List.Item>{t(`${what}.without`, { n: of })}</List.Item>}
        {still > 0 && <List.Item>{t("standStill", { n: still })}</List.Item>}
        {what === "givesLicence" && of > 0 && seats !== null && (
          <List.Item>{left !== null && left < of ? t("short", { left }) : <SeatsLeft seats={{ used: seats.used, left }} />}</List.Item>
        )}
        <List.Item>{t(`${what}.later`)}</List.Item>
        {!on && <List.Item>{t("off")}</List.Item>}
      </List>
      {people > 0 && data?.readAt != null && (
        <Text size="sm" c="dimmed">
          {zoomUsers("read", { time: `${times.moment(data.readAt)} ${times.zone()}` })}
        </Text>
      )}
    </Stack>
  );
}

type Switches = Pick<ProvisioningView, "on" | "makesAt">;

/** Asks before the main switch is turned on, or the making begins at once, where users of somebody are made then: how many, as they are now. True: go on. Throws where that can't be had. */
export function useMainQuestion(): (before: Switches, after: Switches) => Promise<boolean> {
  const t = useTranslations("zoomUsers.provisioning.ask.all");
  const queries = useQueryClient();
  const confirm = useConfirm();
  return async (before, after) => {
    const isMore = after.on && (!before.on || (after.makesAt === "at once" && before.makesAt !== "at once"));
    if (!isMore) return true;
    const { all, waiting } = await queries.fetchQuery({ ...provisioningQuery, staleTime: 0 });
    const { withoutUser, withoutLicence } = all[after.makesAt];
    const goesOn = before.on ? null : waiting;
    if (withoutUser === 0 && withoutLicence === 0 && (goesOn === null || goesOn.makes + goesOn.licences + goesOn.letsGo === 0)) return true;
    return confirm({
      title: t("title"),
      text: <MainQuestion all={all[after.makesAt]} isAtOnce={after.makesAt === "at once"} waiting={goesOn} />,
      yes: t("yes"),
    });
  };
}

type Counted = ProvisioningView["all"]["accepted"];

type Waiting = ProvisioningView["waiting"];

/** `waiting`: what goes on by it that was asked for before; null: nothing waits for it. */
function MainQuestion({
  all: { people, withoutUser, withoutLicence, stillUser },
  isAtOnce,
  waiting,
}: {
  all: Counted;
  isAtOnce: boolean;
  waiting: Waiting | null;
}) {
  const t = useTranslations("zoomUsers.provisioning.ask");
  const { data } = useQuery(zoomUsersQuery);
  const seats = data?.seats ?? null;
  const left = seats?.left ?? null;
  return (
    <List size="sm">
      <List.Item>{t("all.people", { n: people, invited: String(isAtOnce) })}</List.Item>
      {(withoutUser > 0 || stillUser === 0) && <List.Item>{t("makesZoomUsers.without", { n: withoutUser })}</List.Item>}
      {stillUser > 0 && <List.Item>{t("standStill", { n: stillUser })}</List.Item>}
      {withoutLicence > 0 && <List.Item>{t("all.licences", { n: withoutLicence })}</List.Item>}
      {withoutLicence > 0 && seats !== null && (
        <List.Item>{left !== null && left < withoutLicence ? t("short", { left }) : <SeatsLeft seats={{ used: seats.used, left }} />}</List.Item>
      )}
      {waiting !== null && waiting.makes > 0 && <List.Item>{t("all.waitingMakes", { n: waiting.makes })}</List.Item>}
      {waiting !== null && waiting.licences > 0 && <List.Item>{t("all.waitingLicences", { n: waiting.licences })}</List.Item>}
      {waiting !== null && waiting.letsGo > 0 && <List.Item>{t("all.waitingLetsGo", { n: waiting.letsGo })}</List.Item>}
    </List>
  );
}
