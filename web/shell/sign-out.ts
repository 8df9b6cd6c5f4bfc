import { send } from "./api.ts";
import { queryClient } from "./queries.ts";
import { useSaying } from "./saying.tsx";

/** Ends this sign-in and goes elsewhere; what was read until then is forgotten. */
export function useSignOut(then: () => Promise<unknown> | void): () => Promise<void> {
  const saying = useSaying();
  return async () => {
    try {
      await send("POST", "/api/auth/sign-out", {});
    } catch (error) {
      saying.failed(error);
      return;
    }
    await then();
    queryClient.clear();
  };
}
