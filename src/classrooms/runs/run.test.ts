import { describe, expect, test } from "vitest";
import { after, hours, minutes } from "../../lib/time.ts";
import type { Facts } from "./facts.ts";
import { abandoned, begun, ended, isHalfway, isPlaced, pauseAfter, retried, stepAt, STEPS_OF, stopped, whyNotLetGo, whyNotRetry, whyNotStop, withHalfway, type Run, type RunKind, type RunStep, type StepEnd } from "./run.ts"; // prettier-ignore
import { aRun, NOW } from "./run.fixtures.ts";

const DONE: StepEnd = { is: "done" };
const lived = (run: Run, name: RunStep, end: StepEnd, facts: Facts = {}): Run => ended(begun(run, name, NOW), name, end, facts, NOW);

test("a classroom has its place once all but the former user is seen to, and only where one takes another's", () => {
  const upTo = (kind: RunKind, done: readonly RunStep[]) =>
    isPlaced({ kind, steps: aRun(kind).steps.map((step) => (done.includes(step.name) ? { ...step, state: "done" } : step)) });
  const replaced = STEPS_OF["replace classroom"].filter((name) => name !== "retire_user");
  expect([
    upTo("replace classroom", replaced),
    upTo("replace classroom", replaced.slice(0, -1)),
    upTo("replace classroom", STEPS_OF["replace classroom"]),
  ]).toEqual([true, false, true]);
  expect([
    upTo("undo replacing", ["settle_user", "standing_link", "set_passcode", "write_rows", "move_sessions"]),
    upTo("undo replacing", ["settle_user", "standing_link", "set_passcode", "write_rows"]),
  ]).toEqual([true, false]);
  expect(upTo("retire classroom", ["move_sessions", "write_rows"])).toBe(false);
});

describe("a run goes from step to step", () => {
  test("it wakes at once for the next, and is over after the last", () => {
    const first = lived(aRun(), "set_passcode", DONE);
    expect([stepAt(first)?.name, first.wakeAt, first.state]).toEqual(["write_rows", NOW, "running"]);
    expect(lived(first, "write_rows", DONE)).toMatchObject({ state: "done", endedAt: NOW, wakeAt: null });
  });

  test("what is skipped is over, and says why", () => {
    const next = lived(aRun(), "set_passcode", { is: "skipped", because: "no_rows" });
    expect(next.steps[0]).toMatchObject({ state: "skipped", because: "no_rows" });
    expect(stepAt(next)?.name).toBe("write_rows");
  });

  test("what waits is looked at again when it says, and its tries begin anew", () => {
    const lookAt = after(NOW, hours(3));
    const waiting = lived(aRun(), "set_passcode", { is: "waits", for: "zoom", because: "zoom_away", lookAt });
    expect(waiting).toMatchObject({ state: "running", wakeAt: lookAt });
    expect(waiting.steps[0]).toMatchObject({ state: "waiting", retryAt: lookAt, tries: 0 });
  });

  test("what gives up stops the run until somebody says how it goes on", () => {
    const failed = lived(aRun(), "set_passcode", { is: "failed", because: "zoom_refused", retryAt: null });
    expect(failed).toMatchObject({ state: "failed", wakeAt: null, endedAt: null });
    const again = retried(failed, "Begoña", NOW);
    expect(again).toMatchObject({ state: "running", wakeAt: NOW });
    expect(again.steps[0]).toMatchObject({ state: "to come", byName: "Begoña", tries: 0 });
  });
});

describe("stopping", () => {
  test("nothing more is done", () => {
    expect(stopped(aRun(), NOW)).toMatchObject({ state: "stopped", endedAt: NOW, wakeAt: null });
  });

  test("what is being done just now is finished first: until then it is not over", () => {
    const under = stopped(begun(aRun(), "set_passcode", NOW), NOW);
    expect(under).toMatchObject({ state: "stopped", endedAt: null, wakeAt: NOW });
    const settled = ended(under, "set_passcode", DONE, {}, after(NOW, minutes(1)));
    expect(settled).toMatchObject({ state: "stopped", endedAt: after(NOW, minutes(1)), wakeAt: null });
    expect(settled.steps[0]).toMatchObject({ state: "done" });
  });

  test("whoever was at it is gone: it is over, and its step says so", () => {
    const gone = abandoned(stopped(begun(aRun(), "set_passcode", NOW), NOW), {}, NOW);
    expect(gone).toMatchObject({ state: "stopped", endedAt: NOW, wakeAt: null });
    expect(gone.steps[0]).toMatchObject({ state: "failed", because: "run_interrupted" });
  });

  test("the last step came to its end all the same: then it is done", () => {
    const last = begun(lived(aRun(), "set_passcode", DONE), "write_rows", NOW);
    expect(ended(stopped(last, NOW), "write_rows", DONE, {}, NOW)).toMatchObject({ state: "done" });
  });

  test("refused of what is over", () => {
    expect(whyNotStop({ ...aRun(), state: "done" }, {})).toBe("run_over");
    expect(whyNotStop({ ...aRun(), state: "stopped" }, {})).toBe("run_over");
    expect(whyNotStop(aRun(), {})).toBeNull();
  });
});

