import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { cancel, change, live, statesOf } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { visitBy, wayOf } from "../../attendees/visiting/actions.ts";
import { after, hours, iso, minutes, seconds } from "../../lib/time.ts";
import { moveSession } from "../assigning/actions.ts";
import type { Session } from "../session.ts";
import { editInZoom, hearNothing, subjects } from "./following.fixtures.ts";

const START = after(NINE, hours(2));
const NEARLY = after(START, -minutes(5));

eachDatabase((_, open) => {
  test.each([
    ["webhooks", true],
    ["no webhooks", false],
  ])("moved to another room five minutes before, and then to another time in Zoom, with %s: the first mailed link leads there", async (_name, heard) => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const s = await readyIn(w);
    const link = mailedTo(w, "ada");
    const other = w.rooms.find((room) => room.id !== s.roomId)!;
    valueOf(await moveSession(w, w.neighbours, w.admin, s.id, { roomId: other.id, revision: s.revision, stays: true }));
    await w.pass(minutes(1));

    const moved = await w.session(s);
    expect(moved).toMatchObject({ roomId: other.id, hostId: other.hostId });
    expect(await statesOf(w, s)).toMatchObject({ generate: "done", handOver: "done", sendLinks: "done" });
    expect((await w.meetings()).map((meeting) => String(meeting["id"]))).toEqual([moved.meeting!.id]);
    expect((await w.room(s.roomId)).password).toMatchObject({ occupiedBy: null, exposedTo: null });
    expect(subjects(w, "lukasz").filter((subject) => subject.startsWith("Another room"))).toHaveLength(1);
    expect(await leadsTo(w, link)).toContain(`/j/${moved.meeting!.id}`);

    if (!heard) await hearNothing(w);
    await editInZoom(w, s, { start: after(START, minutes(20)) });
    await w.pass(heard ? seconds(6) : minutes(5));
    expect((await w.session(s)).time.start).toBe(after(START, minutes(20)));
    expect(subjects(w, "ada").filter((subject) => subject.startsWith("Changed"))).toHaveLength(1);
    await w.advanceTo(after(START, minutes(20)));
    expect(await leadsTo(w, link)).toContain(`/j/${(await w.session(s)).meeting!.id}`);
    expect(mailedTo(w, "ada")).toBe(link);
  });

  test("changed in Bedel five minutes before, Zoom holds it at once; cancelled, it is gone from there at once", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const s = await readyIn(w);
    const later = valueOf(await change(w, s, { start: after(START, minutes(30)), title: "Álgebra" }));
    await w.settle();
    expect(await w.meetings()).toMatchObject([{ topic: "Álgebra", startAt: iso(after(START, minutes(30))) }]);
    await w.advanceTo(after(START, minutes(26)));
    valueOf(await cancel(w, { ...later, revision: (await w.session(s)).revision }));
    await w.pass(seconds(30));
    expect([await w.meetings(), await live(w)]).toEqual([[], []]);
  });
});

/** An attendee has the link, the organizer the room, and it begins in five minutes. */
async function readyIn(w: TestWorld): Promise<Session> {
  const s = await w.ask({ start: START });
  await w.attend(s, "Ada <ada@example.com>");
  await w.advanceTo(NEARLY);
  expect(await statesOf(w, s)).toMatchObject({ handOver: "done", sendLinks: "done" });
  return w.session(s);
}

/** The address in the first mail that has one. */
const mailedTo = (w: TestWorld, who: string): string => w.letters(who).flatMap(({ text }) => /\/j\/([\w-]+)/.exec(text)?.[1] ?? [])[0]!;

/** To which address in Zoom whoever clicks it now comes. */
async function leadsTo(w: TestWorld, token: string): Promise<string | null> {
  const visit = await visitBy(w, token);
  expect(visit?.joining.is).toBe("open");
  return wayOf(w, visit!);
}
