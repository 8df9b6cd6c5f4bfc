import { useMutation } from "@tanstack/react-query";
import { send } from "../shell/api.ts";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";

type Act = { verb: "change" | "cancel" | "undo" | "extend" | "end" | "assign" | "move" | "larger-room" | "decline"; body?: object; done?: string };

/** Does something to a session, and reads everything anew whatever came of it. `quiet` leaves the refusal to a form. */
export function useSessionAct(id: string, quiet = false) {
  const saying = useSaying();
  return useMutation({
    mutationFn: ({ verb, body }: Act) => send("POST", `/api/sessions/${encodeURIComponent(id)}/${verb}`, body ?? {}),
    onSuccess: (_, { done }) => done !== undefined && saying.done(done),
    onError: (error) => {
      if (!quiet) saying.failed(error);
    },
    onSettled: () => queryClient.invalidateQueries(),
  });
}
