import { causeOf } from "../zoom/client/codes.ts";
import { ZoomError } from "../zoom/port.ts";
import { fault, unknown, well, type Finding } from "./finding.ts";
import type { AppKind } from "../connections/connection.ts";
import { granularName, missingScopes, scopesFor } from "../connections/scopes.ts";

/** Zoom answers so when the account's id is not the app's (OAuth error messages, 4706: missing credentials). */
const NOT_IN_ACCOUNT = 4706;
/** A code that never was is refused for being none, or for its address: by then Zoom has taken the app's id and secret for right. */
const ABOUT_THE_CODE = [4733, 4734, 4709];

/** What Zoom has against an app or a connection. `at`: where it was asked. */
export function judgeTrouble(error: unknown, about: { of: string; at: string; account: string }): Finding {
  const { of, at, account } = about;
  if (!(error instanceof ZoomError)) throw error;
  const code = error.code ?? error.http ?? "?";
  if (error.kind === "unreachable" || error.kind === "unanswered") return fault("zoom", "unreachable", { at, code: reasonIn(error) }, of);
  if (error.kind === "busy" || error.kind === "spent") return unknown("zoom", "busy", { code }, of);
  if (error.code === NOT_IN_ACCOUNT) return fault("zoom", "wrong_account", { account }, of);
  return error.kind === "reconnect" ? fault("zoom", causeOf(error.code), { code }, of) : fault("zoom", "refused", { code }, of);
}

const reasonIn = (error: ZoomError): string | number => error.http ?? /\((.*)\)$/.exec(error.message)?.[1] ?? "?";

/** What came of bringing Zoom a code that never was, which tells whether it knows the app. */
export function judgeKeys(error: unknown, about: { of: string; at: string }): Finding {
  if (error instanceof ZoomError && error.code !== null && ABOUT_THE_CODE.includes(error.code)) return well("zoom", "keys_well", {}, about.of);
  return judgeTrouble(error, { ...about, account: "" });
}

/** What is granted, against what Bedel asks for. */
export function judgeScopes(app: AppKind, granted: readonly string[] | null, of: string): Finding {
  if (granted === null) return unknown("scopes", "not_asked", {}, of);
  const missing = missingScopes(app, granted);
  if (missing.length === 0) return well("scopes", "well", { count: scopesFor(app).length }, of);
  const scopes = missing.map((scope) => granularName(scope, app)).join(", ");
  return fault("scopes", "missing", { count: missing.length, scopes, stops: [...new Set(missing.map(({ reason }) => reason))].join(" ") }, of);
}
