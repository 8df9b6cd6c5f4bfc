import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aMember, aWorld, NINE, type TestWorld, valueOf } from "../../../test/world.ts";
import { attendeesOf, joinAddress } from "../../attendees/actions.ts";
import { visitBy, wayOf } from "../../attendees/visiting/actions.ts";
import { after, hours, iso, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import type { Session } from "../../sessions/session.ts";
import { tellLive } from "./actions.ts";

const TEN = after(NINE, hours(1));

/** By the link that was mailed. */
async function join(w: TestWorld, s: Session, email: string): Promise<string> {
  const attendee = (await attendeesOf(w.db, w.institutionId, s.id)).find((one) => one.email === email)!;
  const way = wayOf(w, (await visitBy(w, joinAddress(w, attendee).split("/j/")[1]!))!)!;
  return String((await w.control("join", { joinUrl: way }))["participantId"]);
}

async function opened(w: TestWorld): Promise<Session> {
  const s = await w.ask({ start: TEN, admission: "manual" });
  await w.attend(s, "ada@people.example", "eva@people.example");
  await w.advanceTo(TEN);
  const { meeting } = await w.session(s);
  await w.control("start", { meetingId: meeting!.id, by: { startUrl: await w.zoomOf(w.institutionId).startLink(meeting!) } });
  await w.settle();
  return s;
}

const live = async (w: TestWorld, s: Session) => valueOf(await tellLive(w, w.organizer, s.id));

eachDatabase((_, open) => {
  test("the live list tells who waits at the door, who is in, and who has gone, as Zoom tells it", async () => {
    await using w = await aWorld(await open());
    const s = await opened(w);
    expect(await live(w, s)).toMatchObject({ running: { since: iso(TEN) }, people: [], organizers: [{ since: iso(TEN) }], waiting: [], silence: null });
    const ada = await join(w, s, "ada@people.example");
    await join(w, s, "eva@people.example");
    await w.settle();
    expect(await live(w, s)).toMatchObject({ people: [], waiting: [{ registered: true }, { registered: true }] });

    await w.pass(minutes(2));
    await w.control("admit", { participantId: ada });
    await w.settle();
    const told = await live(w, s);
    expect(told.people).toMatchObject([{ email: "ada@people.example", registered: true, since: iso(after(TEN, minutes(2))) }]);
    expect(told.waiting).toMatchObject([{ email: "eva@people.example" }]);

    await w.control("leave", { participantId: ada });
    await w.settle();
    expect(await live(w, s)).toMatchObject({ people: [], waiting: [{ email: "eva@people.example" }] });
    await w.zoomOf(w.institutionId).endMeeting((await w.session(s)).meeting!);
    await w.settle();
    expect(await live(w, s)).toMatchObject({ running: null, people: [], organizers: [], waiting: [], silence: null });
  });

  test("a session that was found running, of which Zoom told nothing, says so instead of saying that nobody is in", async () => {
    await using w = await aWorld(await open());
    const s = await opened(w);
    await w.db.run(sql`update sessions set live = live || '{"instanceId": null}' where id = ${s.id}`);
    expect((await live(w, s)).silence).toBe("never heard");
    await w.db.run(sql`update connections set heard_at = ${iso(NINE)}`);
    expect(await live(w, s)).toMatchObject({ silence: "start not told", heardAt: iso(NINE) });
    const refused = sql`update connections set refused = 3, refused_since = ${iso(TEN)}, refused_at = ${iso(TEN)}`;
    await w.db.run(refused);
    expect((await live(w, s)).silence).toBe("refused");
  });

  test("who is in is told to whoever manages the session, and to nobody else", async () => {
    await using w = await aWorld(await open());
    const s = await opened(w);
    const other = await aMember(w.db, {
      institutionId: w.institutionId,
      id: w.random.uuid(),
      name: "Otro",
      email: "otro@universidad.example",
      role: "organizer",
    });
    expect(await tellLive(w, w.admin, s.id)).toMatchObject({ ok: true });
    for (const who of [other, { ...w.admin, institutionId: w.random.uuid() }])
      expect(await tellLive(w, who, s.id)).toMatchObject({ refusal: { because: "not_found" } });
  });
});
