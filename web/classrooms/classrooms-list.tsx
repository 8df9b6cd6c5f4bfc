import { Badge, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../src/classrooms/contract.ts";
import { LinesTable, TableLine } from "../shell/lines-table.tsx";
import { AnchorLink } from "../shell/links.tsx";
import { useMe } from "../shell/me.ts";
import { useTimes } from "../shell/times.tsx";
import classes from "./classrooms.module.css";
import { LineActions, type Wanted } from "./line-actions.tsx";
import { Opening } from "./opening.tsx";
import { keyOf } from "./words.ts";

type Props = { classrooms: readonly ClassroomView[]; onWant: (wanted: Wanted) => void };

const COLUMNS = ["classroom", "row", "passcode", "state", "actions"] as const;

/** One line for each classroom; on a phone one card. */
export function ClassroomsList({ classrooms, onWant }: Props) {
  const t = useTranslations("classrooms");
  return (
    <LinesTable
      label={t("title")}
      many={classrooms.length}
      columns={COLUMNS.map((column) => ({ name: t(`columns.${column}`), isSilent: column === "actions" }))}
      className={classes.table}
    >
      <div role="rowgroup">
        {classrooms.map((classroom, index) => (
          <TableLine key={classroom.id} index={index}>
            <div role="cell" className={classes.name}>
              <Text fw={600}>
                {classroom.name}
                {classroom.code !== "" && (
                  <Text span c="dimmed" fw={400}>
                    {" "}
                    · {classroom.code}
                  </Text>
                )}
              </Text>
              <Text size="sm" c="dimmed">
                {classroom.email}
              </Text>
            </div>
            <div role="cell" className={classes.row}>
              <Rows classroom={classroom} />
            </div>
            <div role="cell" className={classes.opening}>
              <Opening classroom={classroom} />
            </div>
            <div role="cell" className={classes.state}>
              <State classroom={classroom} />
            </div>
            <div role="cell" className={classes.actions}>
              <LineActions classroom={classroom} onWant={onWant} />
            </div>
          </TableLine>
        ))}
      </div>
    </LinesTable>
  );
}

function Rows({ classroom: { linkRow, passcodeRow, state } }: { classroom: ClassroomView }) {
  const t = useTranslations("classrooms");
  const isFormer = state === "replaced" || state === "retired";
  if (linkRow === null && passcodeRow === null)
    return (
      <Text size="sm" c="dimmed">
        {t(isFormer ? "noRowAnyMore" : "noRow")}
      </Text>
    );
  return (
    <>
      {linkRow !== null && (
        <Text size="sm" {...(linkRow.isToCome ? { c: "dimmed" } : {})}>
          {t(linkRow.isToCome ? "rowToCome" : "rowOf", { table: linkRow.table, key: linkRow.key })}
        </Text>
      )}
      {passcodeRow !== null && (passcodeRow.table !== linkRow?.table || passcodeRow.key !== linkRow.key) && (
        <Text size="xs" c="dimmed">
          {t(passcodeRow.isToCome ? "passcodeRowToCome" : "passcodeRow", { table: passcodeRow.table, key: passcodeRow.key })}
        </Text>
      )}
    </>
  );
}

const COLOURS = { "being made": "ink", "in use": "green", replaced: "gray", retired: "gray" } as const;

/** How it stands, and what is going on with it; what went well and is over is no news. */
function State({ classroom: { state, run, drifts, mailbox, passcodeDays, passcodeDueAt, whyNot } }: { classroom: ClassroomView }) {
  const isHeld = whyNot.passcode !== null;
  const t = useTranslations("classrooms");
  const kinds = useTranslations("runs.kind");
  const times = useTimes();
  const { zone } = useMe().institution;
  const met = run?.met ?? null;
  const isGivenUp = state === "being made" && run?.state === "stopped";
  return (
    <>
      <Badge variant="light" color={met !== null ? "yellow" : isGivenUp ? "gray" : COLOURS[state]} size="sm">
        {met !== null ? t("halfway.badge") : t(isGivenUp ? "states.given_up" : `states.${keyOf(state)}`)}
      </Badge>
      {met !== null && <Text size="sm">{t(`halfway.${met}`)}</Text>}
      {run !== null && run.state !== "done" && (
        <AnchorLink to="/runs/$id" params={{ id: run.id }} size="sm" display="block" {...(run.state === "failed" ? { c: "var(--mantine-color-error)" } : {})}>
          {t(`run.${run.state as "running"}`, { kind: kinds(keyOf(run.kind as "new classroom")) })}
        </AnchorLink>
      )}
      {passcodeDays !== null && passcodeDueAt !== null && (
        <Text size="xs" c="dimmed">
          {isHeld
            ? t("renewedLater", { n: passcodeDays })
            : t("renewed", { n: passcodeDays, time: `${times.moment(passcodeDueAt, zone)} ${times.zone(zone)}` })}
        </Text>
      )}
      {drifts > 0 && (
        <AnchorLink to="/classrooms/differences" size="xs" display="block" c="var(--mantine-color-error)">
          {t("apart", { n: drifts })}
        </AnchorLink>
      )}
      {mailbox !== null && mailbox.trouble !== null && (
        <Text size="xs" c="var(--mantine-color-error)">
          {t("mailboxTrouble")}
        </Text>
      )}
    </>
  );
}
