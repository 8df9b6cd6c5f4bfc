import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { addAttendees, attendeesOf, joinAddress } from "../attendees/actions.ts";
import { ADMIN, attending, INSTITUTION, MARTA, SESSION, STRANGER, type Attending } from "../attendees/attending.fixtures.ts";
import { ensureRegistrants } from "../attendees/registering/actions.ts";
import { visitBy, wayOf } from "../attendees/visiting/actions.ts";
import { after, hours, iso, minutes } from "../lib/time.ts";
import { sql } from "../platform/database.ts";
import { GIVES_UP_AFTER } from "../sessions/doing/retry.ts";
import { told } from "../sessions/live.ts";
import { fault, kindOf } from "../zoom/client/client.fixtures.ts";
import type { ZoomFact } from "../zoom/port.ts";
import { readFact } from "../zoom/webhooks.ts";
import { readReport, reportOfSession, saveSightings } from "./actions.ts";
import { openDrawing } from "./exports/actions.ts";
import { tellLive } from "./inside/actions.ts";
import { tellReports } from "./summing/actions.ts";
import { tellFile, tellReport, type Format } from "./telling/actions.ts";

/** Íñigo and Zaneta come by their links, Hugo does not; somebody without a link can't. Half an hour, then the organizer ends it. */
async function held(it: Attending): Promise<void> {
  await addAttendees(it.world, MARTA, SESSION, "Íñigo <inigo@elsewhere.example>\nzaneta@elsewhere.example\n=Hugo, hugo@elsewhere.example");
  await it.perform(ensureRegistrants);
  await it.pass(hours(1));
  const { meeting } = await it.session();
  await it.line.control("start", { meetingId: meeting!.id, by: { startUrl: await it.line.zoom.startLink(meeting!) } });
  for (const attendee of (await attendeesOf(it.world.db, INSTITUTION, SESSION)).filter((a) => a.name !== "=Hugo")) await join(it, attendee.id);
  await it.pass(minutes(30));
}

async function join(it: Attending, attendeeId: string): Promise<void> {
  const visit = await visitBy(it.world, joinAddress(it.world, { id: attendeeId, generation: 1 }).split("/j/")[1]!);
  await it.line.control("join", { joinUrl: wayOf(it.world, visit!) });
}

const end = async (it: Attending): Promise<void> => it.line.zoom.endMeeting((await it.session()).meeting!);

/** What the sandbox told by webhook, as the reader of webhooks does it. */
async function listen(it: Attending): Promise<void> {
  for (const { rawBody } of it.line.webhooks.splice(0)) {
    const fact = readFact(JSON.parse(Buffer.from(rawBody).toString()));
    if (fact === null || !("meetingId" in fact)) continue;
    const session = await it.session();
    await it.world.db.transaction((tx) => saveSightings(tx, session, [fact]));
    if (fact.is === "started" || fact.is === "ended" || fact.is === "joined" || fact.is === "left")
      await it.change((s) => ({ ...s, live: told(s.live, fact) }));
  }
}

const mails = sql`select count(*) from deliveries where kind = 'report'`;

