import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aMember, aWorld, type TestWorld } from "../../../test/world.ts";
import { hours } from "../../lib/time.ts";
import { refusalText } from "../../notices/refusal-text.ts";
import { DEFAULT_SETTINGS } from "../../people/institution.ts";
import type { Member } from "../../people/member.ts";
import { insertInstitution } from "../../people/store.ts";
import { sql } from "../../platform/database.ts";
import { fetchCalendar } from "../../platform/calendar-address.ts";
import { newApp } from "../../platform/http.ts";
import { holidaysOf, readHolidays } from "./actions.ts";
import { MOST_TEXT } from "./holiday.ts";
import { holidayRoutes } from "./routes.ts";

const calendar = (...events: [string, string][]): string =>
  [
    "BEGIN:VCALENDAR",
    ...events.flatMap(([day, name]) => ["BEGIN:VEVENT", `DTSTART;VALUE=DATE:${day}`, `SUMMARY:${name}`, "END:VEVENT"]),
    "END:VCALENDAR",
    "",
  ].join("\r\n");
const ID = "00000000-0000-4000-8000-0000000000c1";
const SECOND = "00000000-0000-4000-8000-0000000000c2";

type Says = { status?: number; text?: string; location?: string };

/** Somebody's server of calendars: what each path says can be changed. */
async function aCalendarServer(paths: Record<string, Says>) {
  const asked: string[] = [];
  const server = createServer((request, reply) => {
    asked.push(request.url!);
    const { status = 200, text = "", location } = paths[request.url!] ?? { status: 404 };
    reply.writeHead(status, { "content-type": "text/calendar", ...(location === undefined ? {} : { location }) }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, paths, asked };
}

async function doorOf(w: TestWorld, who: Member) {
  const app = await newApp({ log: w.log, words: refusalText, reader: (request) => request.member?.language ?? null, frameSelf: false });
  onTestFinished(() => app.close().then(() => undefined));
  app.addHook("onRequest", async (request) => void (request.member = who));
  holidayRoutes(app, w);
  return async (method: "GET" | "POST" | "DELETE", url: string, payload?: object) => {
    const answer = await app.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, body: answer.json() };
  };
}

const onALaptop = async (w: TestWorld): Promise<TestWorld> => Object.assign(w, { origin: "http://localhost:3000" });

eachDatabase((_, open) => {
  test("a file's days are seen before they are kept, once however often it is sent, and go when it is removed", async () => {
    await using w = await aWorld(await open());
    const ask = await doorOf(w, w.admin);
    const text = calendar(["20271012", "Fiesta nacional"], ["20271101", ""]);

    expect((await ask("POST", "/api/holidays/preview", { text })).body).toMatchObject({
      days: [{ day: "2027-10-12", name: "Fiesta nacional" }, { day: "2027-11-01" }],
    });
    expect((await ask("GET", "/api/holidays")).body.calendars).toEqual([]);
    for (const _again of [1, 2]) expect((await ask("POST", "/api/holidays", { id: ID, name: "España", text })).status).toBe(200);
    expect((await ask("GET", "/api/holidays")).body.calendars).toMatchObject([{ id: ID, name: "España", host: null, trouble: null, days: [{}, {}] }]);
    expect([...(await holidaysOf(w.db, w.institutionId))]).toEqual([["2027-10-12", "Fiesta nacional"], ["2027-11-01", "España"]]); // prettier-ignore
    expect((await ask("POST", `/api/holidays/${ID}/read`)).status).toBe(404);
    expect((await ask("POST", "/api/holidays", { id: SECOND, name: "x", text: "nothing" })).body).toMatchObject({ status: 422, because: "calendar_malformed" });
    expect((await ask("POST", "/api/holidays", { id: SECOND, name: "x" })).body).toMatchObject({ status: 422, because: "required" });

    expect((await ask("DELETE", `/api/holidays/${ID}`)).body.calendars).toEqual([]);
    expect((await ask("DELETE", `/api/holidays/${ID}`)).status).toBe(404);
    expect((await holidaysOf(w.db, w.institutionId)).size).toBe(0);
    expect((await w.db.list((r) => r["what"], sql`select what from audit_log where what like 'holidays%' order by seq`))).toEqual(["holidays_added", "holidays_removed"]); // prettier-ignore
  });

  test("an address is read anew every day; while that fails the days stay, and it is told since when", async () => {
    await using w = await onALaptop(await aWorld(await open()));
    const ask = await doorOf(w, w.admin);
    const server = await aCalendarServer({ "/secret-of-ours": { text: calendar(["20271012", "Fiesta"]) } });
    expect((await ask("POST", "/api/holidays", { id: ID, name: "España", address: `${server.base}/secret-of-ours` })).status).toBe(200);
    const begun = w.clock.now();
    const shown = async () => (await ask("GET", "/api/holidays")).body.calendars[0];
    expect(await shown()).toMatchObject({ host: new URL(server.base).host, trouble: null });
    expect(JSON.stringify(await shown())).not.toContain("secret-of-ours");
    expect(await w.db.list((r) => String(r["row"]), sql`select c::text as row from holiday_calendars c`)).not.toEqual([
      expect.stringContaining("secret-of-ours"),
    ]);

    expect(await readHolidays(w)).toBe(0);
    server.paths["/secret-of-ours"] = { text: calendar(["20271012", "Fiesta"], ["20271206", "Constitución"]) };
    await w.pass(hours(24));
    expect([await readHolidays(w), await readHolidays(w)]).toEqual([1, 0]);
    expect((await shown()).days).toHaveLength(2);

    server.paths["/secret-of-ours"] = { status: 500 };
    await w.pass(hours(24));
    expect(await readHolidays(w)).toBe(1);
    const failed = await shown();
    expect(failed).toMatchObject({
      days: [{}, {}],
      readAt: new Date(begun + hours(24)).toISOString(),
      trouble: { at: new Date(begun + hours(48)).toISOString() },
    });
    expect(failed.trouble.message).toMatch(/nothing to be read|nada que leer/);
    server.paths["/secret-of-ours"] = { text: calendar(["20271012", "Fiesta"]) };
    expect((await ask("POST", `/api/holidays/${ID}/read`)).body.calendars[0]).toMatchObject({ trouble: null, days: [{}] });
    expect(w.surprises.join()).not.toContain("secret-of-ours");
    w.surprises.length = 0;
  });

  test("nothing of another institution is seen or removed, and there are no more calendars than twenty", async () => {
    await using w = await aWorld(await open());
    const [other, id] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
    await insertInstitution(w.db, other, { ...DEFAULT_SETTINGS, name: "Other" });
    const eve = await aMember(w.db, { institutionId: other, id, name: "Eve", email: "eve@other.example", role: "owner" });
    const [here, elsewhere] = [await doorOf(w, w.admin), await doorOf(w, eve)];
    const text = calendar(["20271012", "Fiesta"]);
    const ids = Array.from({ length: 21 }, (_, n) => `00000000-0000-4000-8000-0000000001${String(n).padStart(2, "0")}`);
    const statuses = [];
    for (const one of ids) statuses.push((await here("POST", "/api/holidays", { id: one, name: `Nº ${one}`, text })).status);
    expect(new Set(statuses.slice(0, 20))).toEqual(new Set([200]));
    expect(statuses[20]).toBe(429); // not so many at once: what is counted by the minute comes first
    await w.db.run(sql`delete from tries`);
    expect((await here("POST", "/api/holidays", { id: ids[20], name: "One more", text })).body).toMatchObject({ status: 409, because: "too_many_calendars" });
    expect((await elsewhere("GET", "/api/holidays")).body.calendars).toEqual([]);
    expect((await elsewhere("DELETE", `/api/holidays/${ids[0]}`)).status).toBe(404);
    expect((await holidaysOf(w.db, other)).size).toBe(0);
    expect((await (await doorOf(w, w.organizer))("GET", "/api/holidays")).status).toBe(403);
  });
});

test("the server is led nowhere that whoever chose the address could not go themselves", async () => {
  const server = await aCalendarServer({
    "/calendar": { text: calendar(["20271012", "Fiesta"]) },
    "/moved": { status: 301, location: "/calendar" },
    "/inwards": { status: 302, location: "http://10.0.0.1/" },
    "/round": { status: 302, location: "/round" },
    "/large": { text: "x".repeat(2_000_001) },
    "/with-a-file": { status: 302, location: "file:///etc/passwd" },
  });
  const at = async (origin: string, address: string) => {
    const fetched = await fetchCalendar(origin, address, { bytes: MOST_TEXT });
    return fetched.ok ? "read" : fetched.refusal.because;
  };
  const laptop = "http://localhost:3000";
  expect(await at(laptop, `${server.base}/calendar`)).toBe("read");
  expect(await at(laptop, `${server.base}/moved`)).toBe("read");
  expect(await at(laptop, `${server.base}/inwards`)).toBe("calendar_not_https");
  expect(await at(laptop, `${server.base}/with-a-file`)).toBe("calendar_address_malformed");
  expect(await at(laptop, `${server.base}/round`)).toBe("calendar_leads_on");
  expect(await at(laptop, `${server.base}/large`)).toBe("calendar_too_large");
  expect(await at(laptop, `${server.base}/nothing`)).toBe("calendar_not_found");
  const asked = server.asked.length;
  const real = "https://rooms.example.edu";
  expect(await at(real, `${server.base}/calendar`)).toBe("calendar_not_https");
  expect(await at(real, server.base.replace("http:", "https:"))).toBe("calendar_private");
  expect(await at(real, "https://10.0.0.1/")).toBe("calendar_private");
  expect(await at(real, "https://[::ffff:10.0.0.1]/")).toBe("calendar_private");
  expect(await at(real, "https://169.254.169.254/latest/meta-data")).toBe("calendar_private");
  expect(await at(real, "webcal://127.0.0.1/")).toBe("calendar_private");
  expect(await at(real, "https://user:password@127.0.0.1/")).toBe("calendar_address_malformed");
  expect(await at(real, "calendar")).toBe("calendar_address_malformed");
  expect(server.asked.length, "nobody was asked").toBe(asked);
});
