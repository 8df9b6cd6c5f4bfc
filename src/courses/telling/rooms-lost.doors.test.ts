import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, type TestWorld } from "../../../test/world.ts";
import type { Interval } from "../../lib/interval.ts";
import { after, days, instant } from "../../lib/time.ts";
import { addOutage, saveChange } from "../../rooms/actions.ts";
import { replaceLost } from "../../sessions/placing/lost-actions.ts";
import { aCourse } from "../course.fixtures.ts";

/** Rooms go out of service, for ever or for a time; what the organizer and the administrator are told then. */
async function lose(w: TestWorld, during: Interval | null) {
  const told = [w.letters(w.organizer.email).length, w.letters(w.admin.email).length];
  for (const { id } of w.rooms) {
    const room = await w.room(id);
    if (during === null) await w.db.transaction((tx) => saveChange(tx, room, { active: false }, room.revision, w.clock.now()));
    else await addOutage(w.db, w.institutionId, { id: w.random.uuid(), roomId: id, during, reason: "" });
  }
  const lost = w.rooms.map(({ id }) => ({ roomId: id, during }));
  await w.db.transaction((tx) => replaceLost(tx, w, w.neighbours, w.institutionId, lost, w.clock.now()));
  await w.settle();
  return [w.letters(w.organizer.email).slice(told[0]), w.letters(w.admin.email).slice(told[1])] as const;
}

const subjects = (letters: readonly { subject: string }[]) => letters.map((one) => one.subject).toSorted();

eachDatabase((_, open) => {
  test("of all dates of a course that lose their rooms whoever teaches it and each administrator is told in one mail; of a session alone as ever", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    await aCourse(w, { rule: "FREQ=WEEKLY;COUNT=45" });
    await aCourse(w, { rule: "FREQ=WEEKLY;COUNT=2", title: "Latín" }); // in the other room
    await w.ask({ start: instant("2027-03-09T09:00:00Z"), title: "Claustro" });
    await w.settle();
    const [toTeacher, toAdmin] = await lose(w, null);
    expect(subjects(toTeacher)).toEqual([
      "Dates of a course have no room any more: Física I",
      "Dates of a course have no room any more: Latín",
      "No room yet: Claustro",
    ]);
    expect(subjects(toAdmin)).toEqual([
      "A request found no room: Claustro",
      "Dates of a course found no room: Física I",
      "Dates of a course found no room: Latín",
    ]);
    const { text } = toTeacher.find((one) => one.subject.endsWith("Física I"))!;
    expect(text.match(/^- .*no room yet$/gm)).toHaveLength(40);
    expect(text).toContain("- and 5 more on the page");
    expect(text).toMatch(/\/courses\//);
  });

  test("a course that loses rooms again is told again, of the new dates alone", async () => {
    await using w = await aWorld(await open());
    await aCourse(w, { rule: "FREQ=WEEKLY;COUNT=3" });
    await w.settle();
    for (const day of ["2027-03-08T00:00:00Z", "2027-03-15T00:00:00Z"].map(instant)) {
      const told = await lose(w, { start: day, end: after(day, days(1)) });
      expect(told.map((letters) => letters.map(({ text }) => text.match(/^- /gm)?.length))).toEqual([[1], [1]]);
    }
  });
});
