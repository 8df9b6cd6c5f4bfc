import { expect, onTestFinished, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aMember, aWorld, NINE, type TestWorld } from "../../../test/world.ts";
import { after, days, hours, iso, minutes, type Instant } from "../../lib/time.ts";
import { refusalText } from "../../notices/refusal-text.ts";
import { DEFAULT_SETTINGS } from "../../people/institution.ts";
import type { Member } from "../../people/member.ts";
import { insertInstitution } from "../../people/store.ts";
import { at, sql } from "../../platform/database.ts";
import { newApp } from "../../platform/http.ts";
import { readCalendars } from "./actions.ts";
import { aCalendarServer, icalendar } from "./calendars.fixtures.ts";
import { calendarRoutes } from "./routes.ts";

const ID = "00000000-0000-4000-8000-0000000000d1";
const SECOND = "00000000-0000-4000-8000-0000000000d2";
const START = after(NINE, days(1));
const basic = (moment: Instant): string => iso(moment).replaceAll(/[-:]|\.\d+/g, "");
const lesson = (start: Instant, more = ""): string => `UID:${start}\nDTSTART:${basic(start)}\nDTEND:${basic(after(start, hours(1)))}${more}`;

async function doorOf(w: TestWorld, who: Member) {
  const app = await newApp({ log: w.log, words: refusalText, reader: (request) => request.member?.language ?? null, frameSelf: false });
  onTestFinished(() => app.close().then(() => undefined));
  app.addHook("onRequest", async (request) => void (request.member = who));
  calendarRoutes(app, w);
  return async (method: "GET" | "POST" | "DELETE", path = "", payload?: object) => {
    const answer = await app.inject({ method, url: `/api/calendars/mine${path}`, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, body: answer.json() };
  };
}

const onALaptop = async (w: TestWorld): Promise<TestWorld> => Object.assign(w, { origin: "http://localhost:3000" });
const taken = (w: TestWorld): Promise<Instant[]> => w.db.list((r) => r["start"] as Instant, sql`select lower(during) as start from calendar_times order by 1`);
/** A thing that a test expects to be logged. */
const quiet = (w: TestWorld): void => void (w.surprises.length = 0);

eachDatabase((_, open) => {
  test("what a member's calendar says takes time at once, once however often it is added, and none any more when it is removed", async () => {
    await using w = await onALaptop(await aWorld(await open()));
    const ask = await doorOf(w, w.organizer);
    const server = await aCalendarServer({ "/private-7f3a.ics": { text: icalendar(lesson(START, "\nRRULE:FREQ=WEEKLY"), lesson(after(START, minutes(30)))) } });
    const address = `${server.base}/private-7f3a.ics`;

    for (const _again of [1, 2]) expect((await ask("POST", "", { id: ID, name: "Casa", address })).status).toBe(200);
    expect((await ask("GET")).body.calendars).toEqual([{ id: ID, name: "Casa", at: new URL(address).host, readAt: iso(NINE), trouble: null, times: 57 }]);
    expect((await taken(w)).slice(0, 2)).toEqual([START, after(START, days(7))]);
    expect(await w.db.list((r) => String(r["row"]), sql`select c::text as row from member_calendars c`)).not.toEqual([expect.stringContaining("7f3a")]);
    expect((await ask("POST", "", { id: SECOND, name: "x", address: "" })).body).toMatchObject({
      status: 422,
      because: "required",
      errors: [{ field: "address" }],
    });
    expect((await ask("POST", "", { id: SECOND, name: "x", address: `${server.base}/other` })).body).toMatchObject({
      because: "calendar_not_found",
      errors: [{ field: "address" }],
    });

    expect((await ask("DELETE", `/${ID}`)).body).toEqual({ calendars: [] });
    expect([await taken(w), (await ask("DELETE", `/${ID}`)).status]).toEqual([[], 404]);
    const noted = await w.db.list((r) => `${r["what"]} ${JSON.stringify(r["details"])}`, sql`select what, details from audit_log where what like 'member_calendar%' order by seq`); // prettier-ignore
    expect(noted.map((one) => one.split(" ")[0])).toEqual(["member_calendar_added", "member_calendar_removed"]);
    expect(noted.join(), "what somebody calls a calendar is their own affair").not.toContain("Casa");
  });

  test("it is read every ten minutes; what can't be read keeps its times, and is told since when", async () => {
    await using w = await onALaptop(await aWorld(await open()));
    const ask = await doorOf(w, w.organizer);
    const server = await aCalendarServer({ "/mine": { text: icalendar(lesson(START)) } });
    await ask("POST", "", { id: ID, name: "Casa", address: `${server.base}/mine` });
    expect(await readCalendars(w)).toBe(0);

    server.paths["/mine"] = { text: icalendar(lesson(START), lesson(after(START, days(1)))) };
    await w.pass(minutes(10));
    expect([await readCalendars(w), await readCalendars(w), await taken(w)]).toEqual([1, 0, [START, after(START, days(1))]]);

    for (const broken of [{ status: 500 }, { text: icalendar(lesson(START)).slice(0, -20) }, { text: "<html>Sign in</html>" }]) {
      server.paths["/mine"] = broken;
      await w.pass(minutes(10));
      expect([await readCalendars(w), (await taken(w)).length]).toEqual([1, 2]);
    }
    expect((await ask("GET")).body.calendars).toMatchObject([{ readAt: iso(after(NINE, minutes(10))), trouble: "calendar_malformed", times: 2 }]);
    expect(w.surprises.join()).not.toContain("/mine");
    quiet(w);

    server.paths["/mine"] = { text: icalendar() };
    await w.pass(minutes(10));
    await readCalendars(w);
    expect((await ask("GET")).body.calendars).toMatchObject([{ readAt: iso(w.clock.now()), trouble: null, times: 0 }]);
  });

  test("a server that says what it said before is believed for a day, so that its times reach as far ahead", async () => {
    await using w = await onALaptop(await aWorld(await open()));
    const ask = await doorOf(w, w.organizer);
    const server = await aCalendarServer({ "/mine": { text: icalendar(lesson(START)), tag: '"v1"' } });
    await ask("POST", "", { id: ID, name: "Casa", address: `${server.base}/mine` });
    await w.pass(minutes(10));
    await readCalendars(w);
    expect(server.asked.map(({ knownAs }) => knownAs)).toEqual([undefined, '"v1"']);
    expect((await ask("GET")).body.calendars).toMatchObject([{ readAt: iso(w.clock.now()), trouble: null, times: 1 }]);
    await w.pass(hours(24));
    await readCalendars(w);
    expect(server.asked.at(-1)!.knownAs).toBeUndefined();
  });

  test("processes share the work, and what a type can bear least decides how often", async () => {
    await using w = await onALaptop(await aWorld(await open()));
    const ask = await doorOf(w, w.organizer);
    const server = await aCalendarServer({ "/mine": { text: icalendar(lesson(START)) } });
    for (const id of [ID, SECOND]) await ask("POST", "", { id, name: id, address: `${server.base}/mine` });
    await w.pass(minutes(10));
    const both = await Promise.all([readCalendars(w), readCalendars(w)]);
    expect([both[0] + both[1], server.asked.length]).toEqual([2, 4]);

    await aBookable(w, w.organizer, 6);
    await w.pass(minutes(1));
    expect(await readCalendars(w)).toBe(0);
    await w.pass(minutes(1));
    expect(await readCalendars(w)).toBe(2);
  });

  test("nothing of anybody else is seen or removed, there are no more than ten, and who leaves takes them along", async () => {
    await using w = await onALaptop(await aWorld(await open()));
    const [other, id] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
    await insertInstitution(w.db, other, { ...DEFAULT_SETTINGS, name: "Other" });
    const eve = await aMember(w.db, { institutionId: other, id, name: "Eve", email: "eve@other.example", role: "owner" });
    const [mine, admins, elsewhere] = [await doorOf(w, w.organizer), await doorOf(w, w.admin), await doorOf(w, eve)];
    const server = await aCalendarServer({ "/mine": { text: icalendar(lesson(START)) } });
    const body = (n: number) => ({ id: `00000000-0000-4000-8000-0000000002${String(n).padStart(2, "0")}`, name: `Nº ${n}`, address: `${server.base}/mine` });
    for (let n = 0; n < 10; n += 1) expect((await mine("POST", "", body(n))).status).toBe(200);
    expect((await mine("POST", "", body(10))).body).toMatchObject({ status: 409, because: "too_many_calendars" });
    for (const door of [admins, elsewhere]) {
      expect((await door("GET")).body.calendars).toEqual([]);
      expect((await door("DELETE", `/${body(0).id}`)).status).toBe(404);
    }
    expect((await admins("POST", "", body(0))).status, "an id that is somebody else's").toBe(404);
    expect((await mine("GET")).body.calendars).toHaveLength(10);
    await w.db.run(sql`update members set left_at = ${at(w.clock.now())} where id = ${w.organizer.id}`);
    await readCalendars(w);
    expect([await taken(w), (await mine("GET")).body.calendars]).toEqual([[], []]);
  });

  test("an address leads nowhere that whoever chose it could not go, and a bomb takes neither the server nor its times", async () => {
    await using w = Object.assign(await aWorld(await open()), { origin: "https://rooms.example.edu" });
    const ask = await doorOf(w, w.organizer);
    const why = async (address: string): Promise<string> => (await ask("POST", "", { id: ID, name: "x", address })).body.because;
    const server = await aCalendarServer({
      "/inwards": { status: 302, location: "https://10.1.2.3/" },
      "/large": { text: `BEGIN:VCALENDAR\r\n${"X".repeat(30_000_000)}` },
    });
    expect(await why("https://127.0.0.1/calendar.ics")).toBe("member_calendar_private");
    expect(await why("https://169.254.169.254/latest/meta-data")).toBe("member_calendar_private");
    expect(await why("webcal://[::1]/")).toBe("member_calendar_private");
    expect(await why("https://localhost/calendar.ics"), "a name that leads to this machine").toBe("member_calendar_private");
    expect(await why("http://calendars.example/")).toMatch(/calendar_not_https|calendar_unknown_host/);
    expect(await why("file:///etc/passwd")).toBe("calendar_address_malformed");
    expect(server.asked).toEqual([]);

    const laptop = await doorOf(await onALaptop(w), w.organizer);
    const then = async (address: string) => (await laptop("POST", "", { id: ID, name: "x", address })).body.because;
    expect(await then(`${server.base}/inwards`)).toBe("member_calendar_private");
    expect(await then(`${server.base}/large`)).toBe("member_calendar_too_large");
    await w.db.run(sql`delete from tries`);
    server.paths["/many"] = { text: icalendar(...Array.from({ length: 100_000 }, (_one, n) => `DTSTART:20${10 + (n % 15)}0301T090000Z`), lesson(START)) };
    server.paths["/seconds"] = { text: icalendar(`${lesson(START)}\nRRULE:FREQ=SECONDLY`) };
    for (const path of ["/many", "/seconds"]) {
      const added = await laptop("POST", "", { id: path === "/many" ? ID : SECOND, name: path, address: `${server.base}${path}` });
      expect([added.status, added.body.because]).toEqual(path === "/many" ? [422, "member_calendar_too_large"] : [200, undefined]);
    }
    expect(await taken(w)).toEqual([START]);
  });
});

/** What of a type decides how often its hosts' calendars are read. */
const aBookable = (w: TestWorld, host: Member, stale: number): Promise<number> =>
  w.db
    .run(
      sql`insert into appointment_types (institution_id, id, slug, owner_id, name, lengths, place, source, hosting, zone, weekly, days, buffer_before, buffer_after,
      notice_minutes, horizon_days, grid_minutes, skips_holidays, listed, languages, stale_minutes, reminders, most_guests, active, made_at)
    values (${w.institutionId}, ${ID}, 'tutoria', ${host.id}, 'Tutoría', '[30]', '{"kind":"zoom"}', 'personal', 'one', 'Europe/Madrid', '{}', '[]', 0, 0,
      0, 30, 15, true, true, '["es"]', ${stale}, '[]', 5, true, ${at(w.clock.now())})`,
    )
    .then(() => w.db.run(sql`insert into appointment_hosts (institution_id, type_id, member_id, ord) values (${w.institutionId}, ${ID}, ${host.id}, 1)`));
