import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { ALL_DONE, fault, live, start, statesOf } from "../../test/support/sessions.ts";
import { aWorld, NINE, valueOf } from "../../test/world.ts";
import { after, days, hours, minutes, seconds } from "../lib/time.ts";
import { saveChange } from "../rooms/actions.ts";
import { runDueSessions } from "./deciding/actions.ts";
import { credentialsOf, freshStartLink } from "./running/actions.ts";

const START = after(NINE, hours(3));

eachDatabase((_, open) => {
  test("a meeting whose creation was not answered is found again, not made twice", async () => {
    await using w = await aWorld(await open());
    await fault(w, "POST /users/:host/meetings", "obey, then hang up");
    const s = await w.ask({ start: START });
    await w.pass(minutes(3));
    expect(await w.meetings()).toHaveLength(1);
    expect((await w.session(s)).meeting?.id).toBe(String((await w.meetings())[0]!["id"]));
  });

  test("a creation that was not answered and not obeyed either is made anew once lists have settled", async () => {
    await using w = await aWorld(await open());
    await fault(w, "POST /users/:host/meetings", "hang up");
    const s = await w.ask({ start: START });
    await w.pass(seconds(100));
    expect(await w.meetings()).toHaveLength(0);
    await w.pass(minutes(2));
    expect(await w.meetings()).toHaveLength(1);
    expect((await statesOf(w, s))["generate"]).toBe("done");
  });

  test("a meeting that is made only when its wish is too late is not made at all", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    w.clock.set({ offset: 0, frozenAt: after(NINE, seconds(1)) });
    await runDueSessions(w, w.neighbours); // decided, and then the server is down until the next day
    w.clock.set({ offset: 0, frozenAt: after(START, days(1)) });
    await w.settle();
    expect(await w.meetings()).toHaveLength(0);
    expect((await statesOf(w, s))["generate"]).toBe("skipped");
  });

  test("Zoom away over the end: everything is done late, and nothing is left", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.settle();
    await w.control("faults", {
      kind: "outage",
      from: new Date(after(START, minutes(55))).toISOString(),
      to: new Date(after(START, minutes(85))).toISOString(),
    });
    await w.advanceTo(after(START, hours(14)));
    expect(await statesOf(w, s)).toEqual(ALL_DONE);
    expect((await w.room()).password).toMatchObject({ exposedTo: null, occupiedBy: null });
  });

  test("where Zoom says yes and does nothing, Bedel asks again until nothing runs, and only then closes", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.advanceTo(START);
    const by = await start(w, s);
    await fault(w, "PUT /meetings/:id/status", "ignore", { times: 6 });
    await w.advanceTo(after(START, minutes(70)));
    expect(await statesOf(w, s)).toMatchObject({ end: "started", close: "pending" });
    expect(await w.opens(by.email, by.password)).toBe(true);
    await w.pass(minutes(2));
    expect(await live(w)).toHaveLength(0);
    expect(await statesOf(w, s)).toMatchObject({ end: "done", close: "done" });
    expect(await w.opens(by.email, by.password)).toBe(false);
  });

  test("a room whose password Zoom won't change any more today is handed over by start link", async () => {
    await using w = await aWorld(await open());
    await w.control("account", { passwordChangesADay: 1 });
    const first = await w.ask({ start: START });
    const next = await w.ask({ start: after(START, minutes(90)) });
    await w.advanceTo(START);
    const by = await start(w, first);
    await w.advanceTo(after(START, minutes(75)));
    expect(await statesOf(w, first)).toMatchObject({ end: "done", close: "failed" });
    expect((await w.room()).password).toMatchObject({ exposedTo: first.id, occupiedBy: next.id, trouble: "too_often" });
    expect((await w.session(next)).steps.handOver.is).toBe("done");
    expect(w.letters("lukasz").at(-1)!.text).not.toMatch(/password:/i);
    expect(await credentialsOf(w, w.organizer, w.institutionId, next.id)).toMatchObject({ refusal: { because: "opened_by_start_link" } });
    expect(valueOf(await freshStartLink(w, w.organizer, next.id))).toMatch(/^http/);
    await w.control("account", { passwordChangesADay: 12 });
    await w.pass(hours(4));
    expect(await statesOf(w, first)).toEqual(ALL_DONE);
    expect(await w.opens(by.email, by.password)).toBe(false);
  });

  test("a room turned on gets a password that nobody knows before it is handed over", async () => {
    await using w = await aWorld(await open());
    expect(await w.opens(w.rooms[0]!.email, "Sandbox-Otono-58")).toBe(false);
    const room = await w.room();
    expect(room.password).toMatchObject({ isSet: true, exposedTo: null, epoch: 1 });
    expect(await w.db.transaction((tx) => saveChange(tx, room, { name: "Otra" }, room.revision - 1, NINE))).toMatchObject({
      refusal: { because: "revision_conflict" },
    });
  });

  test("somebody removed the meeting in Zoom: where that is not followed it is made anew", async () => {
    await using w = await aWorld(await open(), { settings: { changesInZoom: "restore" } });
    const s = await w.ask({ start: START });
    await w.settle();
    const { id } = (await w.session(s)).meeting!;
    await w.zoomOf(w.institutionId).removeMeeting({ id, kind: "meeting", hostId: s.hostId! });
    await w.pass(minutes(1));
    expect((await w.session(s)).meeting?.id).not.toBe(id);
    expect(await w.meetings()).toHaveLength(1);
  });

  test("webhooks that come twice, late, in any order or never change nothing of how it ends", async () => {
    await using w = await aWorld(await open());
    await w.control("faults", { kind: "webhooks", drop: 0.4, dup: 0.5, reorder: 0.5, delaySeconds: 90 });
    const s = await w.ask({ start: START });
    await w.advanceTo(START);
    await start(w, s);
    await w.advanceTo(after(START, hours(14)));
    expect(await statesOf(w, s)).toEqual(ALL_DONE);
    expect(await live(w)).toHaveLength(0);
  });
});
