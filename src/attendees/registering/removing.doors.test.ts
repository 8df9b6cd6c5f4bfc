import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault, start } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, before, hours, minutes } from "../../lib/time.ts";
import type { Session } from "../../sessions/session.ts";
import { attendeesOf } from "../actions.ts";
import { removeAttendee } from "../leaving/removing-actions.ts";
import { removedOf } from "../store.ts";

const START = after(NINE, hours(3));
const ANA = "Ana <ana@elsewhere.example>";

/** Links are out, Zoom knows everybody, and the organizer has the meeting running. */
async function running(w: TestWorld): Promise<{ s: Session; addressOf: (email: string) => Promise<string | null> }> {
  const s = await w.ask({ start: START });
  await w.attend(s, ANA, "Bea <bea@elsewhere.example>");
  await w.advanceTo(before(START, minutes(10)));
  await start(w, s);
  const meeting = (await w.session(s)).meeting!;
  const addressOf = async (email: string): Promise<string | null> =>
    (await w.zoomOf(w.institutionId).registrants(meeting)).find((one) => one.email === email)?.joinUrl ?? null;
  return { s, addressOf };
}

const remove = async (w: TestWorld, s: Session, email: string): Promise<void> => {
  const one = (await attendeesOf(w.db, w.institutionId, s.id)).find((a) => a.email === email)!;
  valueOf(await removeAttendee(w, w.organizer, s.id, one.id));
};
const joins = async (w: TestWorld, joinUrl: string): Promise<boolean> => (await w.control("join", { joinUrl }))["ok"] === true;

eachDatabase((_, open) => {
  test("Zoom lets nobody in any more who was removed, by whatever address", async () => {
    await using w = await aWorld(await open());
    const { s, addressOf } = await running(w);
    const [ana, bea] = [await addressOf("ana@elsewhere.example"), await addressOf("bea@elsewhere.example")];
    await fault(w, "DELETE /meetings/:id/registrants/:r", "ignore");
    await remove(w, s, "ana@elsewhere.example");
    await w.pass(minutes(1));
    expect([await joins(w, ana!), await joins(w, bea!)]).toEqual([false, true]);
    expect(await removedOf(w.db, w.institutionId, s.id)).toEqual([]);
  });

  test("who is put back into the list gets in again", async () => {
    await using w = await aWorld(await open());
    const { s, addressOf } = await running(w);
    await w.control("faults", { kind: "outage", from: new Date(w.clock.now()).toISOString(), to: new Date(after(w.clock.now(), minutes(3))).toISOString() });
    await remove(w, s, "ana@elsewhere.example");
    await w.pass(minutes(1));
    await w.attend(s, ANA);
    await w.pass(minutes(6));
    expect(await joins(w, (await addressOf("ana@elsewhere.example"))!)).toBe(true);
  });

  test("before Zoom has been told of anybody nothing has to be taken back", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.attend(s, ANA);
    await w.settle();
    await remove(w, s, "ana@elsewhere.example");
    expect(await removedOf(w.db, w.institutionId, s.id)).toEqual([]);
  });
});
