import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf } from "../../test/world.ts";
import { hours, minutes, wallOf } from "../lib/time.ts";
import { institutionById } from "../people/actions.ts";
import { saveSettings } from "../people/store.ts";
import { made, published, theClassroom } from "./classrooms.fixtures.ts";
import { lookAfterClassrooms } from "./looking-after-actions.ts";
import { changeTimetable } from "./passcode-actions.ts";
import { openingOf } from "./store.ts";

const BUENOS_AIRES = "America/Argentina/Buenos_Aires";

/* By whose clock it is night. */
eachDatabase((_, open) => {
  test("an institution that has its clock changed has the next passcode at night there, not in the evening before", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const { revision } = await theClassroom(w, id);
    valueOf(await changeTimetable(w, w.admin, id, { revision, passcodeDays: 1 }));
    const before = (await theClassroom(w, id))!;
    const institution = (await institutionById(w.db, w.institutionId))!;
    await saveSettings(w.db, w.institutionId, { ...institution.settings, zone: BUENOS_AIRES }, institution.revision);
    await lookAfterClassrooms(w, w.process); // woken by whoever saves the settings
    const after = await theClassroom(w, id);
    expect([wallOf(after.passcodeDueAt!, BUENOS_AIRES).slice(11), after.revision]).toEqual(["03:00", before.revision]);
    await w.pass((before.passcodeDueAt! - w.clock.now() + minutes(10)) as ReturnType<typeof minutes>);
    expect(openingOf(w.secrets, await theClassroom(w, id))).toEqual(openingOf(w.secrets, before));
    await w.pass(hours(5));
    expect(openingOf(w.secrets, await theClassroom(w, id))).not.toEqual(openingOf(w.secrets, before));
  });
});
