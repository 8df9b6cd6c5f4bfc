import { describe, expect, test } from "vitest";
import { after, before, days, hours, iso, instant, minutes, type Duration } from "../../lib/time.ts";
import type { Facts } from "./facts.ts";
import { stepsToCome, type RunStep, type StepRow } from "./run.ts";
import { aRun } from "./run.fixtures.ts";
import { batchOf, expectedAt, heldBy, invitedBy, madeBy, viewOf, waitsFor, type Held } from "./shown.ts";

const NOW = instant("2027-03-01T18:00:00Z");
const at = (name: RunStep, facts = {}) => {
  const steps = stepsToCome("new classroom");
  const until = steps.findIndex((step) => step.name === name);
  return { asked: {}, facts, steps: steps.map((step, i): StepRow => (i < until ? { ...step, state: "done" } : step)) };
};
const many = (count: number, name: RunStep = "look_up", facts = {}) => Array.from({ length: count }, () => at(name, facts));
type Moments = { madeAs?: "automatic" | "invited"; perDay?: number; madeToday?: number; ahead?: number; held?: Held };
const ZOOM = { madeAs: "automatic", perDay: 1500, madeToday: 0, ahead: 0, held: null } as const;
const day = (moment: number | null) => (moment === null ? null : iso(moment as typeof NOW).slice(0, 10));
const expected = (runs: ReturnType<typeof many>, more: Moments = {}) => day(expectedAt(runs, { ...ZOOM, ...more }, NOW));
const invited = (runs: ReturnType<typeof many>, more: Moments = {}) => day(invitedBy(runs, { ...ZOOM, madeAs: "invited", perDay: 50, ...more }, NOW));

const waiting = (because: string, pause: Duration, name: RunStep = "write_rows") => {
  const run = at(name);
  return {
    ...run,
    steps: run.steps.map((step): StepRow => (step.name === name ? { ...step, state: "waiting", because, retryAt: after(NOW, pause) } : step)),
  };
};

describe("when the last of many will be done", () => {
  test("users that Zoom makes at once take no longer than it takes to ask", () => {
    expect(expected(many(500))).toBe("2027-03-01");
  });

  test("nobody knows where somebody has to accept an invitation", () => {
    expect(expected(many(1), { madeAs: "invited" })).toBeNull();
    expect(expected(many(1, "activation"))).toBeNull();
    expect(expected(many(1, "set_passcode"), { madeAs: "invited" })).toBe("2027-03-01");
    expect(expected([])).toBeNull();
  });

  test("nobody knows while a row is refused, though it is tried again every hour", () => {
    const refused = at("write_rows");
    const steps = refused.steps.map((step): StepRow => (step.name === "write_rows" ? { ...step, state: "failed", retryAt: after(NOW, hours(1)) } : step));
    expect([expected([...many(3), { ...refused, steps }]), waitsFor([{ ...refused, steps }], ZOOM)]).toEqual([null, "somebody"]);
  });

  test("nobody knows where somebody else has to do something first, and that is told", () => {
    const stuck = waiting("provisioning_off", hours(1));
    expect([expected([...many(3), stuck]), waitsFor([stuck], ZOOM)]).toEqual([null, "somebody"]);
    expect([waitsFor(many(1, "activation"), ZOOM), waitsFor(many(1), ZOOM)]).toEqual(["invitations", null]);
  });

  test("not before what waits for Zoom is looked at again, and nobody knows of a database that has been away for an hour", () => {
    expect(expected([...many(3), waiting("zoom_spent", days(2))])).toBe("2027-03-03");
    const away = waiting("database_away", minutes(10));
    const for_ = (length: Duration) => ({
      ...away,
      steps: away.steps.map((step) => ({ ...step, at: step.state === "waiting" ? NOW : step.at })),
      facts: { rowsAwaySince: before(NOW, length) },
    });
    expect([expected([...many(3), for_(minutes(2))]), expected([...many(3), for_(hours(2))])]).toEqual(["2027-03-01", null]);
  });
});

