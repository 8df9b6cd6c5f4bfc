import { QueryClient, notifyManager } from "@tanstack/react-query";
import { ProblemError, onSignedOut } from "./api.ts";
import { onJump } from "./now.ts";

// A button that was pressed waits before the second click of a double click comes; with the default, a timer, it would be pressed twice.
notifyManager.setScheduler(queueMicrotask);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2000,
      refetchOnWindowFocus: true,
      // A refusal stays a refusal; only silence is worth asking again.
      retry: (count, error) => !(error instanceof ProblemError) && count < 2,
    },
  },
});

/** For pages that show what happens by itself. */
export const live = { refetchInterval: 5000 } as const;

onSignedOut(() => queryClient.setQueryData(["me"], null));
onJump(() => void queryClient.invalidateQueries());