eachDatabase((_, open) => {
  test.each(["meeting", "webinar"] as const)("the report of a %s is provisional until two readings agree; then its organizer gets one mail", async (kind) => {
    const it = await attending(await open(), kind);
    await held(it);
    await listen(it);
    const inside = async () => tellLive(it.world, MARTA, SESSION);
    expect(await inside()).toMatchObject({ value: { running: {}, people: [{}, {}], organizers: [{}] } });
    await end(it);
    await it.pass(minutes(5));
    await listen(it);
    expect(await inside()).toMatchObject({ value: { running: null, people: [] } });

    const readings: (number | null)[] = [];
    for (let round = 0; round < 8; round += 1) {
      const { againAt } = await it.perform(readReport);
      readings.push(againAt);
      const report = await reportOfSession(it.world.db, INSTITUTION, SESSION);
      expect(report!.standing.is).toBe(againAt === null ? "final" : "provisional");
      expect(await it.count(mails)).toBe(againAt === null ? 1 : 0);
      if (againAt === null) break;
      expect(againAt - it.world.clock.now()).toBeGreaterThanOrEqual(minutes(15));
      await it.pass(againAt - it.world.clock.now());
    }

    expect(readings.length).toBeGreaterThan(1);
    const report = (await reportOfSession(it.world.db, INSTITUTION, SESSION))!;
    expect(report.standing).toEqual({ is: "final", doubt: null });
    expect(report.source).toBe("zoom");
    expect(report.totals).toMatchObject({ people: 2, registered: 3, came: 2, didNotCome: 1, unregistered: 0, peak: 2, averageMinutes: 30 });
    expect(report.organizers).toHaveLength(1);
    expect(report.real).toEqual({ start: it.start, end: after(it.start, minutes(30)) });
    await it.perform(readReport);
    expect(await it.count(mails)).toBe(1);
  });

  test("an accidental end makes a second run, and the report tells both as one", async () => {
    const it = await attending(await open());
    await held(it);
    await end(it);
    await it.pass(minutes(3));
    const { meeting } = await it.session();
    await it.line.control("start", { meetingId: meeting!.id, by: { startUrl: await it.line.zoom.startLink(meeting!) } });
    for (const { id, name } of await attendeesOf(it.world.db, INSTITUTION, SESSION)) if (name === "Zaneta") await join(it, id);
    await it.pass(minutes(17));
    await end(it);
    await it.pass(minutes(20));
    await listen(it);
    await it.perform(readReport);
    await it.pass(minutes(20));
    expect((await it.perform(readReport)).againAt).toBeNull();

    const report = (await reportOfSession(it.world.db, INSTITUTION, SESSION))!;
    expect(report.rows.map((row) => [row.name, Math.round(row.present / minutes(1))])).toEqual(
      expect.arrayContaining([
        ["Zaneta", 47],
        ["Íñigo", 30],
        ["=Hugo", 0],
      ]),
    );
    expect(report.real).toEqual({ start: it.start, end: after(it.start, minutes(50)) });
  });

  test("a session that nobody started says so", async () => {
    const it = await attending(await open());
    await addAttendees(it.world, MARTA, SESSION, "zaneta@elsewhere.example");
    await it.pass(hours(3));
    const first = await it.perform(readReport);
    await it.pass(minutes(16));
    const second = await it.perform(readReport);

    expect([first.againAt !== null, second.againAt]).toEqual([true, null]);
    expect(second.step).toEqual({ note: "nobody_started" });
    expect((await reportOfSession(it.world.db, INSTITUTION, SESSION))!.source).toBe("nobody started");
  });

  test("a session that never had a meeting has its report at once", async () => {
    const it = await attending(await open());
    await it.change((s) => ({ ...s, meeting: null }));
    await it.pass(hours(3));
    expect(await it.perform(readReport)).toMatchObject({ againAt: null, step: { note: "nobody_started" } });
  });

  test("while Zoom does not answer there is no report rather than an empty one", async () => {
    const it = await attending(await open());
    await held(it);
    await end(it);
    await it.pass(minutes(20));
    await fault(it.line, "GET /report/meetings/:id/participants", "refuse", { status: 400, body: { code: 200, message: "No permission." }, times: 1 });

    expect(await kindOf(it.perform(readReport))).toBe("permission");
    expect(await reportOfSession(it.world.db, INSTITUTION, SESSION)).toBeNull();
  });

  test("where Zoom refuses and nothing was heard no report is promised, but said when Zoom is asked again", async () => {
    const it = await attending(await open());
    const again = after(it.world.clock.now(), hours(9));
    const refusedUntil = (retryAt: typeof again | null) =>
      it.change((s) => ({ ...s, steps: { ...s.steps, report: { is: "failed", at: s.time.end, because: "missing_scope", retryAt } } }));
    await refusedUntil(again);
    const told = async () => tellReport(it.world, MARTA, SESSION);
    expect(await told()).toMatchObject({ value: { state: "none yet", readAgainAt: iso(again), hindered: { by: "trouble", againAt: iso(again) } } });
    await refusedUntil(null);
    expect(await told()).toMatchObject({ value: { state: "none yet", readAgainAt: null, hindered: { by: "trouble", againAt: null } } });
  });

  test("when Zoom goes on refusing its list, what it told while the session ran stands in, and the report says what it lacks", async () => {
    const it = await attending(await open());
    await held(it);
    await end(it);
    await it.pass(minutes(20));
    await listen(it);
    for (const what of ["/participants", "/instances"])
      await fault(it.line, what === "/instances" ? "GET /past_meetings/:id/instances" : "GET /report/meetings/:id/participants", "refuse", {
        status: 400,
        body: { code: 200, message: "No permission." },
        times: 99,
      });
    const lastTry: typeof readReport = (world, command, ...rest) => readReport(world, { ...command, attempts: GIVES_UP_AFTER }, ...rest);
    expect(await kindOf(it.perform(readReport))).toBe("permission");
    expect((await it.perform(lastTry)).againAt).not.toBeNull();
    expect((await reportOfSession(it.world.db, INSTITUTION, SESSION))!.standing).toMatchObject({ is: "provisional", doubt: "instances unread" });
    await it.pass(hours(25));
    expect((await it.perform(lastTry)).againAt).toBeNull();
    const report = (await reportOfSession(it.world.db, INSTITUTION, SESSION))!;
    expect(report).toMatchObject({ source: "webhooks", standing: { is: "final", doubt: "instances unread" }, totals: { people: 2, came: 2 } });
  });

  test("webhooks may come twice, late and out of order: who was seen is kept once, with what is known", async () => {
    const it = await attending(await open());
    await held(it);
    await end(it);
    await it.pass(minutes(1));
    const twice = [...it.line.webhooks, ...it.line.webhooks].toReversed();
    it.line.webhooks.splice(0, it.line.webhooks.length, ...twice);
    await listen(it);

    expect(await it.count(sql`select count(*) from sightings where joined_at is not null and left_at is not null`)).toBe(3);
    expect(await it.count(sql`select count(*) from sightings`)).toBe(3);
  });

  test("whoever changes the own name is called by the latest, in whatever order the webhooks come", async () => {
    const it = await attending(await open());
    const s = await it.session();
    const told = (is: "joined" | "left", minute: number, name: string, key: string): ZoomFact => ({
      is,
      meetingId: "1",
      instanceId: "i1",
      at: after(s.time.start, minutes(minute)),
      who: { key, name, email: null, registrantId: null, zoomUserId: null },
    });
    const inOrder = [told("joined", 0, "iPhone", "k1"), told("left", 9, "Ana Ruiz", "k1"), told("left", 9, "", "k1")];
    const notInOrder = [told("left", 9, "Eva Gil", "k2"), told("joined", 9, "iPad", "k2"), told("joined", 0, "iPad", "k2")];
    for (const fact of [...inOrder, ...notInOrder]) await it.world.db.transaction((tx) => saveSightings(tx, s, [fact]));
    expect(await it.world.db.list((r) => r["name"], sql`select name from sightings order by key`)).toEqual(["Ana Ruiz", "Eva Gil"]);
  });

  test("a report is for who manages the session; the list for organizers has their own, for admins all", async () => {
    const it = await attending(await open());
    const drawing = openDrawing();
    await held(it);
    await end(it);
    expect(await tellFile(it.world, drawing, MARTA, SESSION, "pdf")).toMatchObject({ refusal: { because: "not_found" } });
    expect(await tellReport(it.world, MARTA, SESSION)).toMatchObject({ ok: true, value: { state: "none yet", totals: { registered: 3 } } });
    await it.pass(hours(1));
    await it.perform(readReport);
    const ever = { start: after(it.start, -hours(1)), end: after(it.start, hours(9)) };

    expect(await tellReport(it.world, STRANGER, SESSION)).toMatchObject({ refusal: { because: "not_found" } });
    expect(await tellReport(it.world, ADMIN, SESSION)).toMatchObject({
      ok: true,
      value: { room: "Sala Aula Magna", organizer: "Marta Ríos", state: "provisional", totals: { people: 2 } },
    });
    expect((await tellReports(it.world, MARTA, { within: ever, search: "optica  rios" })).reports).toMatchObject([
      { title: "Óptica cuántica", people: 2, registered: 3, state: "provisional" },
    ]);
    expect((await tellReports(it.world, ADMIN, { within: ever, search: "" })).reports).toHaveLength(1);
    expect((await tellReports(it.world, ADMIN, { within: ever, search: "química" })).reports).toEqual([]);
    expect((await tellReports(it.world, STRANGER, { within: ever, search: "" })).reports).toEqual([]);
    const csv = await tellFile(it.world, drawing, MARTA, SESSION, "csv");
    expect(csv.ok && csv.value.bytes).toContain('"Nombre";"Correo electrónico"');
    expect(csv.ok && csv.value.bytes).toContain(`"'=Hugo"`);
    const [xlsx, pdf] = await Promise.all(["xlsx", "pdf"].map((format) => tellFile(it.world, drawing, MARTA, SESSION, format as Format)));
    expect(xlsx!.ok && Buffer.from(xlsx!.value.bytes).toString("latin1", 0, 4)).toBe("PK\u0003\u0004");
    expect(pdf!.ok && Buffer.from(pdf!.value.bytes).toString("latin1", 0, 5)).toBe("%PDF-");
    expect(await tellFile(it.world, drawing, STRANGER, SESSION, "xlsx")).toMatchObject({ refusal: { because: "not_found" } });
  });
});
