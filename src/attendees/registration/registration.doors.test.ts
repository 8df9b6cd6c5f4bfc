import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { hours, minutes, seconds } from "../../lib/time.ts";
import { sql, type Database } from "../../platform/database.ts";
import { addAttendees, attendeesOf } from "../actions.ts";
import { attending, INSTITUTION, MARTA, SESSION, STRANGER, type Attending } from "../attending.fixtures.ts";
import { serving } from "../serving.fixtures.ts";
import { filledIn, mailsTo, tokenOf } from "./registering.fixtures.ts";

const ANA = "ana@elsewhere.example";
const settings = `/api/sessions/${SESSION}/registration`;
const RULES = { open: true, opensAt: null, closesAt: null, capacity: null, consentText: "", consentNeeded: false, revision: null };

/** A session whose organizer has opened registration, and a visitor at its page. */
async function opened(db: Database, more: object = {}) {
  const it = await attending(db);
  const organizer = await serving(it);
  const visitor = await serving(it, null);
  const answer = await organizer.inject({ method: "PUT", url: settings, payload: { ...RULES, ...more } });
  expect(answer.statusCode).toBe(200);
  const slug = new URL(answer.json().page.address).pathname.slice("/r/".length);
  return {
    it,
    organizer,
    visitor,
    slug,
    open: (changes: object) => organizer.inject({ method: "PUT", url: settings, payload: { ...RULES, ...more, revision: 1, ...changes } }),
    page: async () => (await visitor.inject({ url: `/api/r/${slug}` })).json(),
    ask: async (email: string, filled: object = {}, ago?: number) =>
      visitor.inject({ method: "POST", url: `/api/r/${slug}`, payload: await filledIn(it.world, slug, email, filled, ago) }),
    own: async (email: string, deed: "" | "/confirm" | "/cancel" = "") =>
      visitor.inject({ method: deed === "" ? "GET" : "POST", url: `/api/r/mine/${await tokenOf(it.world, email)}${deed}` }),
  };
}

const emails = async (it: Attending): Promise<string[]> => (await attendeesOf(it.world.db, INSTITUTION, SESSION)).map((one) => one.email);
const count = (it: Attending, table: "registrations" | "deliveries"): Promise<number> =>
  it.count(table === "registrations" ? sql`select count(*) as count from registrations` : sql`select count(*) as count from deliveries`);

