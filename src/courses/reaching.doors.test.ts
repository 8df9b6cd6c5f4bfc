import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { attendeesOf } from "../attendees/actions.ts";
import { makeGroup } from "../attendees/groups/actions.ts";
import { addToGroup, removeFromGroup } from "../attendees/groups/people-actions.ts";
import { addGroupToList } from "../attendees/groups/registering-actions.ts";
import { peopleOf } from "../attendees/groups/store.ts";
import { after, before, days, minutes } from "../lib/time.ts";
import { HORIZON } from "../platform/due.ts";
import { aCourse, datesNow } from "./course.fixtures.ts";

const mailed = (w: TestWorld, to: string): number => w.letters(to).filter(({ subject }) => /link|enlace/i.test(subject)).length;

eachDatabase((_, open) => {
  test("a class that is registered comes to a date when it is sixty days away, and each in it then gets the link a quarter of an hour before", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    const made = await aCourse(w, { rule: "FREQ=WEEKLY;INTERVAL=10;COUNT=2" });
    const [near, far] = await datesNow(w, made);
    const there = async (id: string) => (await attendeesOf(w.db, w.institutionId, id)).map(({ email }) => email);
    const group = w.random.uuid();
    valueOf(await makeGroup(w, w.organizer, { id: group, name: "First year" }));
    valueOf(await addToGroup(w, w.organizer, group, "ana@people.example\nbea@people.example"));
    valueOf(await addGroupToList(w, w.organizer, made.course.listId, group));
    await w.settle();
    expect([await there(near!.session.id), await there(far!.session.id)]).toEqual([["ana@people.example", "bea@people.example"], []]);

    await w.advanceTo(before(near!.session.time.start, minutes(14)));
    expect([mailed(w, "ana@people.example"), mailed(w, "bea@people.example")]).toEqual([1, 1]);
    const reached = before(far!.session.time.start, HORIZON);
    await w.advanceTo(before(reached, minutes(1)));
    expect(await there(far!.session.id)).toEqual([]);
    await w.advanceTo(reached);
    expect(await there(far!.session.id)).toEqual(["ana@people.example", "bea@people.example"]);

    await w.advanceTo(after(reached, days(30)));
    valueOf(await addToGroup(w, w.organizer, group, "eva@people.example"));
    const bea = (await peopleOf(w.db, w.institutionId, group)).find(({ email }) => email === "bea@people.example")!;
    valueOf(await removeFromGroup(w, w.organizer, group, bea.id));
    await w.advanceTo(before(far!.session.time.start, minutes(14)));
    expect([mailed(w, "ana@people.example"), mailed(w, "bea@people.example"), mailed(w, "eva@people.example")]).toEqual([2, 1, 1]);
  });
});
