import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aMember, aWorld, NINE, valueOf, ZONE, type TestWorld } from "../../../test/world.ts";
import { after, days, iso, minutes, type Instant } from "../../lib/time.ts";
import type { Member } from "../../people/member.ts";
import { newApp, type App } from "../../platform/http.ts";
import { servePages } from "../../platform/pages.ts";
import { json, sql } from "../../platform/database.ts";
import { makeType } from "../actions.ts";
import { startsForMoving } from "../changing/times-actions.ts";
import { makeBooking } from "../making/actions.ts";
import { showWhose } from "./actions.ts";
import { bookingPagesRoutes } from "./pages-routes.ts";

const SITE = "https://www.example.org";
const HOURS = [{ from: "09:00", to: "10:00" }];

const offering = async (w: TestWorld, slug: string, open: readonly string[] = ["2027-04-05"], by: Member = w.admin, hostId = w.organizer.id) =>
  valueOf(
    await makeType(w, by, {
      ...{ id: w.random.uuid(), slug, name: "Tutoría", description: "", lengths: [30], place: { kind: "text", text: "Aquí" }, source: "pool", hosting: "one" },
      ...{ hostIds: [hostId], teamId: null, zone: ZONE, bufferBefore: 0, bufferAfter: 0, noticeMinutes: 0, horizonDays: 150, gridMinutes: 30 },
      weekly: { MO: [], TU: [], WE: [], TH: [], FR: [], SA: [], SU: [] },
      days: open.map((day) => ({ day, spans: HOURS })),
      ...{ mostADay: null, mostAWeek: null, skipsHolidays: false, listed: true, languages: ["es"], staleMinutes: 60, changeUntilMinutes: 60, reminders: [] },
      ...{ mostGuests: 0, active: true },
    }),
  );

/** The pages on a server of their own. */
async function serving(w: TestWorld): Promise<App> {
  const folder = mkdtempSync(join(tmpdir(), "bedel-pages-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const page of ["index", "public", "booking"])
    writeFileSync(join(folder, `${page}.html`), `<meta name="frame-sites" content="" /><title>${page}</title>`);
  const app = await newApp({ log: w.log, words: (_, because) => because, reader: () => null, frameSelf: false });
  bookingPagesRoutes(app, w, await servePages(app, folder));
  return app;
}

const allow = (w: TestWorld, sites: string[]) =>
  w.db.run(sql`update institutions set appointments = appointments || ${json({ frameSites: sites })}::jsonb where institution_id = ${w.institutionId}`);

eachDatabase((_, open) => {
  test("only the sites that an institution allows may show its pages in a frame, and nobody somebody's own booking", async () => {
    await using w = await aWorld(await open());
    const type = await offering(w, "tutoria");
    const app = await serving(w);
    const ask = async (url: string) => {
      const { headers, body, statusCode } = await app.inject(url);
      const ancestors = /frame-ancestors ([^;]*)/.exec(String(headers["content-security-policy"]))![1];
      return { statusCode, ancestors, old: headers["x-frame-options"], told: /content="([^"]*)"/.exec(body)![1], page: /<title>(.*)</.exec(body)![1] };
    };
    const nobody = { statusCode: 200, ancestors: "'none'", old: "SAMEORIGIN", told: "", page: "booking" };
    expect(await ask(`/book/${type.slug}`)).toEqual(nobody);
    await allow(w, [SITE, "https://a.example; script-src *"]);
    const allowed = { statusCode: 200, ancestors: SITE, old: undefined, told: SITE, page: "booking" };
    expect(await ask(`/book/${type.slug}`)).toEqual(allowed);
    expect(await ask(`/book?of=${w.institutionId}`)).toEqual(allowed);
    expect(await ask("/book"), "the only institution's").toEqual(allowed);
    for (const url of [`/book?of=${w.random.uuid()}`, "/book/nobodyhere", `/book/mine/${"x".repeat(22)}`]) expect(await ask(url), url).toEqual(nobody);
    const own = await app.inject(`/book/mine/${"x".repeat(22)}`);
    expect(own.headers).toMatchObject({ "cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex, nofollow" });
  });

  test("whoever moves a booking is told the first free time after an empty month", async () => {
    await using w = await aWorld(await open());
    const type = await offering(w, "tutoria", ["2027-03-02", "2027-06-07"]);
    const start = Date.parse("2027-03-02T08:00:00Z") as Instant;
    const booking = valueOf(
      await makeBooking(
        w,
        { institutionId: type.institutionId, typeId: type.id },
        { id: w.random.uuid(), start, minutes: 30, name: "Eva", email: "eva@gente.example", guests: [], message: "", zone: ZONE, language: "es" },
      ),
    );
    const within = { start: after(start, days(20)), end: after(start, days(50)) };
    expect(await startsForMoving(w, booking, within, "guest")).toMatchObject({ starts: [], next: "2027-06-07T07:00:00.000Z" });
    const rest = { start: after(NINE, days(97)), end: after(NINE, days(130)) };
    const { starts, next } = await startsForMoving(w, booking, rest, "guest");
    expect([starts.at(-1), next]).toEqual([iso(after(Date.parse("2027-06-07T07:00:00Z") as Instant, minutes(30))), null]);
  });

  test("without an institution in its address the list is the only one's, or a choice of those that show something", async () => {
    await using w = await aWorld(await open());
    await allow(w, [SITE]);
    const shown = async () => {
      const { institution, types, choices } = await showWhose(w);
      return [institution, types.map(({ slug }) => slug), choices.map(({ name }) => name)];
    };
    expect(await shown()).toEqual(["Universidad", [], []]);
    await offering(w, "tutoria");
    expect(await shown()).toEqual(["Universidad", ["tutoria"], []]);
    await w.db.run(sql`update institutions set zoom = 'real'`);
    const others: Member[] = [];
    for (const [name, zoom] of [["Academia", "real"], ["Demo", "sandbox"]] as const) {
      const institutionId = w.random.uuid();
      await w.db.run(sql`insert into institutions (institution_id, settings, zoom)
        select ${institutionId}, settings || ${json({ name })}::jsonb, ${zoom} from institutions where institution_id = ${w.institutionId}`);
      others.push(await aMember(w.db, { institutionId, id: w.random.uuid(), name, email: `${name}@gente.example`, role: "owner" }));
    } // prettier-ignore
    expect(await shown(), "the only one that shows something").toEqual(["Universidad", ["tutoria"], []]);
    expect((await (await serving(w)).inject("/book")).headers["content-security-policy"]).toContain(`frame-ancestors ${SITE}`);
    for (const owner of others) await offering(w, `de-${owner.name.toLowerCase()}`, ["2027-04-05"], owner, owner.id);
    expect(await shown()).toEqual(["", [], ["Academia", "Universidad"]]);
    await w.db.run(sql`update appointment_types set listed = false`);
    expect(await shown()).toEqual(["", [], []]);
  });
});
