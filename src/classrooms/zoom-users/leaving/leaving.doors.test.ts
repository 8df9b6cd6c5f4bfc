import { expect, test } from "vitest";
import { eachDatabase } from "../../../../test/support/databases.ts";
import { aMember, aWorld, valueOf, type TestWorld } from "../../../../test/world.ts";
import { minutes } from "../../../lib/time.ts";
import { removeMemberOf } from "../../../people/members/actions.ts";
import { sql } from "../../../platform/database.ts";
import { withBookings } from "../../../bookings/hosting/giving-actions.ts";
import { withCourses } from "../../../courses/handing-over/actions.ts";
import { agenda } from "../../../sessions/showing/wiring-actions.ts";
import { retireClassroom } from "../../actions.ts";
import { made, published, stepsOf, theClassroom } from "../../classrooms.fixtures.ts";
import { askForRun } from "../../runs/actions.ts";
import { theUser } from "../zoom-users.fixtures.ts";
import { leavingUserOf, withZoomUsers } from "./actions.ts";

const member = (w: TestWorld, email: string) =>
  aMember(w.db, { institutionId: w.institutionId, id: w.random.uuid(), name: "Profe Diez", email, role: "organizer" });

const remove = (w: TestWorld, id: string, zoomUser: "nothing" | "deactivate") =>
  removeMemberOf(w, withZoomUsers(w, withBookings(w, withCourses(w, agenda(w)))), w.admin, id, { successor: null, zoomUser });

/** As it was asked for by a version of Bedel that did not look. */
async function letGo(w: TestWorld, email: string): Promise<string> {
  const id = w.random.uuid();
  valueOf(await w.db.transaction((tx) => askForRun(tx, w, w.admin, { id, kind: "leaving", email, asked: { email, farewell: "deactivate" } })));
  await w.settle();
  return id;
}

const refusedAs = (because: string) => ({ nothing: null, "take the licence": because, deactivate: because, unlink: because });

eachDatabase((_, open) => {
  test("nobody who leaves takes the Zoom user of a classroom along: it is not offered, refused, and skipped", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const { id, email } = await made(w);
    await w.pass(minutes(5));
    const untouched = { status: "active", type: 2 };
    const who = await member(w, email.toUpperCase());
    expect((await leavingUserOf(w, w.institutionId, who.id))!.whyNot).toEqual(refusedAs("zoom_user_is_classroom"));
    expect(await remove(w, who.id, "deactivate")).toMatchObject({ ok: false, refusal: { because: "zoom_user_is_classroom", field: "zoomUser" } });
    valueOf(await remove(w, who.id, "nothing"));
    expect(await stepsOf(w, await letGo(w, email))).toEqual(["retire_user skipped (user_is_classroom)"]);
    expect([(await theClassroom(w, id)).state, await theUser(w, email)]).toMatchObject(["in use", untouched]);

    valueOf(await retireClassroom(w, w.admin, id, { runId: w.random.uuid(), farewell: "nothing" }));
    await w.pass(minutes(5));
    expect(await stepsOf(w, await letGo(w, email))).toEqual(["retire_user done"]);
    expect(await theUser(w, email)).toMatchObject({ status: "inactive" });
  });

  test("nor that of a room which is in use; of one that was switched off it can be let go", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    await published(w);
    const { id: roomId, email } = w.rooms[0]!;
    const who = await member(w, email);
    expect((await leavingUserOf(w, w.institutionId, who.id))!.whyNot).toEqual(refusedAs("zoom_user_is_room"));
    expect(await remove(w, who.id, "deactivate")).toMatchObject({ ok: false, refusal: { because: "zoom_user_is_room", field: "zoomUser" } });
    const switched = (to: boolean) => w.db.run(sql`update rooms set active = ${to} where id = ${roomId}`);
    await switched(false);
    expect((await leavingUserOf(w, w.institutionId, who.id))!.whyNot.deactivate).toBeNull();
    await switched(true);
    valueOf(await remove(w, who.id, "nothing"));
    expect(await stepsOf(w, await letGo(w, email))).toEqual(["retire_user skipped (user_is_room)"]);
    expect(await theUser(w, email)).toMatchObject({ status: "active", type: 2 });

    await switched(false);
    expect(await stepsOf(w, await letGo(w, email))).toEqual(["retire_user done"]);
    expect(await theUser(w, email)).toMatchObject({ status: "inactive" });
  });
});
