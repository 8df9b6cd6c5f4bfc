import { ActionIcon, Group, Tooltip, VisuallyHidden } from "@mantine/core";
import { ChevronDown, ChevronUp, GripVertical } from "lucide-react";
import { useId, type PointerEvent } from "react";
import { useTranslations } from "use-intl";
import classes from "./rooms.module.css";

type Props = {
  name: string;
  first: boolean;
  last: boolean;
  /** Why the order can't be changed at all, or null. */
  whyNot: string | null;
  onMove: (by: -1 | 1) => void;
  onDragStart: (event: PointerEvent<HTMLElement>) => void;
};

/** A handle for the pointer, two buttons for everybody. */
export function RoomOrder({ name, first, last, whyNot, onMove, onDragStart }: Props) {
  const t = useTranslations("rooms");
  return (
    <Group gap={0} wrap="nowrap">
      <span
        className={classes.handle}
        data-off={whyNot !== null || undefined}
        title={whyNot ?? t("drag", { room: name })}
        onPointerDown={whyNot === null ? onDragStart : undefined}
      >
        <GripVertical size={16} aria-hidden />
      </span>
      <Nudge label={t("moveUp", { room: name })} whyNot={whyNot ?? (first ? t("isFirst") : null)} onClick={() => onMove(-1)}>
        <ChevronUp size={16} aria-hidden />
      </Nudge>
      <Nudge label={t("moveDown", { room: name })} whyNot={whyNot ?? (last ? t("isLast") : null)} onClick={() => onMove(1)}>
        <ChevronDown size={16} aria-hidden />
      </Nudge>
    </Group>
  );
}

function Nudge({ label, whyNot, onClick, children }: { label: string; whyNot: string | null; onClick: () => void; children: React.ReactNode }) {
  const id = useId();
  return (
    <Tooltip label={whyNot ?? label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={26}
        aria-label={label}
        {...(whyNot === null ? { onClick } : { "data-disabled": true, "aria-disabled": true, "aria-describedby": id })}
      >
        {children}
        {whyNot !== null && <VisuallyHidden id={id}>{whyNot}</VisuallyHidden>}
      </ActionIcon>
    </Tooltip>
  );
}
