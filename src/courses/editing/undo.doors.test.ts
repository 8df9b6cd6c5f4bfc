import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { change, reservations } from "../../../test/support/sessions.ts";
import { aWorld, valueOf } from "../../../test/world.ts";
import { instant, minutes } from "../../lib/time.ts";
import { aCourse, datesNow } from "../course.fixtures.ts";
import { edit } from "./editing.fixtures.ts";

const rule = "FREQ=WEEKLY;COUNT=2";

eachDatabase((_, open) => {
  test("who edits a course in the minute in which a date's own change can be taken back tells that change too, and gives back what was kept for it", async () => {
    await using w = await aWorld(await open());
    const made = await aCourse(w, { rule });
    const [first] = await datesNow(w, made);
    await w.settle();
    valueOf(await change(w, first!.session, { start: instant("2027-03-08T15:00:00Z") }));
    expect(await reservations(w)).toHaveLength(3);
    valueOf(await edit(w, made, "all", { title: "Física II" }));
    await w.pass(minutes(2));
    const texts = w.letters(w.organizer.email).map(({ text }) => text);
    expect(texts.at(-1)).toMatch(/10:00 – 11:00\sAM → .*4:00 – 5:00\sPM/);
    expect(await reservations(w)).toHaveLength(2);
  });

  test("an edit that leaves such a date as it is leaves its mail and its undo too", async () => {
    await using w = await aWorld(await open());
    const made = await aCourse(w, { rule });
    const [first] = await datesNow(w, made);
    await w.settle();
    const before = w.letters(w.organizer.email).length;
    valueOf(await change(w, first!.session, { start: instant("2027-03-08T15:00:00Z") }));
    valueOf(await edit(w, made, "all", { time: "12:00" }));
    expect((await datesNow(w, made))[0]!.session.undo).not.toBeNull();
    await w.pass(minutes(2));
    expect(
      w
        .letters(w.organizer.email)
        .slice(before)
        .filter(({ text }) => text.includes("4:00")),
    ).not.toEqual([]);
    expect(await reservations(w)).toHaveLength(2);
  });
});
