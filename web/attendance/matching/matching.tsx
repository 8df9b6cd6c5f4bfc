import { Button, Card, Center, Stack, Text, Title } from "@mantine/core";
import { useMemo, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { ReportView } from "../../../src/attendance/contract.ts";
import { OpenGuest, type Choice } from "./open-guest.tsx";
import { SaidGuest } from "./said-guest.tsx";
import { useSayWho } from "./say-who.ts";
import classes from "./matching.module.css";

const PAGE = 10;

/** Who came and is in no list: whoever knows them says who they were, and can take it back. */
export function Matching({ report }: { report: ReportView }) {
  const t = useTranslations("reports.report.matching");
  const { open, said } = report.matching;
  const say = useSayWho(report.sessionId);
  const format = useFormatter();
  const isAnybodyRegistered = useMemo(() => report.rows.some((row) => row.registered), [report]);
  const choices = useMemo(() => onceAsked(() => registeredIn(report)), [report]);
  if (!isAnybodyRegistered || open.length + said.length === 0) return null;
  return (
    <Card component="section" padding="sm" aria-labelledby="matching">
      <Stack gap="sm">
        {open.length > 0 && (
          <div>
            <Title order={2} size="h5" id="matching">
              {t("title")} ({format.number(open.length)})
            </Title>
            <Text size="sm" c="dimmed">
              {t("text")}
            </Text>
          </div>
        )}
        <Some of={open} label={t("title")}>
          {(guest) => <OpenGuest guest={guest} zone={report.zone} choices={choices} say={say} />}
        </Some>
        {said.length > 0 && (
          <Title order={3} size="h6" {...(open.length === 0 ? { id: "matching" } : {})}>
            {t("saidTitle", { n: said.length })}
          </Title>
        )}
        <Some of={said} label={t("saidTitle", { n: said.length })}>
          {(guest) => <SaidGuest guest={guest} zone={report.zone} say={say} />}
        </Some>
      </Stack>
    </Card>
  );
}

/** Of a large meeting it is tens of thousands: put in order for the first guest of whom somebody asks, and once for all guests. */
function onceAsked(make: () => Choice[]): () => Choice[] {
  let made: Choice[] | null = null;
  return () => (made ??= make());
}

/** Those of the list who did not come stand first: they are the likelier ones. */
const registeredIn = ({ rows }: ReportView): Choice[] =>
  rows
    .filter((row) => row.registered)
    .toSorted((a, b) => Number(a.attended) - Number(b.attended) || a.name.localeCompare(b.name))
    .map((row) => ({ value: row.key.replace("attendee:", ""), label: row.email === null || row.email === row.name ? row.name : `${row.name} · ${row.email}` }));

function Some<T extends { key: string }>({ of, label, children }: { of: readonly T[]; label: string; children: (one: T) => React.ReactNode }) {
  const t = useTranslations("reports.report.matching");
  const [count, setCount] = useState(PAGE);
  if (of.length === 0) return null;
  const left = of.length - count;
  return (
    <>
      <ul className={classes.guests} aria-label={label}>
        {of.slice(0, count).map((one) => (
          <li key={one.key}>{children(one)}</li>
        ))}
      </ul>
      {left > 0 && (
        <Center>
          <Button size="xs" variant="default" onClick={() => setCount(count + 5 * PAGE)}>
            {t("more", { n: Math.min(left, 5 * PAGE) })}
          </Button>
        </Center>
      )}
    </>
  );
}
