import { ZoomError, type Zoom } from "../port.ts";
import type { Line } from "./call.ts";
import { revoke, type App } from "./oauth.ts";
import type { TokenStore } from "./tokens.ts";

/** A living token ends all that was given with it, so one that is about to run out is exchanged first. */
export function accessCalls(line: Line, app: App, store: TokenStore): Pick<Zoom, "endAccess"> {
  const lastToken = async (error: unknown): Promise<string | null> => {
    if (!isRefused(error)) throw error;
    return (await store.readNow())?.accessToken ?? null; // Zoom gives no other: what is left of it is ended all the same
  };
  return {
    endAccess: async () => {
      if ((await store.readNow()) === null) return; // none was ever given, or it is deleted
      const token = await line.tokens.current().catch(lastToken);
      if (token === null) return;
      try {
        await revoke(line, app, token);
      } catch (error) {
        if (!isRefused(error)) throw error; // an app that Zoom does not know, or has switched off, opens nothing
      }
    },
  };
}

const isRefused = (error: unknown): boolean => error instanceof ZoomError && error.kind === "reconnect";
