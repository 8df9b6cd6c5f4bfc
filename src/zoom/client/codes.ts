import type { ZoomErrorKind } from "../port.ts";

type Meaning = ZoomErrorKind | ((text: string) => ZoomErrorKind);

/** Zoom reuses a code for many things; the first text that fits settles it. */
const byText =
  (otherwise: ZoomErrorKind, ...texts: [RegExp, ZoomErrorKind][]): Meaning =>
  (text) =>
    texts.find(([pattern]) => pattern.test(text))?.[1] ?? otherwise;

/** 4700 is Zoom's catch-all; only its text tells a missing scope from a dead token. */
export const NAMES_SCOPES = /does not contain scope/i;
const WEBINAR_PLAN: [RegExp, ZoomErrorKind] = [/webinar plan/i, "plan"];

const all = (codes: readonly number[], meaning: Meaning): Record<number, Meaning> => Object.fromEntries(codes.map((code) => [code, meaning]));

/**
 * What Zoom's codes mean for whoever called: errors of the API's reference (developers.zoom.us/docs/api/rest/reference, read 2026-11)
 * and of its OAuth page (developers.zoom.us/docs/integrations/oauth). Not here: 429, which `errors.ts` reads by its text and headers.
 */
const MEANING: Readonly<Record<number, Meaning>> = {
  // The token, and what it may do. 124 is the one that a fresh token may mend.
  124: "reconnect",
  ...all([104, 4711], "missing_scope"),
  201: byText("missing_scope", [/permission/i, "permission"]),
  4700: byText("reconnect", [NAMES_SCOPES, "missing_scope"]),
  ...all([4702, 4704, 4705, 4706, 4709, 4717, 4733, 4734, 4735, 4737, 4738, 4740, 4741], "reconnect"),

  // The account's switches and rules: somebody at Zoom may change them.
  200: byText("permission", [/plan|subscri|paid|licen[cs]e|you can add max/i, "plan"]),
  ...all([1107, 1116, 11321, 2016, 2035, 2036, 2037, 2305, 2306, 2314, 3003], "permission"),

  // What was not paid for, or is used up.
  ...all([1102, 1108, 1109, 1122, 1206, 1207, 1208, 1209, 1210, 1211, 1228, 2002, 2032, 2033, 2034, 2038, 2039, 3161, 3412], "plan"),

  // What is not there (any more), or not in this account.
  ...all([1001, 1010, 1120, 3001, 3079, 4130, 4131, 5010], "not_found"),

  // One at a time.
  14114: "busy",

  // Codes of which only the text tells what they are.
  300: byText("refused", WEBINAR_PLAN),
  3000: byText("refused", WEBINAR_PLAN, [/(was not found|does not exist)/i, "not_found"], [/cannot schedule a meeting for|have been blocked/i, "permission"]),

  // What stays as it is however often one asks: names and addresses in use (1005, 1009, 1224, 4100, 4132), features that exclude each other (1204, 1205, 1242), users with a part of Zoom
  // Phone or of a meeting room (1000, 1233, 1234), passwords and users that are protected (1117, 1123),
  // a password's rules, meetings that can't be removed or ended from outside (3018, 3037, 3063), registration's rules and ends, what has not begun (4927),
  // reports that are too old (12700, 12702), a path that Zoom doesn't know (2300), an account that is not there (2001).
  ...all(
    [1000, 1005, 1009, 1034, 1204, 1205, 1233, 1234, 1242, 4100, 1117, 1224, 2001, 2300, 303, 404, 3018, 3037, 3063, 4132, 4138, 4505, 4927, 12700, 12702],
    "refused",
  ),
  ...all([1123, 1124, 1125, 1126, 1127, 1128, 1129, 1130, 1131, 1136], "refused"),
  ...all([3027, 3034, 3035, 3038, 3043], "refused"),
};

/** Null: a code that nobody has thought about yet. */
export function meaningOf(code: number, text: string): ZoomErrorKind | null {
  const meaning = MEANING[code];
  if (meaning === undefined) return code > 4700 && code <= 4741 ? "reconnect" : null;
  return typeof meaning === "function" ? meaning(text) : meaning;
}

/** Why a connection has to be made anew, for whoever is to do it. The first two are mended in Bedel's settings or in the app at Zoom, the others by authorizing again. */
export type ReconnectCause =
  | "app_unknown"
  | "app_switched_off"
  | "wrong_address"
  | "owner_gone"
  | "role_lost"
  | "app_removed"
  | "not_authorized"
  | "disabled_by_admin"
  | "used_twice"
  | "revoked"
  | "code_dead"
  | "refused";

const CAUSES: Readonly<Record<number, ReconnectCause>> = {
  124: "app_removed",
  200: "role_lost",
  4702: "app_unknown",
  4704: "app_unknown",
  4709: "wrong_address",
  4717: "app_switched_off",
  4733: "code_dead",
  4734: "code_dead",
  4735: "owner_gone",
  4737: "not_authorized",
  4738: "disabled_by_admin",
  4740: "used_twice",
  4741: "revoked",
};

/** Null stands for a refusal without a code, such as `invalid_grant`. */
export const causeOf = (code: number | null): ReconnectCause => (code === null ? "refused" : (CAUSES[code] ?? "refused"));
