import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { reportView, type SayWho } from "../../../src/attendance/contract.ts";
import { send } from "../../shell/api.ts";
import { useSaying } from "../../shell/saying.tsx";
import { reportQuery } from "../queries.ts";

export type Say = { now(said: SayWho): void; busy: string | null };

/** Nothing is shown as said before the server has it; what somebody else said meanwhile is fetched at once. */
export function useSayWho(sessionId: string): Say {
  const t = useTranslations("reports.report.matching");
  const queries = useQueryClient();
  const saying = useSaying();
  const { queryKey } = reportQuery(sessionId);
  const change = useMutation({
    mutationFn: (said: SayWho) => send("PUT", `/api/sessions/${encodeURIComponent(sessionId)}/report/guests`, said, reportView),
    onMutate: () => queries.cancelQueries({ queryKey }), // an answer on its way would show it unsaid again
    onSuccess: (report, said) => {
      queries.setQueryData(queryKey, report);
      void queries.invalidateQueries({ queryKey: ["reports"], predicate: ({ queryKey: key }) => key[1] !== "of" });
      if (said.is === "open") saying.done(t("undone"));
      else saying.done(t("done"), () => change.mutate({ guest: said.guest, is: said.was, was: said.is }));
    },
    onError: (error) => {
      saying.failed(error);
      void queries.invalidateQueries({ queryKey });
    },
  });
  return { now: change.mutate, busy: change.isPending ? change.variables.guest : null };
}
