import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { expectNoOverlap, statesOf } from "../../../test/support/sessions.ts";
import { aMember, aWorld, NINE } from "../../../test/world.ts";
import { sql } from "../../platform/database.ts";
import { after, hours, iso, minutes, seconds } from "../../lib/time.ts";
import { deleteInZoom, editInZoom, history, subjects, ZOOM_ADMIN } from "./following.fixtures.ts";

const START = after(NINE, hours(2));
const isPutBack = (subject: string): boolean => subject.startsWith("Put back in Zoom");

eachDatabase((_, open) => {
  test("where the institution wants it, what was changed in Zoom is put back, and its organizer hears of it once, attendees nothing", async () => {
    await using w = await aWorld(await open(), { settings: { changesInZoom: "restore" }, also: [ZOOM_ADMIN] });
    const s = await w.ask({ start: START });
    await w.attend(s, "Ada <ada@example.com>");
    await w.advanceTo(after(START, -minutes(30)));
    await editInZoom(w, s, { start: after(START, hours(1)), title: "Other", waitingRoom: true, by: ZOOM_ADMIN });
    await w.pass(minutes(1));

    expect(await w.meetings()).toMatchObject([{ topic: s.title, startAt: iso(START) }]);
    expect(await w.session(s)).toMatchObject({ title: s.title, time: s.time, revision: s.revision });
    expect(subjects(w, "lukasz").filter(isPutBack)).toHaveLength(1);
    const { text } = w.letters("lukasz").find(({ subject }) => isPutBack(subject))!;
    for (const words of [ZOOM_ADMIN, "Other", "Your institution has chosen"]) expect(text).toContain(words);
    expect(await history(w, s)).toContain(`put_back_change by ${ZOOM_ADMIN}`);

    await editInZoom(w, s, { minutes: 20 });
    await w.pass(minutes(1));
    expect(await w.meetings()).toMatchObject([{ duration: 60 }]);
    expect(subjects(w, "lukasz").filter(isPutBack)).toHaveLength(1);
    await w.advanceTo(START);
    expect(subjects(w, "ada")).toEqual([expect.stringContaining(s.title)]);
  });

  test("whoever changed it in Zoom hears too why it does not hold, a member and nobody else, once", async () => {
    await using w = await aWorld(await open(), { settings: { changesInZoom: "restore" }, also: [ZOOM_ADMIN] });
    const member = await aMember(w.db, { institutionId: w.institutionId, id: w.random.uuid(), name: "Zoe", email: ZOOM_ADMIN, role: "organizer" });
    await w.db.run(sql`update members set language = 'es' where id = ${member.id}`);
    const s = await w.ask({ start: START });
    await w.settle();
    for (const title of ["Other", "Another"]) {
      await editInZoom(w, s, { title, by: ZOOM_ADMIN });
      await w.pass(minutes(1));
    }
    const told = w.letters(ZOOM_ADMIN);
    expect(told.map(({ subject }) => subject)).toEqual([`Restaurada en Zoom: ${s.title}`]);
    expect(told[0]!.text).not.toContain(`/sessions/${s.id}`);
    expect(subjects(w, "lukasz").filter(isPutBack)).toHaveLength(1);

    await w.pass(hours(1));
    await editInZoom(w, s, { title: "Its room's" });
    await w.pass(minutes(1));
    expect(subjects(w, "lukasz").filter(isPutBack)).toHaveLength(2);
    expect(subjects(w, "sala.")).toEqual([]);
  });

  test("a time at which its own room is taken is had in another; where none is free it is put back, with the reason", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const s = await w.ask({ start: START });
    const beside = await w.ask({ start: after(START, hours(3)), title: "Beside" });
    await w.settle();
    expect(beside.roomId).toBe(s.roomId);
    await editInZoom(w, s, { start: after(START, hours(3)) });
    await w.pass(minutes(1));
    const moved = await w.session(s);
    expect(moved.time.start).toBe(after(START, hours(3)));
    expect(moved.roomId === s.roomId).not.toBe((await w.session(beside)).roomId === s.roomId);
    expect(await w.meetings()).toHaveLength(2);

    const third = await w.ask({ start: START, title: "Third" });
    await w.settle();
    await editInZoom(w, third, { start: after(START, hours(3)) });
    await w.pass(minutes(1));
    expect(await w.session(third)).toMatchObject({ time: third.time, roomId: third.roomId });
    expect(w.letters("lukasz").find(({ subject }) => isPutBack(subject))!.text).toContain("No room is free at that time.");
    expect((await w.meetings()).find((meeting) => meeting["topic"] === "Third")).toMatchObject({ startAt: iso(START) });
    await expectNoOverlap(w);
  });

  test("a title that somebody types in Zoom is a line like any other here, and Zoom keeps what was typed", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.settle();
    const typed = "Optics\u202e \u0007and\nlight";
    await editInZoom(w, s, { title: typed });
    await w.pass(minutes(1));
    const { title, revision } = await w.session(s);
    expect(title).toBe("Optics and light");
    await w.pass(minutes(10));
    expect([await w.meetings(), (await w.session(s)).revision]).toMatchObject([[{ topic: typed }], revision]);

    await editInZoom(w, s, { title: " \u200b" });
    await w.pass(minutes(1));
    expect((await w.session(s)).title).toBe(title);
    expect(await w.meetings()).toMatchObject([{ topic: title }]);
  });

  test("title, length and waiting room are followed as one change, however many events Zoom makes of it", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.settle();
    await editInZoom(w, s, { title: "Other", minutes: 45, waitingRoom: true });
    await w.pass(minutes(1));
    expect(await w.session(s)).toMatchObject({
      title: "Other",
      admission: "manual",
      revision: s.revision + 1,
      time: { start: START, end: after(START, minutes(45)) },
    });
    expect(subjects(w, "lukasz").filter((subject) => subject.startsWith("Changed"))).toHaveLength(1);
    expect(await history(w, s)).toContainEqual(expect.stringMatching(/^changed_in_zoom by sala\./));
  });

  test("a meeting deleted once its room is open is made anew, the link stays, and the organizer hears of it", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.attend(s, "Ada <ada@example.com>");
    await w.advanceTo(after(START, -minutes(5)));
    const { id } = (await w.session(s)).meeting!;
    await deleteInZoom(w, s);
    await w.pass(seconds(30));
    const anew = await w.session(s);
    expect(anew).toMatchObject({ status: "placed" });
    expect(anew.meeting!.id).not.toBe(id);
    expect(await statesOf(w, s)).toMatchObject({ generate: "done", handOver: "done", sendLinks: "done" });
    expect(subjects(w, "lukasz").filter(isPutBack)).toHaveLength(1);
    expect(subjects(w, "ada").filter((subject) => subject.startsWith("Cancelled"))).toEqual([]);
  });

  test("what Bedel alone needs there is put right without a word", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.settle();
    await w.control("edit", { meetingId: Number((await w.session(s)).meeting!.id), set: { agenda: "Notes", settings: { join_before_host: true } } });
    await w.pass(minutes(1));
    expect(await w.meetings()).toMatchObject([{ agenda: expect.stringContaining(s.id), settings: { join_before_host: false } }]);
    expect([(await w.session(s)).revision, subjects(w, "lukasz").filter(isPutBack)]).toEqual([s.revision, []]);
  });
});
