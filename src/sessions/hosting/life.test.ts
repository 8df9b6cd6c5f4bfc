import { describe, expect, test } from "vitest";
import { aMeeting, aSession, doneAt, NOON } from "../../../test/builders.ts";
import { after, hours, minutes, type Instant } from "../../lib/time.ts";
import { decide, nextWake } from "../decide.ts";
import type { Session } from "../session.ts";
import { lifeOf } from "../steps.ts";
import { stepsOf } from "../view.ts";

type More = Parameters<typeof aSession>[0];
const hosted = (more: More = {}): Session => aSession({ source: "personal", roomId: null, meeting: aMeeting(), ...more });
const ENDS = after(NOON, hours(1));
const ended = (at: Instant, checkedAt: Instant): Session["live"] => ({ start: NOON, end: at, instanceId: "u1", checkedAt });
const behind = { generate: doneAt(NOON), sendLinks: doneAt(NOON), warn: doneAt(NOON) };
const asked = (s: Session, now: Instant): string[] => decide(s, null, now).commands.map((c) => c.does);

describe("on somebody's own Zoom", () => {
  test.each(["personal", "default host"] as const)("a session of source %s is generated, linked, warned of and reported, and nothing else", (source) => {
    const s = hosted({ source });
    expect(lifeOf(s)).toEqual(["generate", "sendLinks", "warn", "report"]);
    expect(stepsOf(s).map((step) => step.name)).toEqual(["generate", "sendLinks", "warn", "report"]);
  });

  test("it is ended by Bedel only where the institution has switched that on", () => {
    const s = hosted({ policy: { ...aSession().policy, endHosted: true } });
    expect(lifeOf(s)).toContain("end");
    expect(asked({ ...s, steps: { ...s.steps, ...behind } }, after(ENDS, minutes(10)))).toContain("ensureEnded");
  });

  test("nothing of a room happens to it, however late it is, and nobody is alarmed for that", () => {
    const d = decide(hosted({ steps: behind }), null, after(ENDS, hours(5)));
    expect(d.commands).toEqual([]);
    expect(d.mails).toEqual([]);
    expect(d.session.steps).toMatchObject({ handOver: { is: "pending" }, end: { is: "pending" }, close: { is: "pending" } });
  });
});

describe("it is over", () => {
  test("once Zoom said that it ended, and nobody came back within the settling time", () => {
    const at = after(ENDS, minutes(20));
    const early = decide(hosted({ steps: behind, live: ended(at, at) }), null, after(at, minutes(5)));
    expect(early.session.overAt).toBeNull();
    const late = decide(hosted({ steps: behind, live: ended(at, after(at, minutes(10))) }), null, after(at, minutes(15)));
    expect(late.session).toMatchObject({ overAt: at, steps: { report: { is: "started" } } });
  });

  test("not while it runs, however late", () => {
    const live = { start: NOON, end: null, instanceId: "u1", checkedAt: NOON };
    expect(decide(hosted({ steps: behind, live }), null, after(ENDS, hours(5))).session).toMatchObject({ overAt: null, steps: { report: { is: "pending" } } });
  });

  test("once a look after its time found nothing, though people met in it at the time that it had before", () => {
    const before = { start: after(NOON, -hours(1)), end: after(NOON, -minutes(1)), instanceId: "u1", checkedAt: after(NOON, minutes(30)) };
    expect(decide(hosted({ steps: behind, live: before }), null, after(ENDS, minutes(20))).session.overAt).toBeNull();
    const looked = { ...before, checkedAt: after(ENDS, minutes(15)) };
    const d = decide(hosted({ steps: behind, live: looked }), null, after(ENDS, minutes(20)));
    expect(d.session).toMatchObject({ overAt: ENDS, steps: { report: { is: "started" } } });
  });

  test("where Zoom never had a meeting of it", () => {
    expect(decide(hosted({ meeting: null, steps: behind }), null, after(ENDS, minutes(20))).session.overAt).toBe(ENDS);
  });

  test("where making its meeting failed for good, though one may have been made that Bedel never heard of", () => {
    const intent = { at: NOON, via: null, kind: "meeting" as const, looks: 0, hostId: "tutor" };
    const generate = { is: "failed" as const, at: NOON, because: "permission" as const, retryAt: null };
    const d = decide(hosted({ meeting: null, intent, steps: { ...behind, generate } }), null, after(ENDS, minutes(20)));
    expect(d.session).toMatchObject({ overAt: ENDS, steps: { report: { is: "started" } } });
    const stillTried = hosted({ meeting: null, intent, steps: { ...behind, generate: { is: "started", at: NOON } } });
    expect(decide(stillTried, null, after(ENDS, minutes(20))).session.overAt).toBeNull();
  });

  test("and not any more when it is begun again before its end: what was left out is still to come", () => {
    const over = hosted({
      overAt: after(NOON, minutes(20)),
      live: { start: NOON, end: null, instanceId: "u2", checkedAt: after(NOON, minutes(40)) },
      steps: { ...behind, warn: { is: "skipped", at: NOON, because: "over_early" }, report: { is: "started", at: NOON } },
    });
    const d = decide(over, null, after(NOON, minutes(41)));
    expect(d.session).toMatchObject({ overAt: null, steps: { warn: { is: "pending" }, report: { is: "pending" } } });
  });
});

test("it looks again only later, and sleeps once all is behind", () => {
  const s = hosted({ overAt: ENDS, registrantsAsked: true, steps: { ...behind, report: doneAt(ENDS) } });
  expect(nextWake(decide(s, null, after(ENDS, hours(3))).session, after(ENDS, hours(3)))).toBeNull();
  expect(nextWake(hosted(), NOON)).toBeGreaterThan(NOON);
});
