import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { theseDone, type RunView } from "../../../src/classrooms/runs/contract.ts";
import { send } from "../../shell/api.ts";
import { useSaying } from "../../shell/saying.tsx";
import { batchQuery } from "../queries.ts";
import { LAPSED, shownOf, stepOf } from "./standing-still.ts";

export type What = "retry" | "stop";
type Sent = { what: What; runs: readonly RunView[] };

/** Many of one file together, or of all that is not over, each as it is shown. The answer is all of them as they are then, and those that were left. */
export function useThese(batchId: string) {
  const t = useTranslations("classrooms.batch");
  const queries = useQueryClient();
  const saying = useSaying();
  return useMutation({
    mutationFn: ({ what, runs }: Sent) => send("POST", `/api/runs/${what}`, { batchId: batchId === "" ? null : batchId, those: runs.map(shownOf) }, theseDone),
    onSuccess: ({ left, ...list }, { what, runs }) => {
      queries.setQueryData(batchQuery(batchId).queryKey, list);
      const n = runs.length - left.length;
      const isResent = runs.every((run) => stepOf(run)?.because === LAPSED);
      if (n > 0) saying.done(t(what === "stop" ? "stopped" : isResent ? "resent" : "retried", { n }));
    },
    onSettled: () => Promise.all([["runs"], ["classrooms"], ["zoom-users"]].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