eachDatabase((name, open) => {
  test("somebody asks, confirms by the mailed address, gets the link with all others, and gives the place back", async () => {
    const { it, organizer, page, ask, own } = await opened(await open());
    expect(await page()).toMatchObject({ state: "open", title: "Óptica cuántica", institution: "Universidad", sessions: [{ zone: "Europe/Madrid" }] });
    expect((await ask(ANA)).json()).toEqual({ mailed: true });
    expect(await emails(it)).toEqual([]);
    expect((await own(ANA)).json()).toMatchObject({ state: "unconfirmed", email: ANA, sessions: [{ address: null }] });
    expect(await emails(it)).toEqual([]); // a program that looks through mails has opened it
    const confirmed = await own(ANA, "/confirm");
    expect(confirmed.json()).toMatchObject({ state: "registered", sessions: [{ address: expect.stringContaining("/j/") }] });
    expect(confirmed.headers).toMatchObject({ "referrer-policy": "no-referrer", "cache-control": "no-store", "x-robots-tag": "noindex, nofollow" });
    expect((await own(ANA, "/confirm")).statusCode).toBe(200);
    expect(await emails(it)).toEqual([ANA]);
    expect(await mailsTo(it.world, ANA)).toEqual(["registration_confirm", "registration_done"]);
    expect((await organizer.inject({ url: settings })).json()).toMatchObject({ taken: 1, unconfirmed: 0 });

    expect((await own(ANA, "/cancel")).json()).toMatchObject({ state: "cancelled", sessions: [{ address: null }] });
    expect((await own(ANA, "/cancel")).statusCode).toBe(200);
    expect(await emails(it)).toEqual([]);
    expect(await mailsTo(it.world, ANA)).toContain("registration_cancelled");
    expect((await own(ANA, "/confirm")).json()).toMatchObject({ because: "registration_cancelled" });
  });

  test("who registered in a language is written to in it, and from the own zone, unless the person has chosen otherwise", async () => {
    const { it, visitor, ask, own } = await opened(await open());
    await it.change((s) => ({ ...s, steps: { ...s.steps, sendLinks: { is: "done", at: s.time.start } } }));
    const writes = () =>
      it.world.db.list(
        (r) => [r["kind"], r["language"], r["zone"]].join(" "),
        sql`select kind, language, zone from deliveries where kind = 'link' order by language`,
      );
    await ask(ANA, { language: "en", zone: "America/Lima" });
    const confirmed = await own(ANA, "/confirm");
    expect(await writes()).toEqual(["link en America/Lima"]);
    const { pathname } = new URL(confirmed.json().sessions[0].address);
    expect((await visitor.inject({ url: `/api${pathname}` })).json()).toMatchObject({ language: "en", ownZone: "America/Lima" });

    await it.world.db.run(sql`update panels set language = 'es', zone = null where email = ${ANA}`);
    await own(ANA, "/cancel");
    await ask(ANA, { language: "en", zone: "Asia/Tokyo" });
    await own(ANA, "/confirm");
    expect(await writes()).toEqual(["link en America/Lima", "link es Asia/Tokyo"]);
  });

  test("what is answered does not tell who is on the list; the mail does, to the person", async () => {
    const { it, ask, own } = await opened(await open());
    await addAttendees(it.world, MARTA, SESSION, "Eva <eva@elsewhere.example>");
    await ask(ANA);
    await own(ANA, "/confirm");
    const answers = await Promise.all([ask(ANA), ask(ANA.toUpperCase()), ask("eva@elsewhere.example"), ask("nobody@elsewhere.example")]);
    expect(new Set(answers.map((one) => `${one.statusCode} ${one.body}`))).toEqual(new Set(['200 {"mailed":true}']));
    expect((await mailsTo(it.world, ANA)).filter((kind) => kind === "registration_confirm")).toHaveLength(1);
    expect((await mailsTo(it.world, ANA)).filter((kind) => kind === "registration_done").length).toBeGreaterThan(1);
    await own("eva@elsewhere.example", "/confirm");
    expect(await it.count(sql`select count(*) as count from attendees where lower(email) = 'eva@elsewhere.example'`)).toBe(1);
  });

  test("a link comes at once to whoever registers after the links have gone", async () => {
    const { it, ask, own } = await opened(await open());
    await ask(ANA);
    await it.change((s) => ({ ...s, steps: { ...s.steps, sendLinks: { is: "done", at: s.time.start } } }));
    await own(ANA, "/confirm");
    expect(await mailsTo(it.world, ANA)).toContain("link");
  });

  test("two for the last place: one gets it, and the other is told", async () => {
    const { it, visitor, page, ask, own } = await opened(await open(), { capacity: 3 });
    await addAttendees(it.world, MARTA, SESSION, "a@elsewhere.example\nb@elsewhere.example");
    const hopeful = ["c@elsewhere.example", "d@elsewhere.example", "e@elsewhere.example", "f@elsewhere.example"];
    for (const email of hopeful) await ask(email);
    const tokens = await Promise.all(hopeful.map((email) => tokenOf(it.world, email)));
    const answers = await Promise.all(tokens.map((token) => visitor.inject({ method: "POST", url: `/api/r/mine/${token}/confirm` })));
    expect(answers.map((one) => one.statusCode).toSorted()).toEqual([200, 409, 409, 409]);
    expect(answers.filter((one) => one.statusCode === 409).map((one) => one.json().because)).toEqual(Array(3).fill("registration_full"));
    expect(await emails(it)).toHaveLength(3);
    expect((await page()).state).toBe("full");
    expect((await ask("g@elsewhere.example")).json()).toMatchObject({ because: "registration_full" });
    await own(hopeful[answers.findIndex((one) => one.statusCode === 200)]!, "/cancel");
    expect((await page()).state).toBe("open");
  });

  test("whom the organizer put on the list meanwhile confirms the own place, though none is left", async () => {
    const { it, ask, own } = await opened(await open(), { capacity: 1 });
    await ask(ANA);
    await addAttendees(it.world, MARTA, SESSION, ANA);
    expect((await own(ANA)).json()).toMatchObject({ state: "unconfirmed", standing: null });
    expect((await own(ANA, "/confirm")).json()).toMatchObject({ state: "registered", sessions: [{ address: expect.stringContaining("/j/") }] });
    expect(await emails(it)).toEqual([ANA]);
  });

  test("words to be read are no words that somebody agreed to", async () => {
    const { it, ask, open: change } = await opened(await open(), { consentText: "Se graba la sesión." });
    await ask(ANA);
    await change({ consentText: "Se graba la sesión.", consentNeeded: true });
    await ask("eva@elsewhere.example", { consent: true });
    expect(await it.world.db.list((r) => [r["email"], r["consent"]], sql`select email, consent from registrations order by email`)).toEqual([
      [ANA, null],
      ["eva@elsewhere.example", "Se graba la sesión."],
    ]);
  });

  test("a link that is a day old confirms nothing, and what is over gives back no place", async () => {
    const { it, ask, own } = await opened(await open());
    await ask(ANA);
    await it.change((s) => ({ ...s, time: { start: (s.time.start + hours(72)) as never, end: (s.time.end + hours(72)) as never } }));
    await it.pass(hours(24));
    expect((await own(ANA)).json()).toMatchObject({ state: "expired" });
    expect((await own(ANA, "/confirm")).json()).toMatchObject({ because: "registration_expired" });
    await ask(ANA);
    expect((await own(ANA, "/confirm")).statusCode).toBe(200);
    await it.pass(hours(72));
    expect((await own(ANA, "/cancel")).json()).toMatchObject({ because: "already_over" });
    expect(await emails(it)).toEqual([ANA]);
  });

  test("a robot gets nowhere: too quick, without the number, with somebody else's form, or by the field that nobody sees", async () => {
    const { it, slug, ask, page } = await opened(await open());
    const tried = [
      await ask(ANA, {}, seconds(1)),
      await ask(ANA, {}, minutes(121)),
      await ask(ANA, { proof: "1" }),
      await ask(ANA, { email: "eva@elsewhere.example" }),
      await ask(ANA, { form: "made.up" }),
    ];
    expect(tried.map((one) => one.json().because)).toEqual(["form_too_quick", "form_expired", "form_malformed", "form_malformed", "form_malformed"]);
    expect((await ask(ANA, { topic: "cheap watches" })).json()).toEqual({ mailed: true });
    expect([await count(it, "registrations"), await count(it, "deliveries")]).toEqual([0, 0]);
    expect((await page()).form).toMatchObject({ waitSeconds: 3, bits: 16, token: expect.any(String) });
    expect(slug).toMatch(/^[a-z0-9]{10}$/);
  });

  test("nobody can have an address flooded with mails by one page", async () => {
    const { it, ask } = await opened(await open());
    for (let i = 0; i < 6; i += 1) expect((await ask(ANA)).statusCode).toBe(200);
    expect(await mailsTo(it.world, ANA)).toHaveLength(3);
  });

  test("nor by many: one mailbox gets so many mails an hour, whatever follows the plus in its address", async () => {
    const { it, visitor, ask } = await opened(await open());
    const id = "00000000-0000-4000-8000-000000000990";
    await it.world.db.run(sql`insert into attendee_lists values (${INSTITUTION}, ${id}, 'A list', ${MARTA.id}, '2027-03-01T09:00:00Z')`);
    await it.world.db.run(sql`update sessions set list_id = ${id}`);
    await it.world.db.run(sql`insert into registration_pages (institution_id, id, slug, list_id, open, consent_text, consent_needed)
      values (${INSTITUTION}, ${id}, 'another', ${id}, true, '', false)`);
    const askThere = async (email: string) => visitor.inject({ method: "POST", url: "/api/r/another", payload: await filledIn(it.world, "another", email) });
    for (let n = 0; n < 9; n += 1) expect((await ask(`ana+${n}@elsewhere.example`)).json()).toEqual({ mailed: true });
    for (let n = 0; n < 3; n += 1) expect((await askThere(`Ana+${n}@elsewhere.example`)).json()).toEqual({ mailed: true });
    expect(await it.count(sql`select count(*) as count from deliveries where kind = 'registration_confirm'`)).toBe(10);
    await askThere("eva@elsewhere.example");
    expect(await mailsTo(it.world, "eva@elsewhere.example")).toEqual(["registration_confirm"]);
  });

  test("those who wait for their confirmation are so many at most, and one network asks so often at most", async () => {
    const { it, ask } = await opened(await open());
    await it.world.db.run(sql`insert into registrations (institution_id, id, page_id, name, email, language, zone, token_print, asked_at, expires_at)
      select institution_id, gen_random_uuid(), id, 'x', 'x' || n || '@flood.example', 'en', 'UTC', decode(md5(n::text), 'hex'), '2027-03-01T09:00:00Z', '2027-03-02T09:00:00Z'
      from registration_pages, generate_series(1, 500) as n`);
    expect((await ask(ANA)).json()).toMatchObject({ because: "registration_busy" });
    await it.world.db.run(sql`update registrations set asked_at = asked_at - interval '30 minutes'`); // whoever that was holds up nobody for longer
    expect((await ask(ANA)).statusCode).toBe(200);
    await it.world.db.run(sql`update tries set count = 120`);
    expect((await ask("eva@elsewhere.example")).statusCode).toBe(429);
  });

  test("the page says where it stands, and the form is refused with a reason beside its field", async () => {
    const { it, open: change, page, ask } = await opened(await open(), { consentText: "Se graba la sesión.", consentNeeded: true });
    expect((await ask(ANA)).json()).toMatchObject({ errors: [{ field: "consent", because: "consent_needed" }] });
    expect((await ask("ana@", { consent: true })).json()).toMatchObject({ errors: [{ field: "email", because: "not_an_email" }] });
    expect((await ask(ANA, { consent: true, name: " \u200b " })).json()).toMatchObject({ errors: [{ field: "name", because: "required" }] });
    expect((await ask(ANA, { consent: true })).statusCode).toBe(200);
    expect(await it.world.db.one((r) => r["consent"], sql`select consent from registrations`)).toBe("Se graba la sesión.");
    expect((await change({ closesAt: "2027-03-01T08:00" })).statusCode).toBe(200);
    expect(await page()).toMatchObject({ state: "closed", form: null });
    expect((await ask(ANA, { consent: true })).json()).toMatchObject({ because: "registration_closed" });
    expect((await change({ revision: 2, opensAt: "2027-03-01T10:30" })).statusCode).toBe(200);
    expect(await page()).toMatchObject({ state: "not open yet", opensAt: "2027-03-01T09:30:00.000Z" });
    await it.change((s) => ({ ...s, status: "cancelled" }));
    expect((await page()).state).toBe("cancelled");
    expect((await change({ revision: 3 })).json()).toMatchObject({ because: "already_cancelled" });
  });

  test("only who manages the session opens it, and nobody overwrites what somebody else has just said", async () => {
    const { it, open: change } = await opened(await open());
    const stranger = await serving(it, STRANGER);
    expect((await stranger.inject({ method: "PUT", url: settings, payload: RULES })).statusCode).toBe(403);
    expect((await stranger.inject({ url: settings })).statusCode).toBe(403);
    expect((await change({ capacity: 5 })).json().page).toMatchObject({ capacity: 5, revision: 2 });
    expect((await change({ capacity: 6 })).statusCode).toBe(409);
    expect((await change({ revision: 2, opensAt: "2027-03-01T10:00", closesAt: "2027-03-01T10:00" })).json()).toMatchObject({
      errors: [{ field: "closesAt", because: "registration_closes_before" }],
    });
    expect((await change({ revision: 2, consentNeeded: true })).json()).toMatchObject({ errors: [{ field: "consentText" }] });
  });

  test("an address that nobody has tells nothing, and asking for many is slowed down", async () => {
    const { visitor } = await opened(await open());
    for (const path of ["/api/r/nobodyhere", "/api/r/mine/xxxxxxxxxxxxxxxxxxxxxx", "/api/r/mine/x", "/api/r/%00"])
      expect((await visitor.inject({ url: path })).statusCode, `${name} ${path}`).toBe(404);
    for (let i = 0; i < 60; i += 1) await visitor.inject({ url: "/api/r/nobodyhere" });
    expect((await visitor.inject({ url: "/api/r/nobodyhere" })).statusCode).toBe(429);
    expect((await visitor.inject({ url: "/r/nobodyhere" })).body).toBe("the public page");
  });
});
