import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { cancel, expectNoOverlap } from "../../../test/support/sessions.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import type { Made } from "../actions.ts";
import { aCourse, datesNow } from "../course.fixtures.ts";
import { courseFor } from "../showing-actions.ts";
import { instant, wallOf } from "../../lib/time.ts";
import { declineSession } from "../../sessions/assigning/actions.ts";
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

  test("a date that somebody cancelled alone stays so from one rule to the next, on whatever day, until it is added", async () => {
    await using w = await aWorld(await open());
    const made = await aCourse(w, { start, rule: "FREQ=WEEKLY;COUNT=3" });
    valueOf(await cancel(w, (await datesNow(w, made))[1]!.session));
    const held = async () => (await told(w, made)).filter((one) => !one.startsWith("("));
    for (const [i, [day, first, last]] of [
      ["TU", "03-09", "03-23"],
      ["WE", "03-10", "03-24"],
      ["MO", "03-08", "03-22"],
    ].entries()) {
      const recurs = { start: `2027-${first}T10:00`, rule: `FREQ=WEEKLY;BYDAY=${day};COUNT=3` };
      const { preview } = valueOf(await edit(w, made, "all", { recurs }, { revision: i + 1 }));
      expect(preview.dates.map(({ does }) => does)).toEqual(["changes", "changes"]);
      expect(await held()).toEqual([`${first} 10:00`, `${last} 10:00`]);
      expect(await byHand(w, made)).toEqual(["cancelled"]);
    }
    valueOf(await addDate(w, w.organizer, made.course.id, { revision: 4, start: "2027-03-15T10:00" }));
    expect(await held()).toEqual(["03-08 10:00", "03-15 10:00", "03-22 10:00"]);
  });

  test("a date whose request was declined is not asked for again at its own time, and keeps no other from its day", async () => {
    await using w = await aWorld(await open());
    await w.ask({ start: instant("2027-03-18T09:00:00Z"), by: w.admin });
    const made = await aCourse(w, { start, rule: "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=6" });
    const full = (await datesNow(w, made)).find(({ session }) => session.status === "waiting")!.session;
    valueOf(await declineSession(w, w.neighbours, w.admin, full.id, { reason: "Full", revision: full.revision }));
    const now = async () =>
      (await datesNow(w, made)).flatMap(({ session: s }) =>
        s.status === "cancelled" ? [] : [`${wallOf(s.time.start, s.zone).slice(5).replace("T", " ")} ${s.status}`],
      );
    valueOf(await edit(w, made, "all", { recurs: { start: "2027-03-11T10:00", rule: "FREQ=WEEKLY;BYDAY=TH;COUNT=3" } }));
    expect(await now()).toEqual(["03-11 10:00 placed", "03-18 10:00 declined", "03-25 10:00 placed"]);
    valueOf(await edit(w, made, "all", { recurs: { start: "2027-03-11T16:00", rule: "FREQ=WEEKLY;BYDAY=TH;COUNT=3" } }, { revision: 2 }));
    expect(await now()).toEqual(["03-11 16:00 placed", "03-18 10:00 declined", "03-18 16:00 placed", "03-25 16:00 placed"]);
  });
});
