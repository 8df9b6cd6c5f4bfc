import { Badge, Group, Stack, Text } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import type { AttendeesPreview } from "../../src/attendees/contract.ts";
import classes from "./preview-lines.module.css";

type Line = AttendeesPreview["lines"][number];

const colors: Record<Line["is"], string> = { new: "green", already: "gray", twice: "gray", bad: "red" };

/** Every line with its number and what would become of it. Only what is in sight is drawn: there may be thousands. */
export function PreviewLines({ lines }: { lines: readonly Line[] }) {
  const t = useTranslations("session.attendees");
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 46,
    overscan: 10,
  });
  const count = (is: Line["is"]): number => lines.filter((line) => line.is === is).length;
  return (
    <Stack gap="xs" w="100%">
      <Group gap="xs" role="status">
        <Text fw={600}>{t("previewTitle", { fresh: count("new"), already: count("already") + count("twice"), bad: count("bad") })}</Text>
        <Text size="sm" c="dimmed">
          {t("previewText")}
        </Text>
      </Group>
      <div className={classes.table} role="table" aria-label={t("preview")} aria-rowcount={lines.length + 1}>
        <div role="rowgroup">
          <div className={`${classes.row} ${classes.head}`} role="row" aria-rowindex={1}>
            <span role="columnheader">{t("previewLine")}</span>
            <span role="columnheader">{t("person")}</span>
            <span role="columnheader">{t("previewState")}</span>
          </div>
        </div>
        <div ref={scroller} className={classes.scroller} role="rowgroup" tabIndex={0} aria-label={t("preview")}>
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
                <One line={lines[index]!} />
              </div>
            ))}
          </div>
        </div>
      </div>
    </Stack>
  );
}

function One({ line: { line, is, name, email, text, message } }: { line: Line }) {
  const t = useTranslations("session.attendees");
  return (
    <>
      <span role="cell" className={classes.number}>
        {line}
      </span>
      <div role="cell" className={classes.person}>
        {is === "bad" ? (
          <Text size="sm">{text}</Text>
        ) : (
          <>
            <Text size="sm">{name}</Text>
            <Text size="xs" c="dimmed">
              {email}
            </Text>
          </>
        )}
      </div>
      <div role="cell" className={classes.person}>
        <Badge variant="light" color={colors[is]}>
          {t(`lineIs.${is}`)}
        </Badge>
        {message !== null && <Text size="xs">{message}</Text>}
      </div>
    </>
  );
}
