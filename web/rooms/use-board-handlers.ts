import { useNavigate } from "@tanstack/react-router";
import { useEffect, type FocusEvent, type KeyboardEvent, type MouseEvent, type PointerEvent, type RefObject } from "react";
import type { TimelineSession } from "./timeline-rows.ts";
import type { useTimelineCard } from "./use-timeline-card.ts";
import type { useTimelineFocus } from "./use-timeline-focus.ts";

type Needs = {
  byId: ReadonlyMap<string, TimelineSession>;
  movableOf: (id: string) => TimelineSession | null;
  focus: ReturnType<typeof useTimelineFocus>;
  details: ReturnType<typeof useTimelineCard>;
  dragging: boolean;
  landed: RefObject<object | null>;
  onMove: (session: TimelineSession) => void;
};

const blockUnder = (target: EventTarget): HTMLElement | null => (target as Element).closest<HTMLElement>("[data-session]");

/** Mouse, focus and keys of the whole board, listened to in one place: blocks are many. */
export function useBoardHandlers({ byId, movableOf, focus, details, dragging, landed, onMove }: Needs) {
  const navigate = useNavigate();
  const { close } = details;
  // What rested under the pointer before the drag must not stand there after it, over what the drop says.
  useEffect(() => {
    if (dragging) close();
  }, [close, dragging]);
  const act = (key: string, target: HTMLElement, session: TimelineSession): boolean => {
    if (key === "Enter" && session.title !== "") void navigate({ to: "/sessions/$id", params: { id: session.id } });
    else if (key === " ") details.open(target, true);
    else if (key.toLowerCase() === "m" && movableOf(session.id) !== null) onMove(session);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const target = event.target as HTMLElement;
    if (target.dataset["cell"] === undefined || event.metaKey || event.altKey) return;
    const session = byId.get(target.dataset["session"] ?? "");
    if (event.key === "Escape") details.close();
    else if (focus.onKey(event.key, event.ctrlKey) || (session !== undefined && !event.ctrlKey && act(event.key, target, session))) event.preventDefault();
  };
  const onFocus = (event: FocusEvent<HTMLElement>): void => {
    const [row, cell] = (event.target.dataset["cell"] ?? "").split("/").map(Number);
    if (row !== undefined && cell !== undefined) focus.onFocused(row, cell);
    if (event.target.dataset["session"] !== undefined && event.target.matches(":focus-visible")) details.open(event.target, false);
  };
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const block = blockUnder(event.target);
    if (block !== null && landed.current === null) details.open(block, true);
  };
  return {
    onKeyDown,
    onFocus,
    onClick,
    onBlur: (): void => {
      details.closeUnlessPinned();
      focus.onLeft();
    },
    onScroll: details.close,
    onPointerOver: (event: PointerEvent<HTMLElement>): void => {
      if (event.pointerType === "mouse" && !dragging && landed.current === null) details.rest(blockUnder(event.target));
    },
    onPointerLeave: (): void => details.rest(null),
  };
}
