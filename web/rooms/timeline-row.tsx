import { Users } from "lucide-react";
import { memo } from "react";
import { useTranslations } from "use-intl";
import type { Instant } from "../../src/lib/time.ts";
import { useWhyNot } from "../shell/trouble.tsx";
import { useTimes } from "../shell/times.tsx";
import { TimelineBlock } from "./timeline-block.tsx";
import type { Block, Patch, Row } from "./timeline-rows.ts";
import type { WordsOf } from "./use-block-words.ts";
import { HOST_LABELS, inSight } from "./timeline-rows.ts";
import classes from "./timeline.module.css";

/** Where the dragged session would lie in this room, and why it can't. */
export type Slot = { x: number; width: number; whyNot: string | null; over: boolean };
type Props = {
  row: Row;
  index: number;
  zone: string;
  wordsOf: WordsOf;
  sight: { left: number; right: number };
  focusCell: number | null;
  slot: Slot | null;
  draggedId: string | null;
  canMove: boolean;
};

export const TimelineRow = memo(function TimelineRow({ row, index, zone, wordsOf, sight, focusCell, slot, draggedId, canMove }: Props) {
  const t = useTranslations("timeline");
  const whyNot = useWhyNot();
  const { room } = row;
  const shown = new Set<Block>([
    ...inSight(row.blocks, sight.left, sight.right),
    ...(focusCell !== null && row.blocks[focusCell] ? [row.blocks[focusCell]] : []),
  ]);
  const fits = slot === null || slot.whyNot === null;
  return (
    <div className={classes.row} role="row" aria-rowindex={index + 2} data-over={slot?.over || undefined} data-refuses={!fits || undefined}>
      <div
        role="rowheader"
        className={classes.side}
        data-cell={`${index}/-1`}
        tabIndex={focusCell === -1 ? 0 : -1}
        aria-label={t("rowHeader", { room: room.name, count: row.blocks.length })}
      >
        <span className={classes.roomName} title={room.name}>
          {room.name}
        </span>
        {row.host === null ? (
          <Capacity meeting={row.room.meetingCapacity} webinar={row.room.webinarCapacity} manual={row.room.assignment === "manual"} />
        ) : (
          <span className={classes.capacity}>{t(HOST_LABELS[row.host])}</span>
        )}
      </div>
      {row.patches
        .filter((patch) => inSight([patch], sight.left, sight.right).length > 0)
        .map((patch) => (
          <PatchMark key={`${patch.kind}${patch.from}`} patch={patch} zone={zone} />
        ))}
      {row.blocks.map(
        (block, cell) =>
          shown.has(block) && (
            <TimelineBlock
              key={block.session.id}
              block={block}
              words={wordsOf(block.session)}
              cell={`${index}/${cell}`}
              column={cell + 2}
              tabbable={focusCell === cell}
              dragged={draggedId === block.session.id}
              movable={canMove && (block.session.whyNotMove ?? null) === null}
            />
          ),
      )}
      {slot !== null && (
        <div className={classes.slot} style={{ left: slot.x, width: slot.width }} data-refuses={!fits || undefined} aria-hidden>
          <span className={classes.slotText}>{fits ? slot.over && t("dropHere") : (whyNot(slot.whyNot) ?? t("cantUse"))}</span>
        </div>
      )}
    </div>
  );
});

function Capacity({ meeting, webinar, manual }: { meeting: number; webinar: number; manual: boolean }) {
  const t = useTranslations("timeline");
  const words = [t("holds", { count: meeting }), webinar > 0 ? t("holdsWebinar", { count: webinar }) : t("noWebinars"), ...(manual ? [t("manualLong")] : [])];
  return (
    <span className={classes.capacity} title={words.join(" · ")}>
      <Users size={12} aria-hidden />
      {meeting}
      {webinar > 0 && (
        <>
          <b>W</b>
          {webinar}
        </>
      )}
      {manual && <b>{t("manual")}</b>}
    </span>
  );
}

function PatchMark({ patch, zone }: { patch: Patch; zone: string }) {
  const t = useTranslations("timeline");
  const times = useTimes();
  const kind = t(patch.kind);
  const text = `${patch.text === "" ? kind : `${kind}: ${patch.text}`}, ${times.timeRange(Date.parse(patch.from) as Instant, Date.parse(patch.to) as Instant, zone)} ${times.zone(zone)}`;
  return (
    <div role="gridcell" className={classes.patch} data-kind={patch.kind} style={{ left: patch.x, width: patch.width }} title={text} aria-label={text}>
      <span className={classes.cut} aria-hidden>
        {patch.text || kind}
      </span>
    </div>
  );
}
