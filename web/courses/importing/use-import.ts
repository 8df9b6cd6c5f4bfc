import { useCallback, useRef, useState } from "react";
import { courseImported, onZoom, type CourseImported, type ImportedCourse, type OnZoom } from "../../../src/courses/importing/contract.ts";
import { NoAnswerError, send } from "../../shell/api.ts";
import { queryClient } from "../../shell/queries.ts";
import type { Written } from "./import-form.tsx";

type How = Pick<Written, "zone" | "skipsHolidays" | "source">;
export type Failed = { course: ImportedCourse; error: unknown };

export type Making = {
  state: "idle" | "making" | "stopped" | "done";
  all: number;
  made: readonly CourseImported[];
  failed: readonly Failed[];
  onZoom: OnZoom | null;
  begin(courses: readonly ImportedCourse[], how: How): void;
  /** After the course that is in hand. */
  stop(): void;
  /** With what is left, and what failed. */
  goOn(): void;
  reset(): void;
};

const NOTHING = { state: "idle" as const, all: 0, made: [], failed: [], onZoom: null };

/** Makes courses one after the other, each in a request of its own: what was made stays made, and sent again it is not made twice. */
export function useImport(): Making {
  const [shown, setShown] = useState<Omit<Making, "begin" | "stop" | "goOn" | "reset">>(NOTHING);
  const left = useRef<ImportedCourse[]>([]);
  const made = useRef<CourseImported[]>([]);
  const how = useRef<How | null>(null);
  const stopped = useRef(false);

  const run = useCallback(async (): Promise<void> => {
    stopped.current = false;
    const failed: Failed[] = [];
    const tell = (state: Making["state"], more: OnZoom | null = null): void =>
      setShown({ state, all: made.current.length + failed.length + left.current.length, made: [...made.current], failed: [...failed], onZoom: more });
    tell("making");
    for (let course = left.current[0]; course !== undefined && !stopped.current; course = left.current[0]) {
      const { zone, skipsHolidays, source } = how.current!;
      await send("POST", "/api/courses/import", { course, zone, skipsHolidays, source }, courseImported).then(
        (done) => made.current.push(done),
        (error: unknown) => {
          failed.push({ course, error });
          if (error instanceof NoAnswerError) stopped.current = true; // the next ones would not be answered either
        },
      );
      left.current = left.current.slice(1);
      tell("making");
    }
    const courseIds = [...new Set(made.current.map(({ courseId }) => courseId))];
    const later = await send("POST", "/api/courses/import/on-zoom", { courseIds }, onZoom).catch(() => null);
    const state = left.current.length > 0 || stopped.current ? "stopped" : "done";
    tell(state, later);
    left.current = [...failed.map(({ course }) => course), ...left.current];
    void queryClient.invalidateQueries();
  }, []);

  return {
    ...shown,
    begin: (courses, as) => {
      [left.current, made.current, how.current] = [[...courses], [], { ...as }];
      void run();
    },
    stop: () => void (stopped.current = true),
    goOn: () => void run(),
    reset: () => {
      stopped.current = true;
      setShown(NOTHING);
    },
  };
}
