import { queryOptions, useMutation } from "@tanstack/react-query";
import type { z } from "zod";
import { clockMoved, sandboxState, type moveClock } from "../../src/example/contract.ts";
import { get, send } from "./api.ts";
import { setNow } from "./now.ts";
import { queryClient } from "./queries.ts";
import { useSaying } from "./saying.tsx";

/** The sandbox's clock; asked often while it is being moved, so that the time is seen to pass. */
export const sandboxQuery = queryOptions({
  queryKey: ["sandbox"],
  queryFn: async () => {
    const state = await get("/api/sandbox", sandboxState);
    setNow(state.now, state.clockRuns && state.moving === null);
    return state;
  },
  refetchInterval: (query) => (query.state.data?.moving ? 400 : 5000),
  retry: false,
});

/** Moves the application's time on; everything on the page is read anew when it has arrived. */
export function useMoveClock() {
  const saying = useSaying();
  return useMutation({
    mutationKey: ["move clock"],
    mutationFn: (to: z.input<typeof moveClock>) => {
      const asking = send("POST", "/api/sandbox/clock", to, clockMoved);
      setTimeout(() => void queryClient.invalidateQueries({ queryKey: ["sandbox"] }), 250);
      return asking;
    },
    onSuccess: ({ now }) => setNow(now, true),
    onError: (error) => saying.failed(error),
    onSettled: () => queryClient.invalidateQueries(),
  });
}
