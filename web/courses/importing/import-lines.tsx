import { Badge, Group, Select, Stack, Text } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { ImportLine } from "../../../src/courses/importing/contract.ts";
import { useTimes } from "../../shell/times.tsx";
import type { Finds } from "./import-foreseen.tsx";
import classes from "./import-lines.module.css";

type Is = ImportLine["is"];
/** "": all; "waits": what would find no room. */
type Shown = Is | "waits" | "";
const COLORS: Record<Is, string> = { new: "green", there: "gray", otherwise: "yellow", holiday: "gray", past: "gray", again: "gray", bad: "red" };
const ALL: Is[] = ["new", "there", "otherwise", "holiday", "past", "again", "bad"];

/** Every line with its number and what becomes of it. Only what is in sight is drawn: there may be thousands. */
export function ImportLines({ lines, finds }: { lines: readonly ImportLine[]; finds: ReadonlyMap<string, Finds> }) {
  const t = useTranslations("importing");
  const [only, setOnly] = useState<Shown>(lines.some(({ is }) => is === "bad") ? "bad" : "");
  const scroller = useRef<HTMLDivElement>(null);
  const findsOf = ({ course, date }: ImportLine): Finds | null => finds.get(`${course} ${date}`) ?? null;
  const waits = (line: ImportLine): boolean => line.is === "new" && findsOf(line) === "waiting";
  const shown = only === "" ? lines : lines.filter((line) => (only === "waits" ? waits(line) : line.is === only));
  const virtual = useVirtualizer({ count: shown.length, getScrollElement: () => scroller.current, estimateSize: () => 56, overscan: 10 });
  const count = (is: Is): number => lines.filter((line) => line.is === is).length;
  const waiting = lines.filter(waits).length;
  const choices = ALL.filter((is) => count(is) > 0).map((is) => ({ value: is as string, label: `${t(`is.${is}`)} (${count(is)})` }));
  if (waiting > 0) choices.push({ value: "waits", label: `${t("finds.waiting")} (${waiting})` });
  return (
    <Stack gap="xs">
      <Select
        label={t("show")}
        w={{ base: "100%", xs: 280 }}
        allowDeselect={false}
        data={[{ value: "", label: `${t("all")} (${lines.length})` }, ...choices]}
        value={only}
        onChange={(next) => setOnly((next ?? "") as Shown)}
      />
      <div className={classes.table} role="table" aria-label={t("shown")} aria-rowcount={shown.length + 1}>
        <div role="rowgroup">
          <div className={`${classes.row} ${classes.head}`} role="row" aria-rowindex={1}>
            <span role="columnheader">{t("lineNumber")}</span>
            <span role="columnheader">{t("course")}</span>
            <span role="columnheader">{t("when")}</span>
            <span role="columnheader">{t("becomes")}</span>
          </div>
        </div>
        <div ref={scroller} className={classes.scroller} role="rowgroup" tabIndex={0} aria-label={t("shown")}>
          <div style={{ height: virtual.getTotalSize(), position: "relative" }} role="presentation">
            {virtual.getVirtualItems().map(({ index, start }) => (
              <div
                key={index}
                ref={virtual.measureElement}
                data-index={index}
                className={classes.row}
                role="row"
                aria-rowindex={index + 2}
                style={{ position: "absolute", top: 0, left: 0, right: 0, transform: `translateY(${start}px)` }}
              >
                <One line={shown[index]!} finds={shown[index]!.is === "new" ? findsOf(shown[index]!) : null} />
              </div>
            ))}
          </div>
        </div>
      </div>
    </Stack>
  );
}

/** Wall times are shown as they stand in the timetable, whatever the reader's zone. */
export function useWall(): (wall: string) => string {
  const times = useTimes();
  return (wall) => times.moment(`${wall}:00Z`, "UTC");
}

function One({
  line: { line, is, title, teacher, group, kind, date, minutes, text, message, note, holiday },
  finds,
}: {
  line: ImportLine;
  finds: Finds | null;
}) {
  const t = useTranslations("importing");
  const wall = useWall();
  const more = [
    message,
    holiday,
    is === "otherwise" || is === "again" ? t(`isMore.${is}`) : null,
    note === null ? null : t(`isMore.${note}`),
    finds === null ? null : t(`finds.${finds}`),
  ];
  return (
    <>
      <span role="cell" className={classes.number}>
        {line}
      </span>
      <div role="cell" className={classes.words}>
        <Text size="sm">{title === "" ? text : title}</Text>
        <Text size="xs" c="dimmed">
          {[kind === "webinar" ? t("webinar") : "", teacher, group].filter((each) => each !== "").join(" · ")}
        </Text>
      </div>
      <div role="cell" className={classes.words}>
        {date !== null && <Text size="sm">{wall(date)}</Text>}
        {minutes !== null && (
          <Text size="xs" c="dimmed">
            {t("lasting", { n: minutes })}
          </Text>
        )}
      </div>
      <div role="cell" className={classes.words}>
        <Group gap={6}>
          <Badge variant="light" color={COLORS[is]}>
            {t(`is.${is}`)}
          </Badge>
        </Group>
        {more
          .filter((each) => each !== null)
          .map((each) => (
            <Text key={each} size="xs">
              {each}
            </Text>
          ))}
      </div>
    </>
  );
}
