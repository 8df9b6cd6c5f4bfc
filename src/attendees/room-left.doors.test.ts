import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { addAttendees, attendeesOf, MOST_ATTENDEES } from "./actions.ts";
import { attending, INSTITUTION, MARTA, SESSION } from "./attending.fixtures.ts";
import { addToList, makeList } from "./lists/actions.ts";
import { LIST } from "./lists/lists.fixtures.ts";
import { previewForSession } from "./preview-actions.ts";

/** A spreadsheet of as many as a session holds but for two. */
const LINES = Array.from({ length: MOST_ATTENDEES - 2 }, (_, i) => `p${i}@elsewhere.example`).join("\n");
const LATER = `${LINES}\nana@elsewhere.example\nbea@elsewhere.example\ncruz@elsewhere.example`;

eachDatabase((_, open) => {
  test("a spreadsheet sent again with some more people takes room for those only, as its preview says", async () => {
    const it = await attending(await open());
    await addAttendees(it.world, MARTA, SESSION, LINES);
    const seen = await previewForSession(it.world, MARTA, SESSION, LATER);
    const added = await addAttendees(it.world, MARTA, SESSION, LATER);
    await makeList(it.world, MARTA, { id: LIST, name: "Curso" });
    await addToList(it.world, MARTA, LIST, LINES);
    expect(await addToList(it.world, MARTA, LIST, LATER)).toEqual(added);
    expect(seen).toMatchObject({ ok: true, value: expect.arrayContaining([expect.objectContaining({ is: "new", email: "bea@elsewhere.example" })]) });
    expect(added).toEqual({
      ok: true,
      value: { added: 2, already: MOST_ATTENDEES - 2, bad: [{ line: MOST_ATTENDEES + 1, text: "cruz@elsewhere.example", because: "too_many_attendees" }] },
    });
    expect(await attendeesOf(it.world.db, INSTITUTION, SESSION)).toHaveLength(MOST_ATTENDEES);
  });
});