describe("what may be apart is never left alone", () => {
  const set = { passcodeSince: NOW };

  test("a passcode that Zoom may have and the row not is halfway, until the rows are written", () => {
    const run = lived(aRun(), "set_passcode", DONE, set);
    expect([isHalfway(aRun(), {}), isHalfway(run, set), isHalfway(lived(run, "write_rows", DONE, set), set)]).toEqual([false, true, false]);
    expect(whyNotStop(run, set)).toBe("run_halfway");
  });

  test("of two rows one is written", () => {
    expect(isHalfway(aRun("new classroom"), { written: ["t"] })).toBe(true);
    expect(isHalfway(aRun("new classroom"), set)).toBe(false);
    expect(isHalfway(aRun("new classroom"), { ...set, isPublished: true })).toBe(true);
  });

  test("it goes on without the row that hinders it, and only where it is halfway and nobody is at it", () => {
    const missing: StepEnd = { is: "failed", because: "row_none", retryAt: null };
    const facts = { ...set, hinderedBy: "t/101" };
    const half = lived(lived(aRun(), "set_passcode", DONE, facts), "write_rows", missing, facts);
    expect([whyNotLetGo(half, facts, NOW), whyNotLetGo(half, set, NOW), whyNotLetGo(begun(half, "write_rows", NOW), facts, NOW)]).toEqual([
      null,
      "nothing_to_let_go",
      "run_at_work",
    ]);
    expect(whyNotLetGo(lived(half, "write_rows", DONE, facts), facts, NOW)).toBe("run_over");
    expect(whyNotLetGo(lived(aRun("retire classroom"), "move_sessions", DONE), facts, NOW)).toBe("nothing_to_let_go");
  });

  test("a row that can only not be reached is waited for an hour before it may be given up, before Zoom is changed and after", () => {
    const away: StepEnd = { is: "waits", for: "database", because: "database_away", lookAt: after(NOW, minutes(1)) };
    const facts = { ...set, hinderedBy: "t/101", rowsAwaySince: NOW };
    const [before, later] = [lived(aRun(), "set_passcode", away), lived(lived(aRun(), "set_passcode", DONE, facts), "write_rows", away, facts)];
    for (const run of [before, later])
      expect([0, 59, 60].map((n) => whyNotLetGo(run, facts, after(NOW, minutes(n))))).toEqual(["row_may_come_back", "row_may_come_back", null]);
    expect(whyNotLetGo(later, { ...facts, rowsAwaySince: null }, after(NOW, hours(9)))).toBe("row_may_come_back");
  });

  test("stopped while a step was at it: what its step left halfway goes on, also where whoever was at it is gone", () => {
    const under = stopped(begun(aRun(), "set_passcode", NOW), NOW);
    expect(ended(under, "set_passcode", DONE, set, NOW)).toMatchObject({ state: "running", endedAt: null, wakeAt: NOW });
    expect(ended(under, "set_passcode", { is: "failed", because: "run_stopped", retryAt: null }, {}, NOW)).toMatchObject({ state: "stopped", wakeAt: null });
    expect(abandoned(under, set, NOW)).toMatchObject({ state: "running", endedAt: null, wakeAt: NOW });
    expect(whyNotStop(aRun("new classroom"), { writingSince: NOW })).toBe("run_halfway");
  });

  test("then a step that gives up is tried again by itself", () => {
    const refused: StepEnd = { is: "failed", because: "rights_missing", retryAt: null };
    const half = lived(lived(aRun(), "set_passcode", DONE, set), "write_rows", refused, set);
    expect(half).toMatchObject({ state: "running", wakeAt: after(NOW, hours(1)) });
    expect(lived(lived(aRun("new classroom"), "look_up", DONE), "make_user", refused)).toMatchObject({ state: "failed", wakeAt: null });
  });
});

test("it is begun anew unless it is done, or somebody is at it", () => {
  expect(whyNotRetry(aRun())).toBeNull();
  expect(whyNotRetry(begun(aRun(), "set_passcode", NOW))).toBe("run_at_work");
  expect(whyNotRetry({ ...aRun(), state: "done" })).toBe("run_over");
});

test("pauses grow up to an hour", () => {
  expect([1, 2, 3, 7, 50].map(pauseAfter)).toEqual([1, 2, 4, 60, 60].map(minutes));
});

test("since when it is halfway stays as long as it is, however often it is tried; once it is not, whoever was told is told anew of the next time", () => {
  const set: Facts = { passcodeSince: NOW };
  const first = withHalfway(aRun(), set, NOW);
  expect([withHalfway(aRun(), {}, NOW), first]).toEqual([{}, { ...set, halfwaySince: NOW }]);
  const told = withHalfway(aRun(), { ...first, halfwayToldAt: NOW }, after(NOW, hours(2)));
  expect(told).toEqual({ ...set, halfwaySince: NOW, halfwayToldAt: NOW });
  expect(withHalfway(aRun(), { ...told, passcodeSince: null }, after(NOW, hours(3)))).toEqual({ passcodeSince: null, halfwaySince: null, halfwayToldAt: null });
});
