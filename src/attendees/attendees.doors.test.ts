import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { before, minutes } from "../lib/time.ts";
import { sql } from "../platform/database.ts";
import { fault, kindOf } from "../zoom/client/client.fixtures.ts";
import { addAttendees, attendeesOf, countsOf, joinAddress, listAttendees, recipientsOf } from "./actions.ts";
import { removeAttendee } from "./leaving/removing-actions.ts";
import { ADMIN, attending, INSTITUTION, MARTA, SESSION, STRANGER, type Attending } from "./attending.fixtures.ts";
import { ensureRegistrants } from "./registering/actions.ts";
import { pageOf, visitBy, wayOf } from "./visiting/actions.ts";

const LINES = "Íñigo Ortega, inigo@elsewhere.example\nzaneta@elsewhere.example\nnobody\n";
const linksSent = (it: Attending) =>
  it.change((s) => ({ ...s, registrantsAsked: true, steps: { ...s.steps, sendLinks: { is: "done", at: it.world.clock.now() } } }));
const tokenOf = async (it: Attending, email: string): Promise<string> => {
  const one = (await attendeesOf(it.world.db, INSTITUTION, SESSION)).find((a) => a.email === email)!;
  return joinAddress(it.world, one).split("/j/")[1]!;
};
const links = sql`select count(*) from deliveries where kind = 'link' and state = 'queued' and step = 'sendLinks'`;

