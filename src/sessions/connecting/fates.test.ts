import { expect, test } from "vitest";
import { aMeeting, aSession, NOON } from "../../../test/builders.ts";
import { after, before, hours, minutes } from "../../lib/time.ts";
import { decide, nextWake } from "../decide.ts";
import { fateOf } from "./fates.ts";

const DONE = { is: "done", at: before(NOON, hours(1)) } as const;
const made = aSession({ meeting: aMeeting(), steps: { generate: DONE } });
const open = aSession({ meeting: aMeeting(), steps: { generate: DONE, handOver: DONE } });
const atTen = before(NOON, hours(2));

test("a preview tells what exists on Zoom already from what is still to be made there", () => {
  expect([fateOf(aSession(), "pause", atTen), fateOf(made, "pause", atTen)]).toEqual(["waits", "stays"]);
  expect([fateOf(aSession(), "disconnect", atTen), fateOf(made, "disconnect", atTen), fateOf(open, "disconnect", atTen)]).toEqual([
    "not_made",
    "stays",
    "closed_before",
  ]);
  expect([fateOf(aSession(), "resume", atTen), fateOf(aSession({ start: after(NOON, hours(72)) }), "resume", atTen), fateOf(made, "resume", atTen)]).toEqual([
    "made_now",
    "made_in_time",
    null,
  ]);
  expect([fateOf(made, "account", atTen), fateOf(made, "default host", atTen)]).toEqual(["other_room", null]);
  expect(fateOf({ ...made, source: "default host" }, "default host", atTen)).toBe("made_anew");
});

test("what is over, cancelled, or goes by a member's own connection, is not concerned", () => {
  for (const s of [
    { ...made, status: "cancelled" as const },
    { ...made, via: "c1" },
  ])
    expect(fateOf(s, "disconnect", atTen)).toBeNull();
  expect(fateOf(made, "disconnect", after(NOON, hours(3)))).toBeNull();
});

test("a pause keeps only from Zoom what is new there, and whoever waits for it sleeps until its end", () => {
  const d = decide(aSession(), null, atTen, "paused");
  expect(d.session.steps.generate).toEqual({ is: "held", at: atTen, until: "resumed" });
  expect(d.commands).toEqual([]);
  expect(nextWake(d.session, before(NOON, minutes(1)))! > before(NOON, minutes(1))).toBe(true);
  const changed = decide({ ...made, steps: { ...made.steps, generate: { is: "pending" } } }, null, atTen, "paused");
  expect(changed.commands.map(({ does }) => does)).toEqual(["ensureMeeting"]);
  const moved = aSession({ stray: [{ id: "m1", kind: "meeting", hostId: "h1" }] });
  expect(decide(moved, null, atTen, "paused").commands.map(({ does }) => does)).toEqual(["ensureMeeting", "removeStray"]);
});

test("without a connection nothing is asked of Zoom, nobody is alarmed however long that lasts, and what was never there needs no end", () => {
  const over = after(NOON, hours(2));
  const d = decide(open, null, over, "disconnected");
  for (const step of ["end", "close", "report"] as const) expect(d.session.steps[step]).toMatchObject({ is: "held", until: "connected" });
  expect(d.commands).toEqual([]);
  const later = decide(d.session, null, after(over, hours(48)), "disconnected");
  expect([later.commands, later.mails]).toEqual([[], []]);
  expect(decide(aSession(), null, over, "disconnected").session.steps.end).toMatchObject({ is: "started" });
  const again = decide(later.session, null, after(over, hours(49)), "connected");
  expect(again.session.steps.end.is).toBe("started");
});
