import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { ALL_DONE, fault, live, start, statesOf } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf } from "../../../test/world.ts";
import { after, before, hours, minutes, wallOf } from "../../lib/time.ts";
import { at, sql } from "../../platform/database.ts";
import { addOutage } from "../../rooms/actions.ts";
import { changeSession } from "../asking/actions.ts";
import { cancelSession } from "../cancelling/actions.ts";
import { credentialsOf, endSession, extendSession } from "./actions.ts";

const START = after(NINE, hours(3));

eachDatabase((_, open) => {
  test("evidence that the session before runs on moves the next one to a free room, and its links stay", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const first = await w.ask({ start: START });
    const next = await w.ask({ start: after(START, minutes(90)) });
    expect(next.roomId).toBe(first.roomId);
    await w.advanceTo(START);
    await start(w, first);
    await fault(w, "PUT /meetings/:id/status", "ignore", { times: 1000 });
    await w.advanceTo(after(START, minutes(77)));
    const moved = await w.session(next);
    expect(moved.roomId).not.toBe(first.roomId);
    expect(moved.steps.handOver.is).toBe("done");
    for (const who of ["lukasz", "begona"]) expect(w.letters(who).filter((letter) => letter.subject.startsWith("Another room"))).toHaveLength(1);
    await w.control("faults", { kind: "clear" });
    await w.advanceTo(after(START, hours(4)));
    expect(await statesOf(w, first)).toEqual(ALL_DONE);
    expect(await statesOf(w, next)).toEqual(ALL_DONE);
    expect(await w.meetings()).toHaveLength(2);
  });

  test("without evidence of an overrun nobody is moved: the next one waits until the room is free", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const first = await w.ask({ start: START });
    const next = await w.ask({ start: after(START, minutes(90)) });
    await w.advanceTo(START);
    await start(w, first);
    await w.control("faults", {
      kind: "outage",
      from: new Date(after(START, minutes(65))).toISOString(),
      to: new Date(after(START, minutes(80))).toISOString(),
    });
    await w.advanceTo(after(START, minutes(78)));
    expect(await w.session(next)).toMatchObject({ roomId: first.roomId, steps: { handOver: { is: "held", until: "room_is_free" } } });
    await w.advanceTo(after(START, minutes(82)));
    expect((await w.session(next)).steps.handOver.is).toBe("done");
    expect((await w.session(next)).roomId).toBe(first.roomId);
  });

  test("an overrun with no other room free: the next one waits and administrators are alarmed once", async () => {
    await using w = await aWorld(await open());
    const first = await w.ask({ start: START });
    const next = await w.ask({ start: after(START, minutes(90)) });
    await w.advanceTo(START);
    await start(w, first);
    const before = w.letters("begona").length;
    await fault(w, "PUT /meetings/:id/status", "ignore", { times: 1000 });
    await w.advanceTo(after(START, minutes(85)));
    expect((await w.session(next)).steps.handOver).toMatchObject({ is: "held", until: "room_is_free" });
    const alarms = w.letters("begona").slice(before);
    expect(alarms.map((letter) => /(Tell the organizer|End what)/.exec(letter.text)?.[0]).toSorted()).toEqual(["End what", "Tell the organizer"]);
    await w.control("faults", { kind: "clear" });
    await w.pass(minutes(2));
    expect((await w.session(next)).steps.handOver.is).toBe("done");
  });

  test("a session extended while it runs goes on, and is closed after its new end", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.advanceTo(START);
    const by = await start(w, s);
    await w.advanceTo(after(START, minutes(65)));
    valueOf(await extendSession(w, w.neighbours, w.organizer, s.id, { minutes: 30, revision: (await w.session(s)).revision }));
    await w.advanceTo(after(START, minutes(99)));
    expect(await live(w)).toHaveLength(1);
    expect(await w.opens(by.email, by.password)).toBe(true);
    await w.advanceTo(after(START, minutes(100)));
    expect(await live(w)).toHaveLength(0);
    expect(await w.opens(by.email, by.password)).toBe(false);
    expect(w.letters("lukasz").filter((m) => /ends|minutes/i.test(m.subject))).toHaveLength(2);
  });

  test("extending moves who has the room next, and is refused where nobody can be moved", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const s = await w.ask({ start: START });
    const next = await w.ask({ start: after(START, minutes(90)) });
    expect(next.roomId).toBe(s.roomId);
    await w.advanceTo(START);
    valueOf(await extendSession(w, w.neighbours, w.organizer, s.id, { minutes: 30, revision: (await w.session(s)).revision }));
    expect((await w.session(next)).roomId).not.toBe(s.roomId);
    const late = await w.ask({ start: after(START, minutes(120)) });
    expect(late.roomId).toBe(s.roomId);
    expect(await extendSession(w, w.neighbours, w.organizer, s.id, { minutes: 30, revision: (await w.session(s)).revision })).toMatchObject({
      refusal: { because: "extend_needs_room" },
    });
    await w.advanceTo(after(START, hours(12)));
    for (const one of [s, next, late]) expect(await statesOf(w, one)).toEqual(ALL_DONE);
  });

  test("two clicks on more time give it once", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.advanceTo(START);
    const more = { minutes: 15, revision: (await w.session(s)).revision };
    const both = await Promise.all([1, 2].map(() => extendSession(w, w.neighbours, w.organizer, s.id, more)));
    expect(both.map((one) => (one.ok ? "extended" : one.refusal.because)).toSorted()).toEqual(["extended", "revision_conflict"]);
    expect((await w.session(s)).time.end).toBe(after(START, minutes(75)));
  });

  test("nothing is extended into a time out of service, nor into what is planned in Zoom beside Bedel", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.advanceTo(START);
    const room = await w.room();
    const more = async (length: number) => extendSession(w, w.neighbours, w.organizer, s.id, { minutes: length, revision: (await w.session(s)).revision });
    const during = { start: after(START, hours(2)), end: after(START, hours(3)) };
    await addOutage(w.db, w.institutionId, { id: w.random.uuid(), roomId: room.id, during, reason: "new screen" });
    expect(await more(60)).toMatchObject({ refusal: { because: "extend_needs_room", field: "minutes" } });
    valueOf(await more(15));
    await w.db.run(sql`delete from room_outages`);
    await w.db.run(sql`insert into busy (institution_id, host_id, meeting_id, during, title)
      values (${w.institutionId}, ${room.hostId}, '1', tstzrange(${at(during.start)}, ${at(during.end)}), 'by hand')`);
    expect(await more(60)).toMatchObject({ refusal: { because: "extend_needs_room" } });
  });

  test("more time counts against an organizer's hours ahead, and not against an administrator's", async () => {
    const limits = { sessionsAhead: 1, hoursAhead: 2, longestMinutes: null, furthestDays: null };
    await using w = await aWorld(await open(), { settings: { limits } });
    const s = await w.ask({ start: START });
    await w.advanceTo(START);
    const more = async (who: typeof w.admin) => extendSession(w, w.neighbours, who, s.id, { minutes: 90, revision: (await w.session(s)).revision });
    expect(await more(w.organizer)).toMatchObject({ refusal: { because: "too_many_hours_ahead" } });
    valueOf(await more(w.admin));
  });

  test("ended at once by its organizer: the room is closed, the report is made and the room is free early", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    const waiting = await w.ask({ start: after(START, minutes(45)) });
    expect(waiting.status).toBe("waiting");
    await w.advanceTo(START);
    const by = await start(w, s);
    await w.pass(minutes(20));
    valueOf(await endSession(w, w.organizer, s.id));
    await w.settle();
    expect(await live(w)).toHaveLength(0);
    expect(await w.opens(by.email, by.password)).toBe(false);
    expect((await w.session(waiting)).status).toBe("placed");
    await w.pass(hours(5));
    expect(await statesOf(w, s)).toEqual({ ...ALL_DONE, warn: "skipped" });
  });

  test("everybody left and nobody came back within the settling time: it is over, and not before", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.advanceTo(START);
    const by = await start(w, s);
    const meetingId = Number((await w.session(s)).meeting!.id);
    await w.pass(minutes(10));
    await w.control("leave", { meetingId, host: true });
    await w.pass(minutes(9));
    await w.control("start", { meetingId, by });
    await w.pass(minutes(9));
    expect((await w.session(s)).overAt).toBeNull();
    await w.control("leave", { meetingId, host: true });
    await w.pass(minutes(10));
    expect((await w.session(s)).overAt).toBe(after(START, minutes(28)));
    expect(await w.opens(by.email, by.password)).toBe(false);
  });

  test("cancelled after it was handed over: what was opened is closed", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.advanceTo(before(START, minutes(5)));
    const known = valueOf(await credentialsOf(w, w.organizer, w.institutionId, s.id));
    expect(await w.opens(known.userName, known.password)).toBe(true);
    valueOf(await cancelSession(w, w.neighbours, w.organizer, s.id, s.revision));
    await w.pass(minutes(1));
    expect(await w.opens(known.userName, known.password)).toBe(false);
    expect((await w.room()).password).toMatchObject({ exposedTo: null, occupiedBy: null });
    expect(await statesOf(w, s)).toEqual({
      generate: "done",
      handOver: "done",
      sendLinks: "done",
      warn: "skipped",
      end: "done",
      close: "done",
      report: "skipped",
    });
    expect(await w.meetings()).toHaveLength(0);
  });

  test("moved to another room after it was handed over: the old one is closed, the new one opened", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const s = await w.ask({ start: START });
    const after1 = await w.ask({ start: after(START, minutes(90)) });
    expect(after1.roomId).toBe(s.roomId);
    await w.advanceTo(before(START, minutes(10)));
    await w.db.run(sql`update sessions set pinned = true where id = ${after1.id}`);
    const old = valueOf(await credentialsOf(w, w.organizer, w.institutionId, s.id));
    const change = { start: wallOf(after(START, minutes(10)), s.zone), minutes: 60, revision: (await w.session(s)).revision };
    const moved = valueOf(await changeSession(w, w.neighbours, w.organizer, s.id, change));
    expect(moved.roomId).not.toBe(s.roomId);
    await w.pass(minutes(6));
    expect(await w.opens(old.userName, old.password)).toBe(false);
    const known = valueOf(await credentialsOf(w, w.organizer, w.institutionId, s.id));
    expect(known.userName).not.toBe(old.userName);
    expect(await w.opens(known.userName, known.password)).toBe(true);
    expect(w.letters("lukasz").filter((m) => m.text.includes(known.password))).toHaveLength(1);
    await w.advanceTo(after(START, hours(12)));
    expect(await statesOf(w, s)).toEqual(ALL_DONE);
  });
});
