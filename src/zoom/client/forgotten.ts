import { causeOf } from "./codes.ts";
import type { ZoomError } from "../port.ts";

/** What is wrong with the app may be mended, and what it was allowed lives on meanwhile. */
const OF_THE_APP: ReadonlySet<string> = new Set(["app_unknown", "wrong_address", "app_switched_off", "disabled_by_admin"]);

/** Zoom says that it knows what is to be ended no more. Not where it only refuses the app that asks. */
export const isForgotten = ({ kind, code, message }: Pick<ZoomError, "kind" | "code" | "message">): boolean =>
  kind === "reconnect" && !OF_THE_APP.has(causeOf(code)) && !/invalid.?client/i.test(message);
