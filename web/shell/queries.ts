import { QueryClient } from "@tanstack/react-query";
import { ProblemError, onSignedOut } from "./api.ts";
import { onJump } from "./now.ts";

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