describe("when Zoom will have invited the last of many", () => {
  test("so many a day, whose days begin at midnight in UTC", () => {
    expect([1, 50, 51, 100, 101, 500].map((count) => invited(many(count)))).toEqual(["2027-03-01", "2027-03-01", "2027-03-02", "2027-03-02", "2027-03-03", "2027-03-10"]); // prettier-ignore
    expect(invited(many(500), { perDay: 10_000 })).toBe("2027-03-01");
  });

  test("what was made today counts, and what others made once Zoom says that the day is used up", () => {
    expect(invited(many(10), { madeToday: 41 })).toBe("2027-03-02");
    const spent = many(10).map((run) => ({ ...run, steps: run.steps.map((step) => (step.name === "look_up" ? { ...step, because: "zoom_spent" } : step)) }));
    expect(invited(spent)).toBe("2027-03-02");
  });

  test("who waits in other lists comes before, and while Zoom is paused or disconnected nobody knows", () => {
    expect([invited(many(10), { ahead: 40 }), invited(many(10), { ahead: 41 }), invited(many(10), { ahead: 241 })]).toEqual(["2027-03-01", "2027-03-02", "2027-03-06"]); // prettier-ignore
    expect([invited(many(10), { held: "zoom_paused" }), invited(many(10), { held: "zoom_disconnected" })]).toEqual([null, null]);
    expect([expected(many(10), { ahead: 1491 }), expected(many(10, "settle_user"), { ahead: 1491 })]).toEqual(["2027-03-02", "2027-03-01"]);
    expect([expected(many(1, "settle_user"), { held: "zoom_paused" }), expected(many(1, "settle_user"), { held: "zoom_disconnected" })]).toEqual(["2027-03-01", null]); // prettier-ignore
    expect([waitsFor(many(1), { ...ZOOM, held: "zoom_paused" }), waitsFor(many(1, "activation"), { ...ZOOM, held: "zoom_paused" })]).toEqual(["somebody", "invitations"]); // prettier-ignore
    expect([heldBy(many(1), "zoom_paused"), heldBy(many(1, "set_passcode"), "zoom_paused"), heldBy(many(1, "set_passcode"), "zoom_disconnected"), heldBy([], "zoom_paused")]).toEqual(["zoom_paused", null, "zoom_disconnected", null]); // prettier-ignore
  });

  test("nobody can promise a time while somebody has to do something before they are invited", () => {
    const stuck = (because: string) => waiting(because, hours(1), "make_user");
    expect(["provisioning_off", "zoom_disconnected", "no_basic_seat"].map((because) => invited([...many(3), stuck(because)]))).toEqual([null, null, null]);
    expect(invited([...many(3), waiting("no_licence_left", hours(1), "settle_user")])).toBe("2027-03-01"); // who is invited already
  });

  test("who has a user needs none", () => {
    expect(invited([...many(50), ...many(400, "standing_link")])).toBe("2027-03-01");
    expect(invited(many(100, "make_user", { found: "active" }))).toBeNull();
    expect(invited(many(100), ZOOM)).toBeNull();
  });
});

test("of a file it is counted who is invited and who has accepted, also where a licence is still waited for; who has to be invited again is neither", () => {
  const of = (steps: readonly StepRow[], state: "running" | "failed" = "running") => ({
    ...aRun("zoom user"),
    asked: {},
    facts: {},
    sealed: null,
    state,
    steps,
  });
  const upTo = (name: RunStep, more: Partial<StepRow> = {}) => {
    const steps = stepsToCome("zoom user");
    const until = steps.findIndex((step) => step.name === name);
    return steps.map((step, i): StepRow => (i < until ? { ...step, state: "done" } : i === until ? { ...step, ...more } : step));
  };
  const waits = of(upTo("activation", { state: "waiting", because: "invitation_waits" }));
  const lapsed = of(upTo("activation", { state: "failed", because: "invitation_expired" }), "failed");
  const runs = [waits, waits, lapsed, of(upTo("make_user")), of(upTo("settle_user"))];
  expect(batchOf(runs, { ...ZOOM, madeAs: "invited", perDay: 50 }, NOW)).toMatchObject({ all: 5, invited: 2, active: 1, done: 0, failed: 1 });
});

test("a list of Zoom users takes as many days as the plan allows users a day", () => {
  const made = (count: number, perDay: number, madeToday: number) => day(madeBy(count, { ...ZOOM, perDay, madeToday }, NOW));
  expect([made(500, 1500, 0), made(500, 1500, 1500), made(120, 50, 0), made(0, 1500, 0)]).toEqual(["2027-03-01", "2027-03-02", "2027-03-03", null]);
});

test("that Zoom's mail has come is told while a classroom's invitation waits, but not of the invitation before", () => {
  const of = (kind: "new classroom" | "zoom user", facts: Facts, because = "invitation_waits") => {
    const steps = stepsToCome(kind).map((step): StepRow =>
      step.name === "activation"
        ? { ...step, state: "waiting", because }
        : step.name === "look_up" || step.name === "make_user"
          ? { ...step, state: "done" }
          : step,
    );
    const names = { about: "Aula 2", classroom: () => null, table: () => null };
    return viewOf({ ...aRun(kind), steps, asked: {}, facts }, names, { again: null, undo: null, undone: null, stands: [], now: NOW }).mailCameAt;
  };
  const came = { invitedAt: NOW, mailCameAt: after(NOW, minutes(-2)) };
  expect(of("new classroom", came)).toBe("2027-03-01T17:58:00.000Z");
  expect(of("new classroom", { ...came, invitedAt: after(NOW, hours(1)) })).toBeNull();
  expect([of("new classroom", { invitedAt: NOW }), of("new classroom", came, "zoom_away"), of("zoom user", came)]).toEqual([null, null, null]);
});
