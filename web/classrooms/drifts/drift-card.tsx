import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { DriftView } from "../../../src/classrooms/drift/contract.ts";
import { AnchorLink } from "../../shell/links.tsx";
import { useTimes } from "../../shell/times.tsx";
import classes from "./drifts.module.css";
import { inOneLine, kindOf } from "./groups.ts";
import { Settling } from "./settling.tsx";

/** Whether what stands there is good enough to be taken over, where it could be at all. */
const isTaken = ({ what, ways }: DriftView): boolean =>
  !["name", "code", "passcode", "zoom passcode", "zoom name"].includes(what) || ways.includes("as it is there");

/** One difference: what each side says, and the ways to settle it. */
export function DriftCard({ drift }: { drift: DriftView }) {
  const t = useTranslations("drifts");
  const times = useTimes();
  const kind = kindOf(drift);
  return (
    <Paper component="section" withBorder radius="lg" p="md" aria-label={`${drift.classroom}: ${t(`what.${kind}`)}`}>
      <Stack gap="sm">
        <div>
          <Title order={3} size="h5" style={{ overflowWrap: "anywhere" }}>
            {drift.classroom}
          </Title>
          <Text>{t(`what.${kind}`)}</Text>
          <Text size="sm" c="dimmed">
            {t("foundAt", { at: times.moment(drift.foundAt) })}
          </Text>
          {drift.seenAt !== null && <Text size="sm">{t("seenAt", { at: times.moment(drift.seenAt) })}</Text>}
        </div>
        <Sides drift={drift} />
        {drift.settledBy === null ? (
          <>
            <Text size="sm" c="dimmed">
              {t(`hint.${isTaken(drift) ? kind : "not_taken"}`)}
            </Text>
            <Settling drift={drift} />
          </>
        ) : (
          <BeingSettled by={drift.settledBy} />
        )}
      </Stack>
    </Paper>
  );
}

/** Asked for, and not over before it was compared again. */
function BeingSettled({ by: { runId, state } }: { by: NonNullable<DriftView["settledBy"]> }) {
  const t = useTranslations("drifts.settledBy");
  return (
    <Group gap="sm" role="status">
      <Text size="sm" {...(state === "failed" ? { c: "var(--mantine-color-error)" } : {})}>
        {t(state)}
      </Text>
      <AnchorLink to="/runs/$id" params={{ id: runId }} size="sm">
        {t("look")}
      </AnchorLink>
    </Group>
  );
}

/** Beside each other, so that a difference of one letter can be seen; and of which row it is. */
function Sides({ drift: { what, bedel, zoom, row, place } }: { drift: DriftView }) {
  const t = useTranslations("drifts");
  const isThere = what === "row gone" || what === "row twice" || what === "zoom user";
  const theirs = place === null ? (["zoom", zoom] as const) : (["row", row] as const);
  const sides = isThere ? [] : [["bedel", bedel] as const, theirs];
  return (
    <dl className={classes.sides}>
      {place !== null && (
        <>
          <Line name={t("sides.place")}>{t("inDatabase", place)}</Line>
          <Line name={t("sides.key")}>
            <code>{place.key}</code>
          </Line>
        </>
      )}
      {sides.map(([side, text]) => (
        <Line key={side} name={t(`sides.${side}`)}>
          {text === null || text.trim() === "" ? <em>{t("nothing")}</em> : <code className={classes.text}>{inOneLine(text)}</code>}
        </Line>
      ))}
    </dl>
  );
}

const Line = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
