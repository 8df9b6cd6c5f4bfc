import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { cancel, change } from "../../../test/support/sessions.ts";
import { aMember, aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, days, hours, minutes } from "../../lib/time.ts";
import type { Database } from "../../platform/database.ts";
import type { Member } from "../../people/member.ts";
import { aboveConnections } from "../connecting/actions.ts";
import { undoChange } from "../cancelling/actions.ts";

const START = after(NINE, days(3));
const BRUNO = { id: "uBruno", email: "bruno@universidad.example" };
const CARLA = { id: "uCarla", email: "carla@universidad.example" };

async function hosted(db: Database): Promise<{ w: TestWorld; bruno: Member }> {
  const w = await aWorld(db, { people: [BRUNO, CARLA], defaultHost: BRUNO.id });
  const person = (name: string, email: string) => aMember(w.db, { institutionId: w.institutionId, id: w.random.uuid(), name, email, role: "organizer" });
  const bruno = await person("Bruno", "Bruno@Universidad.example");
  await person("Carla", CARLA.email);
  return { w, bruno };
}
const subjects = (w: TestWorld, of: { email: string }): string[] => w.letters(of.email.split("@")[0]!.toLowerCase()).map(({ subject }) => subject);

eachDatabase((_, open) => {
  test("the member behind the default host hears of what is asked for there, changed and cancelled; nothing of what was taken back", async () => {
    const { w } = await hosted(await open());
    await using _w = w;
    const s = await w.ask({ source: "default host", start: START });
    await w.settle();
    expect(subjects(w, BRUNO)).toEqual([`On your Zoom: ${s.title}`]);
    expect(w.letters("bruno")[0]!.text).toContain("Łukasz Żak");
    expect(w.letters("bruno")[0]!.text, "only its organizer and administrators have its page").not.toContain("/sessions/");

    const moved = valueOf(await change(w, s, { start: after(START, hours(2)) }));
    valueOf(await undoChange(w, w.organizer, moved.id));
    await w.pass(minutes(5));
    expect(subjects(w, BRUNO)).toHaveLength(1);
    valueOf(await change(w, await w.session(s), { start: after(START, hours(3)) }));
    await w.pass(minutes(5));
    valueOf(await cancel(w, await w.session(s)));
    await w.pass(minutes(5));
    expect(subjects(w, BRUNO).slice(1)).toEqual([`Changed: ${s.title}`, `Not on your Zoom any more: ${s.title}`]);
    expect(subjects(w, CARLA)).toEqual([]);
  });

  test("where the host is who asked, the session is confirmed and nothing more; of rooms and own Zooms no host is told", async () => {
    const { w, bruno } = await hosted(await open());
    await using _w = w;
    const s = await w.ask({ source: "default host", start: START, by: bruno });
    await w.ask({ start: START });
    await w.ask({ source: "personal", start: after(START, hours(5)), by: bruno });
    await w.settle();
    expect(subjects(w, BRUNO)).toEqual([`Confirmed: ${s.title}`, `Confirmed: ${s.title}`]);
  });

  test("another default host: the one before and the new one hear of each session that changes hands", async () => {
    const { w } = await hosted(await open());
    await using _w = w;
    const s = await w.ask({ source: "default host", start: START });
    await w.settle();
    await aboveConnections(w).rehost(w.institutionId, CARLA.id);
    await w.settle();
    expect(subjects(w, BRUNO)).toEqual([`On your Zoom: ${s.title}`, `Not on your Zoom any more: ${s.title}`]);
    expect(subjects(w, CARLA)).toEqual([`On your Zoom: ${s.title}`]);
  });
});
