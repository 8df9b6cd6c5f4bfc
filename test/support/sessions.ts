import { expect } from "vitest";
import { overlaps, type Interval } from "../../src/lib/interval.ts";
import { wallOf, type Instant } from "../../src/lib/time.ts";
import { sql } from "../../src/platform/database.ts";
import { changeSession, type Refused } from "../../src/sessions/asking/actions.ts";
import { cancelSession } from "../../src/sessions/cancelling/actions.ts";
import { credentialsOf } from "../../src/sessions/running/actions.ts";
import type { Session } from "../../src/sessions/session.ts";
import { STEP_ORDER } from "../../src/sessions/steps.ts";
import { valueOf, ZONE, type TestWorld } from "../world.ts";
import type { Said } from "./outside.ts";

type Answer = Promise<{ ok: true; value: Session } | Refused>;

/** Its organizer changes it, seeing what `s` shows. */
export const change = (w: TestWorld, s: Session, { start, ...to }: { start?: Instant; minutes?: number; title?: string; expected?: number }): Answer =>
  changeSession(w, w.neighbours, w.organizer, s.id, {
    ...to,
    ...(start === undefined ? {} : { start: wallOf(start, ZONE), zone: ZONE }),
    revision: s.revision,
  });
export const cancel = (w: TestWorld, s: Session): Answer => cancelSession(w, w.neighbours, w.organizer, s.id, s.revision);

/** How each step stands. */
export async function statesOf(w: TestWorld, s: Session): Promise<Record<string, string>> {
  const { steps } = await w.session(s);
  return Object.fromEntries(STEP_ORDER.map((step) => [step, steps[step].is]));
}
export const ALL_DONE = { generate: "done", handOver: "done", sendLinks: "done", warn: "done", end: "done", close: "done", report: "done" };

/** The organizer signs in with the password that was mailed and starts the meeting. */
export async function start(w: TestWorld, s: Session): Promise<{ email: string; password: string }> {
  const known = valueOf(await credentialsOf(w, w.organizer, w.institutionId, s.id));
  const by = { email: known.userName, password: known.password };
  expect(await w.control("start", { meetingId: Number((await w.session(s)).meeting!.id), by })).toMatchObject({ ok: true });
  await w.settle();
  return by;
}

/** What runs in Zoom now. */
export const live = async (w: TestWorld): Promise<unknown[]> => (await w.control("state"))["live"] as unknown[];

/** The next calls that fit are answered so. */
export const fault = (w: TestWorld, match: string, what: string, more: object = {}): Promise<Said> =>
  w.control("faults", { kind: "next", match, do: what, ...more });

type Row = { host: string; session: string; reserved: Interval };

export const reservations = (w: TestWorld): Promise<Row[]> =>
  w.db.list(
    (r) => ({ host: r["host_id"] as string, session: r["session_id"] as string, reserved: { start: r["from"], end: r["to"] } }),
    sql`select host_id, session_id, lower(reserved) as from, upper(reserved) as to from reservations order by session_id, piece`,
  );

/** What the constraint promises, asked of the rows themselves. */
export async function expectNoOverlap(w: TestWorld): Promise<void> {
  const rows = await reservations(w);
  expect(rows.flatMap((a, i) => rows.slice(i + 1).filter((b) => a.host === b.host && overlaps(a.reserved, b.reserved)))).toEqual([]);
}