eachDatabase((_, open) => {
  test("good lines are kept, bad ones named, and who is there already is counted once", async () => {
    const it = await attending(await open());

    expect(await addAttendees(it.world, MARTA, SESSION, LINES)).toEqual({
      ok: true,
      value: { added: 2, already: 0, bad: [{ line: 3, text: "nobody", because: "line_without_email" }] },
    });
    expect(await addAttendees(it.world, ADMIN, SESSION, "INIGO@elsewhere.example\nana@elsewhere.example")).toMatchObject({
      value: { added: 1, already: 1, bad: [] },
    });
    expect((await recipientsOf(it.world.db, INSTITUTION, SESSION)).map((r) => r.name)).toEqual(
      ["Ana", "Zaneta", "Íñigo Ortega"].toSorted((a, b) => (a < b ? -1 : 1)),
    );
    expect(await it.count(links)).toBe(0);
  });

  test("who comes after its end waits for no link, and nobody is told that the links could not be sent", async () => {
    const it = await attending(await open());
    await linksSent(it);
    const time = { start: before(it.world.clock.now(), minutes(65)), end: before(it.world.clock.now(), minutes(5)) };
    await it.change((s) => ({ ...s, time, live: { start: time.start, end: null, instanceId: "it runs on", checkedAt: time.end } }));

    expect(await addAttendees(it.world, MARTA, SESSION, LINES)).toMatchObject({ value: { added: 2 } });

    expect((await it.session()).steps.sendLinks.is).toBe("done");
    expect(await it.count(links)).toBe(0);
  });

  test("nobody but who manages the session adds, sees or removes its attendees", async () => {
    const it = await attending(await open());
    await addAttendees(it.world, MARTA, SESSION, LINES);
    const [one] = await attendeesOf(it.world.db, INSTITUTION, SESSION);

    expect(await addAttendees(it.world, STRANGER, SESSION, LINES)).toMatchObject({ refusal: { because: "not_yours" } });
    expect(await listAttendees(it.world, STRANGER, SESSION)).toMatchObject({ refusal: { because: "not_yours" } });
    expect(await removeAttendee(it.world, STRANGER, SESSION, one!.id)).toMatchObject({ refusal: { because: "not_yours" } });
    expect(await listAttendees(it.world, MARTA, INSTITUTION)).toMatchObject({ refusal: { because: "not_found" } });
    expect(await addAttendees(it.world, MARTA, SESSION, "x@y.example\n".repeat(6000))).toMatchObject({
      refusal: { because: "too_many_lines", values: { most: 5000 } },
    });
  });

  test("when the session is over nobody is taken out of its list any more: the report tells of them", async () => {
    const it = await attending(await open());
    await addAttendees(it.world, MARTA, SESSION, LINES);
    const [one, two] = await attendeesOf(it.world.db, INSTITUTION, SESSION);
    expect(await removeAttendee(it.world, MARTA, SESSION, one!.id)).toMatchObject({ ok: true });
    it.world.clock.set({ offset: 0, frozenAt: (await it.session()).time.end });
    expect(await removeAttendee(it.world, ADMIN, SESSION, two!.id)).toMatchObject({ refusal: { because: "already_over" } });
    expect(await attendeesOf(it.world.db, INSTITUTION, SESSION)).toHaveLength(1);
  });

  test("who is added after the links went out gets one at once, once, and is made known to Zoom", async () => {
    const it = await attending(await open());
    await addAttendees(it.world, MARTA, SESSION, "ana@elsewhere.example");
    await linksSent(it);
    await addAttendees(it.world, MARTA, SESSION, "ana@elsewhere.example\nhugo@elsewhere.example");

    expect(await it.count(links)).toBe(1);
    expect((await it.session()).registrantsAsked).toBe(false);
    const list = await listAttendees(it.world, MARTA, SESSION);
    expect(list.ok && list.value.map((a) => [a.name, a.link, a.registered])).toEqual([
      ["Ana", "not yet", false],
      ["Hugo", "queued", false],
    ]);
  });

  test.each(["meeting", "webinar"] as const)("attendees of a %s become known to Zoom, and their address leads in when the time has come", async (kind) => {
    const it = await attending(await open(), kind);
    await addAttendees(it.world, MARTA, SESSION, Array.from({ length: 65 }, (_, i) => `guest${i}@elsewhere.example`).join("\n"));
    const token = await tokenOf(it, "guest64@elsewhere.example");
    expect((await visitBy(it.world, token))!.joining).toEqual({ is: "before" });
    await it.pass(minutes(45));
    expect((await visitBy(it.world, token))!.joining).toEqual({ is: "preparing" });

    expect((await it.perform(ensureRegistrants)).againAt).toBeNull();

    const calls = it.line.calls.length;
    const visit = (await visitBy(it.world, token))!;
    expect(visit.joining).toEqual({ is: "open", by: "own" });
    expect(wayOf(it.world, visit)).toContain("tk=");
    expect(await countsOf(it.world.db, INSTITUTION, [{ id: SESSION, meetingId: (await it.session()).meeting!.id }])).toEqual([
      { sessionId: SESSION, attendees: 65, registered: 65 },
    ]);
    await it.perform(ensureRegistrants);
    expect(it.line.calls.length).toBe(calls);
  });

  test("a link is nowhere in the database in a form that could be read", async () => {
    const it = await attending(await open());
    await addAttendees(it.world, MARTA, SESSION, "ana@elsewhere.example");
    await it.perform(ensureRegistrants);
    const token = await tokenOf(it, "ana@elsewhere.example");
    const way = wayOf(it.world, { ...(await visitBy(it.world, token))!, joining: { is: "open", by: "own" } })!;
    const [row] = await it.world.db.list((r) => JSON.stringify(r) + Buffer.from(r["registrant_link_sealed"]).toString("latin1"), sql`select * from attendees`);
    expect(way).toContain("tk=");
    expect(row).not.toContain(token);
    expect(row).not.toContain(new URL(way).searchParams.get("tk"));
  });

  test("one address that Zoom refuses keeps nobody else out, and its owner finds the meeting's own way in", async () => {
    const it = await attending(await open());
    const long = `${"a".repeat(60)}@${"b".repeat(60)}.${"c".repeat(60)}.example`;
    await addAttendees(it.world, MARTA, SESSION, `ana@elsewhere.example\n${long}\nhugo@elsewhere.example`);
    await it.perform(ensureRegistrants);
    await it.pass(minutes(45));

    expect((await visitBy(it.world, await tokenOf(it, "ana@elsewhere.example")))!.joining).toEqual({ is: "open", by: "own" });
    const visit = (await visitBy(it.world, await tokenOf(it, long)))!;
    expect(visit.joining).toEqual({ is: "open", by: "meeting" });
    expect(wayOf(it.world, visit)).toBe((await it.session()).meeting!.joinUrl);
    expect((await it.session()).registrantTrouble).toBeNull();
  });

  test("a meeting that takes no registrants is brought in line without registration, so that the door is open", async () => {
    const it = await attending(await open());
    await addAttendees(it.world, MARTA, SESSION, LINES);
    const { meeting } = await it.session();
    await it.line.api("PATCH", `/meetings/${meeting!.id}`, { settings: { approval_type: 2 } });
    await it.perform(ensureRegistrants);

    const s = await it.session();
    expect(s).toMatchObject({ registrantTrouble: "registration_refused", steps: { generate: { is: "pending" } } });
  });

  test("a lost answer loses nobody: the same people are told of again, and Zoom knows each once", async () => {
    const it = await attending(await open());
    await addAttendees(it.world, MARTA, SESSION, Array.from({ length: 40 }, (_, i) => `guest${i}@elsewhere.example`).join("\n"));
    await fault(it.line, "POST /meetings/:id/batch_registrants", "obey, then hang up");

    expect(await kindOf(it.perform(ensureRegistrants))).toBe("unanswered");
    await it.perform(ensureRegistrants);

    const { meeting } = await it.session();
    expect(await countsOf(it.world.db, INSTITUTION, [{ id: SESSION, meetingId: meeting!.id }])).toMatchObject([{ registered: 40 }]);
    expect(await it.count(sql`select count(distinct registrant_id) from attendees`)).toBe(40);
  });

  test("of a meeting that is gone from Zoom it is asked again until its session is over, and never after", async () => {
    const it = await attending(await open());
    await addAttendees(it.world, MARTA, SESSION, "ana@elsewhere.example");
    const { meeting, time } = await it.session();
    await it.line.zoom.removeMeeting(meeting!);
    await it.pass(time.end - it.world.clock.now());
    expect((await it.perform(ensureRegistrants)).againAt).toBeGreaterThan(it.world.clock.now());

    await it.pass((await it.session()).policy.courtesy);
    const calls = it.line.calls.length;
    expect((await it.perform(ensureRegistrants)).againAt).toBeNull();
    expect(it.line.calls.length).toBe(calls);
  });

  test("who was added while Zoom was being told is told of in another round", async () => {
    const it = await attending(await open());
    await addAttendees(it.world, MARTA, SESSION, "ana@elsewhere.example");
    await it.perform(async (world, command, session, room) => {
      const effect = await ensureRegistrants(world, command, session, room);
      await addAttendees(it.world, MARTA, SESSION, "hugo@elsewhere.example");
      return effect;
    });
    expect(await it.count(sql`select count(*) from commands where state = 'queued' and does = 'test'`)).toBe(1);
  });

  test("a removed attendee's address leads nowhere, and no mail follows", async () => {
    const it = await attending(await open());
    await linksSent(it);
    await addAttendees(it.world, MARTA, SESSION, "ana@elsewhere.example");
    const token = await tokenOf(it, "ana@elsewhere.example");
    const [ana] = await attendeesOf(it.world.db, INSTITUTION, SESSION);

    expect(await removeAttendee(it.world, MARTA, SESSION, ana!.id)).toEqual({ ok: true, value: true });
    expect(await visitBy(it.world, token)).toBeNull();
    expect(await it.count(links)).toBe(0);
    expect(await removeAttendee(it.world, MARTA, SESSION, ana!.id)).toMatchObject({ refusal: { because: "not_found" } });
  });

  test("an attendee learns of the session and of nobody else", async () => {
    const it = await attending(await open());
    await addAttendees(it.world, MARTA, SESSION, LINES);
    await it.world.db.run(sql`update institutions set zoom = 'sandbox'`);
    const page = pageOf(it.world, (await visitBy(it.world, await tokenOf(it, "zaneta@elsewhere.example")))!);
    expect(page).toMatchObject({
      state: "before",
      title: "Óptica cuántica",
      institution: "Universidad",
      language: "es",
      opensAt: "2027-03-01T09:45:00.000Z",
      sandbox: true,
    });
    expect(JSON.stringify(page)).not.toMatch(/elsewhere|Ortega/);
    await it.world.db.run(sql`update connections set state = 'unreachable'`);
    it.world.clock.set({ offset: 0, frozenAt: (await it.session()).time.start });
    expect(pageOf(it.world, (await visitBy(it.world, await tokenOf(it, "zaneta@elsewhere.example")))!).state).toBe("silent");
    expect(await visitBy(it.world, "nobody")).toBeNull();
    expect(await visitBy(it.world, "x".repeat(22))).toBeNull();
  });
});
