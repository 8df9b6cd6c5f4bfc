import { Alert, Button, Checkbox, Group, List, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { z } from "zod";
import type { manyAnswer } from "../../../src/classrooms/contract.ts";
import { RowForeseen } from "../making/foreseen.tsx";
import { SeatsLeft } from "../making/seats-left.tsx";
import { keyOf } from "../words.ts";
import { BadLines } from "./bad-lines.tsx";
import { EachLine } from "./each-line.tsx";
import { Summary } from "./summary.tsx";

type Answer = z.infer<typeof manyAnswer>;
type Line = Answer["lines"][number];
type Props = { what: "new" | "replace"; answer: Answer; licence: boolean; isMeant: boolean; onMeant: (isMeant: boolean) => void };

const STAYING = ["untilOver", "homeless", "untold"] as const;
const SORTS = ["moving", ...STAYING] as const;

/** How many will be made and by when, what of it somebody should know before, every line that can't be used, and what is written for each of the others. */
export function MakingFound({ what, answer, licence, isMeant, onMeant }: Props) {
  const t = useTranslations("classrooms.manyAtOnce");
  const { lines, expectedAt, invitedBy, heldBy, seats } = answer;
  const good = lines.filter(({ because, isAsked }) => because === null && !isAsked);
  const sum = (sort: (typeof SORTS)[number]): number => good.reduce((all, line) => all + line.sessions[sort], 0);
  const moving = (becomesRoom: boolean): number => good.reduce((all, line) => all + (line.becomesRoom === becomesRoom ? line.sessions.moving : 0), 0);
  const withoutRoom = good.filter(({ becomesRoom }) => !becomesRoom).length;
  const said = [
    withoutRoom > 0 ? t("noRooms", { n: withoutRoom, all: good.length }) : null,
    moving(true) > 0 ? t("moving", { n: moving(true) }) : null,
    moving(false) > 0 ? t("goElsewhere", { n: moving(false) }) : null,
    ...STAYING.map((sort) => (sum(sort) > 0 ? t(sort, { n: sum(sort) }) : null)),
  ].filter((each) => each !== null);
  const isWaiting = sum("untilOver") + sum("homeless") + sum("untold") > 0;
  return (
    <>
      <div>
        <Summary {...{ what, lines, expectedAt, invitedBy, heldBy }} />
        {licence && good.length > 0 && (
          <Text size="sm">
            <Licences seats={seats} />
          </Text>
        )}
        {[...said, ...(isWaiting ? [t("someStay")] : [])].map((each) => (
          <Text key={each} size="sm">
            {each}
          </Text>
        ))}
      </div>
      <There {...{ lines: good.filter(({ address }) => address !== "new"), isMeant, onMeant }} />
      <BadLines lines={lines} />
      <EachLine lines={good}>{(line) => <One line={line} />}</EachLine>
    </>
  );
}

/** What is needed, and what is left of it, as far as Zoom tells. */
function Licences({ seats: { used, left, needed } }: { seats: Answer["seats"] }) {
  const t = useTranslations("classrooms.manyAtOnce");
  if (needed === 0) return <>{t("noLicence")}</>;
  if (left !== null && left < needed) return <>{t("licencesShort", { n: needed, left })}</>;
  return (
    <>
      {t("licences", { n: needed })} <SeatsLeft seats={{ used, left }} />
    </>
  );
}

/** In this order; a line whose address is a member's or an administrator's is refused. */
const THERE = ["user", "user by other ways", "user unread", "room"] as const satisfies readonly Line["address"][];

/** Addresses that are somebody's already: what they are called and which password opens them is about to change, so whoever asks says that it is meant. */
function There({ lines, isMeant, onMeant }: { lines: readonly Line[]; isMeant: boolean; onMeant: (isMeant: boolean) => void }) {
  const t = useTranslations("classrooms.manyAtOnce");
  if (lines.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" icon={<TriangleAlert aria-hidden />} title={t("there", { n: lines.length })}>
      <Stack gap="sm">
        {THERE.map((sort) => {
          const those = lines.filter(({ address }) => address === sort);
          if (those.length === 0) return null;
          return (
            <div key={sort}>
              <Text size="sm">{t(`thereMore.${keyOf(sort)}`)}</Text>
              <List size="sm" mah={200} style={{ overflowY: "auto" }} tabIndex={0} aria-label={t(`thereMore.${keyOf(sort)}`)}>
                {those.map(({ line, email, name }) => (
                  <List.Item key={line} style={{ overflowWrap: "anywhere" }}>
                    <strong>{t("line", { line })}</strong> {email} · {name}
                  </List.Item>
                ))}
              </List>
            </div>
          );
        })}
        <Checkbox label={t("thereYes")} checked={isMeant} onChange={(event) => onMeant(event.currentTarget.checked)} />
      </Stack>
    </Alert>
  );
}

/** One line: which classroom, in whose place, and its rows as they are and as they will be. */
function One({ line }: { line: Line }) {
  const t = useTranslations("classrooms.manyAtOnce");
  const making = useTranslations("classrooms.making");
  const [open, { toggle }] = useDisclosure(false);
  const said = [
    line.replaces === null ? null : t("takesPlace", { name: line.replaces }),
    ...SORTS.map((sort) => (line.sessions[sort] > 0 ? t(`ofLine.${sort}`, { n: line.sessions[sort] }) : null)),
    THERE.some((sort) => sort === line.address) ? t(`isThere.${line.address === "room" ? "room" : "user"}`) : null,
    line.rows.length === 0 ? making("noRow") : null,
  ].filter((each) => each !== null);
  return (
    <>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div style={{ minWidth: 0 }}>
          <Text size="sm">
            <strong>{t("line", { line: line.line })}</strong> {line.name} · {line.email}
          </Text>
          <Text size="sm" c="dimmed">
            {said.join(" · ")}
          </Text>
        </div>
        {line.rows.length > 0 && (
          <Button
            variant="subtle"
            size="compact-sm"
            style={{ flexShrink: 0 }}
            aria-expanded={open}
            aria-label={t(open ? "hideLine" : "showLine", { line: line.line })}
            onClick={toggle}
          >
            {t(open ? "hide" : "rows")}
          </Button>
        )}
      </Group>
      {open && (
        <Stack gap="sm" mt="xs">
          {line.rows.map((row) => (
            <RowForeseen key={`${row.table} ${row.key}`} row={row} />
          ))}
        </Stack>
      )}
    </>
  );
}
