import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { z } from "zod";
import { send } from "../../shell/api.ts";
import { freshId } from "../../shell/fresh-id.ts";

export type Judged = { line: number; email: string; name: string; because: string | null; values: Record<string, string | number>; isAsked: boolean };

/**
 * Looks at a file, then asks for what it says. Whatever is changed in it makes another file of it: so is nothing taken for asked already that was asked otherwise.
 * Where a line that was good is left out after all, its reason is shown and nobody is led away from it.
 */
export function useMany<A extends { lines: Judged[] }>(path: string, shape: z.ZodType<A>, wish: object) {
  const go = useNavigate();
  const queries = useQueryClient();
  const [batchId, setBatchId] = useState(freshId);
  const ask = (more: object) => send("POST", path, { ...wish, batchId, ...more }, shape);
  const look = useMutation({ mutationFn: () => ask({ preview: true }) });
  const make = useMutation({
    mutationFn: (more: object) => ask({ preview: false, ...more }),
    onSuccess: (answer) => {
      void queries.invalidateQueries({ queryKey: ["classrooms"] });
      if (leftOut(look.data, answer).length === 0) void go({ to: "/runs", search: { batch: batchId } });
    },
  });
  const left = make.data === undefined ? [] : leftOut(look.data, make.data);
  return {
    batchId,
    answer: left.length > 0 ? undefined : look.data,
    /** Of what was asked for, what was left out against what the look said, and whether anything is under way. */
    left,
    isAsked: make.data?.lines.some((line) => line.isAsked) === true,
    look: () => {
      make.reset();
      look.mutate();
    },
    make: (more: object) => make.mutate(more),
    isLooking: look.isPending,
    isMaking: make.isPending,
    error: make.error ?? look.error,
    changed: () => {
      setBatchId(freshId());
      look.reset();
      make.reset();
    },
  };
}

const isGood = ({ because }: Judged): boolean => because === null;

function leftOut(looked: { lines: Judged[] } | undefined, asked: { lines: Judged[] }): Judged[] {
  const good = new Set(looked?.lines.filter(isGood).map(({ line }) => line));
  return asked.lines.filter((line) => good.has(line.line) && !isGood(line));
}
