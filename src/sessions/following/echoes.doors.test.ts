import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { change, fault } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, hours, iso, minutes, seconds } from "../../lib/time.ts";
import { compareHosts } from "./comparing-actions.ts";
import { deleteInZoom, editInZoom, hearNothing, history, subjects } from "./following.fixtures.ts";

const START = after(NINE, hours(8));
const isChanged = (subject: string): boolean => subject.startsWith("Changed");

eachDatabase((_, open) => {
  test("what Bedel changes and removes there itself is no change made in Zoom, and is not even looked at", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const s = await w.ask({ start: START });
    await w.pass(minutes(1));
    expect(await reads(w)).toBe(0);
    const later = valueOf(await change(w, s, { start: after(START, hours(1)) }));
    await w.pass(minutes(3));
    expect(await reads(w), "once, to see that Zoom has kept it").toBe(1);
    expect(await w.session(s)).toMatchObject({ status: "placed", revision: later.revision });
    expect(await history(w, s)).not.toContainEqual(expect.stringContaining("zoom"));
    expect(subjects(w, "lukasz").filter(isChanged)).toHaveLength(1);
  });

  test("two edits within seconds, each told twice, are one change and one notice", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.settle();
    await w.control("faults", { kind: "webhooks", dup: 1 });
    await editInZoom(w, s, { start: after(START, hours(2)) });
    await w.pass(seconds(2));
    await editInZoom(w, s, { start: after(START, hours(1)), title: "Other" });
    await w.pass(minutes(3));
    expect(await w.session(s)).toMatchObject({ title: "Other", time: { start: after(START, hours(1)) }, revision: s.revision + 1 });
    expect(subjects(w, "lukasz").filter(isChanged)).toHaveLength(1);
    expect(await w.meetings()).toMatchObject([{ topic: "Other", startAt: iso(after(START, hours(1))) }]);
  });

  test("edits that are told late, twice, in another order or never end as the last of them, told to nobody twice", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.settle();
    await w.control("faults", { kind: "webhooks", drop: 0.3, dup: 0.5, reorder: 0.7, delaySeconds: 30 });
    for (const later of [4, 3, 2, 1]) {
      await editInZoom(w, s, { start: after(START, hours(later)) });
      await w.pass(seconds(20));
    }
    await w.pass(minutes(5));
    await compareHosts(w);
    await w.settle();
    const { revision, time } = await w.session(s);
    expect(time.start).toBe(after(START, hours(1)));
    expect(subjects(w, "lukasz").filter(isChanged)).toHaveLength(revision - s.revision);
    expect(await w.meetings()).toMatchObject([{ startAt: iso(after(START, hours(1))) }]);
  });

  test("a change of Bedel's own that is on its way wins", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.settle();
    await editInZoom(w, s, { start: after(START, hours(2)) });
    valueOf(await change(w, s, { start: after(START, hours(1)) }));
    await w.pass(minutes(3));
    expect((await w.session(s)).time.start).toBe(after(START, hours(1)));
    expect(await w.meetings()).toMatchObject([{ startAt: iso(after(START, hours(1))) }]);
    expect(await history(w, s)).not.toContainEqual(expect.stringContaining("zoom"));
  });

  test("without webhooks a change far ahead is found by one list of its host, within five minutes, and once", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    const other = await w.ask({ start: after(START, hours(3)), title: "Beside" });
    await w.settle();
    await w.pass(minutes(2));
    await hearNothing(w);
    expect(await compareHosts(w)).toBe(0);
    await editInZoom(w, s, { start: after(START, hours(1)) });
    await w.pass(minutes(3));
    expect(await compareHosts(w)).toBe(0);
    await w.pass(minutes(1));
    expect(await compareHosts(w)).toBe(1);
    await w.settle();
    expect((await w.session(s)).time.start).toBe(after(START, hours(1)));
    expect(await history(w, s)).toContain("changed_time_in_zoom by zoom");
    await w.pass(minutes(4));
    expect(await compareHosts(w)).toBe(0);
    expect((await w.session(other)).revision).toBe(other.revision);
  });

  test("a deletion that no webhook told is believed when two things that Zoom knows agree, and never while it errs", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.settle();
    await hearNothing(w);
    await deleteInZoom(w, s);
    await fault(w, "GET /users/:host/meetings", "503");
    await w.pass(minutes(4));
    expect(await compareHosts(w)).toBe(0);
    await w.pass(minutes(4));
    await fault(w, "GET /meetings/:id", "503");
    expect(await compareHosts(w)).toBe(1);
    await w.settle();
    expect((await w.session(s)).status).toBe("placed");
    await w.pass(minutes(2));
    expect((await w.session(s)).status).toBe("cancelled");
    expect(subjects(w, "lukasz").filter((subject) => subject.startsWith("Cancelled"))).toHaveLength(1);
  });

  test("with its host all meetings of a room are gone: that cancels no session", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const s = await w.ask({ start: START });
    await w.settle();
    await w.zoomOf(w.institutionId).removeMeeting({ ...(await w.session(s)).meeting! });
    await fault(w, "GET /users/:host/meetings", "refuse", { status: 404, body: { code: 1001, message: "User does not exist." }, times: 50 });
    await w.pass(minutes(2));
    expect((await w.session(s)).status).toBe("placed");
    expect(subjects(w, "lukasz").filter((subject) => subject.startsWith("Cancelled"))).toEqual([]);
  });
});

/** How often a meeting was read by its number. */
const reads = async (w: TestWorld): Promise<number> =>
  ((await w.control("calls"))["calls"] as { operation: string }[]).filter(({ operation }) => operation === "GET /meetings/:meetingId").length;
