import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { cancel, expectNoOverlap } from "../../../test/support/sessions.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import type { Made } from "../actions.ts";
import { aCourse, datesNow } from "../course.fixtures.ts";
import { courseFor } from "../showing-actions.ts";
import { addDate } from "./actions.ts";
import { edit, told } from "./editing.fixtures.ts";

const start = "2027-03-08T10:00";
const twice = "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4";

const byHand = async (w: TestWorld, { course }: Made) => valueOf(await courseFor(w, w.organizer, course.id)).sessions.flatMap((date) => date.byHand);

eachDatabase((_, open) => {
  test("dates that a rule gave up come again with it, and are not called cancelled by hand; what somebody cancelled alone is, and stays so", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const made = await aCourse(w, { start, rule: twice });
    valueOf(await cancel(w, (await datesNow(w, made))[3]!.session));
    expect(await byHand(w, made)).toEqual(["cancelled"]);
    valueOf(await edit(w, made, "all", { recurs: { start, rule: "FREQ=WEEKLY;BYDAY=MO;COUNT=2" } }));
    expect(await told(w, made)).toEqual(["03-08 10:00", "(03-10 10:00)", "03-15 10:00", "(03-17 10:00)"]);
    expect(await byHand(w, made)).toEqual([]);
    valueOf(await edit(w, made, "all", { recurs: { start, rule: "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3" } }, { revision: 2 }));
    expect((await told(w, made)).filter((one) => !one.startsWith("("))).toEqual(["03-08 10:00", "03-10 10:00", "03-15 10:00"]);
    expect(await byHand(w, made)).toEqual([]);
    await expectNoOverlap(w);
  });

  test("a course that was ended early goes on again", async () => {
    await using w = await aWorld(await open());
    const made = await aCourse(w, { start, rule: "FREQ=WEEKLY;COUNT=3" });
    valueOf(await edit(w, made, "following", { cancel: true }, { from: (await datesNow(w, made))[1]!.session.id }));
    expect(await byHand(w, made)).toEqual([]);
    valueOf(await edit(w, made, "all", { recurs: { start, rule: "FREQ=WEEKLY;COUNT=3" } }, { revision: 2 }));
    expect((await told(w, made)).filter((one) => !one.startsWith("("))).toEqual(["03-08 10:00", "03-15 10:00", "03-22 10:00"]);
  });

  test("a date that was cancelled is added again, also at another time of its day, and an edit of all dates leaves it where it is", async () => {
    await using w = await aWorld(await open());
    const made = await aCourse(w, { start, rule: "FREQ=WEEKLY;COUNT=3" });
    const [, second] = await datesNow(w, made);
    valueOf(await edit(w, made, "this", { cancel: true }, { from: second!.session.id }));
    valueOf(await addDate(w, w.organizer, made.course.id, { revision: 2, start: "2027-03-15T16:00" }));
    valueOf(await addDate(w, w.organizer, made.course.id, { revision: 3, start: "2027-03-15T10:00" }));
    valueOf(await edit(w, made, "all", { title: "Física II" }, { revision: 4 }));
    const held = ["03-08 10:00", "03-15 10:00", "03-15 16:00", "03-22 10:00"];
    expect((await told(w, made)).filter((one) => !one.startsWith("("))).toEqual(held);
    const recurs = { start, rule: "FREQ=WEEKLY;COUNT=4" };
    valueOf(await edit(w, made, "all", { recurs }, { revision: 5 }));
    expect((await told(w, made)).filter((one) => !one.startsWith("("))).toEqual([...held, "03-29 10:00"]);
    expect(await byHand(w, made)).toEqual([]);
  });
});
