import { useEffect, useState, type PointerEvent as ReactPointerEvent } from "react";

export type OrderDrag = { id: string; over: string | null; below: boolean };

/** Dragging a row to another place in the list: which row the pointer is over, and in which half. */
export function useOrderDrag(onDrop: (id: string, over: string, below: boolean) => void) {
  const [drag, setDrag] = useState<OrderDrag | null>(null);
  const start = (id: string) => (event: ReactPointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    setDrag({ id, over: null, below: false });
  };
  useEffect(() => {
    if (drag === null) return;
    const onMove = (event: PointerEvent): void => {
      const row = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>("[data-room]") ?? null;
      const box = row?.getBoundingClientRect();
      setDrag({ id: drag.id, over: row?.dataset["room"] ?? null, below: box !== undefined && event.clientY > box.top + box.height / 2 });
    };
    const onUp = (): void => {
      if (drag.over !== null && drag.over !== drag.id) onDrop(drag.id, drag.over, drag.below);
      setDrag(null);
    };
    const stop = (event: Event): void => {
      if (!(event instanceof KeyboardEvent) || event.key === "Escape") setDrag(null);
    };
    window.addEventListener("pointermove", onMove);
    window.addEventListener("pointerup", onUp);
    window.addEventListener("pointercancel", stop);
    window.addEventListener("keydown", stop);
    return () => {
      window.removeEventListener("pointermove", onMove);
      window.removeEventListener("pointerup", onUp);
      window.removeEventListener("pointercancel", stop);
      window.removeEventListener("keydown", stop);
    };
  });
  return { drag, start };
}

/** The same ids with one put before or after another. */
export function reordered(ids: readonly string[], id: string, over: string, below: boolean): string[] {
  const rest = ids.filter((each) => each !== id);
  const at = rest.indexOf(over);
  return at < 0 ? [...ids] : rest.toSpliced(at + (below ? 1 : 0), 0, id);
}
