import { expect, onTestFinished, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE, valueOf, ZONE, type TestWorld } from "../../../test/world.ts";
import { machineTime } from "../../attendees/registration/actions.ts";
import { FORM_WAIT, formToken } from "../../attendees/registration/form.ts";
import { proofFor } from "../../attendees/registration/registering.fixtures.ts";
import { after, days, hours, iso, minutes, type Instant } from "../../lib/time.ts";
import { refusalText } from "../../notices/refusal-text.ts";
import { sql } from "../../platform/database.ts";
import { newApp } from "../../platform/http.ts";
import { changeType, makeType } from "../actions.ts";
import { moveBooking } from "../changing/actions.ts";
import { WEEKDAYS, type NewType } from "../contract.ts";
import { bookingRoutes } from "../routes.ts";
import { typeFor } from "../showing-actions.ts";
import type { AppointmentType } from "../type.ts";

/** Tuesday at ten in Madrid. */
const TEN = after(NINE, days(1) + hours(1));

async function offering(w: TestWorld, more: Partial<NewType> = {}): Promise<AppointmentType> {
  const weekly = Object.fromEntries(WEEKDAYS.map((day) => [day, [{ from: "09:00", to: "17:00" }]])) as NewType["weekly"];
  const asked: NewType = {
    ...{ id: w.random.uuid(), slug: null, name: "Tutoría", description: "", lengths: [30, 60], place: { kind: "address", text: "Calle Mayor 1" } },
    ...{ source: "pool", hosting: "one", hostIds: [w.organizer.id], teamId: null, zone: ZONE, weekly, days: [], bufferBefore: 0, bufferAfter: 0 },
    ...{ noticeMinutes: 60, horizonDays: 30, mostADay: null, mostAWeek: null, gridMinutes: 30, skipsHolidays: false, listed: true, languages: ["es", "en"] },
    ...{ staleMinutes: 10_000, changeUntilMinutes: 60, reminders: [1440], mostGuests: 5, active: true },
    ...more,
  };
  return valueOf(await makeType(w, w.admin, asked));
}

/** Strangers, over HTTP. */
async function doorOf(w: TestWorld) {
  const app = await newApp({ log: w.log, words: refusalText, reader: () => null, frameSelf: false });
  onTestFinished(() => app.close().then(() => undefined));
  bookingRoutes(app, w);
  return async (method: "GET" | "POST", url: string, payload?: object) => {
    const answer = await app.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, body: answer.json() };
  };
}
type Ask = Awaited<ReturnType<typeof doorOf>>;

async function filledIn(w: TestWorld, { id }: AppointmentType, start: string, more: Record<string, unknown> = {}) {
  const email = "eva@gente.example";
  const form = formToken(w.secrets.keyFor("booking form"), id, (await machineTime(w.db)) - FORM_WAIT - 1000);
  const rest = { form, proof: proofFor(form, (more["email"] as string | undefined) ?? email), topic: "" };
  return { id: w.random.uuid(), start, minutes: 30, name: "Eva Prado", email, guests: [], message: "", zone: "America/Lima", language: "es", ...rest, ...more };
}
const booking = async (w: TestWorld, ask: Ask, type: AppointmentType, start: Instant, more: Record<string, unknown> = {}) =>
  ask("POST", `/api/book/${type.slug}`, await filledIn(w, type, iso(start), more));
const mine = (answer: { body: { address: string } }): string => `/api${new URL(answer.body.address).pathname}`;

eachDatabase((_, open) => {
  test("whatever is written into the form is taken or refused beside its field, and never a surprise", async () => {
    await using w = await aWorld(await open());
    const [ask, type] = [await doorOf(w), await offering(w)];
    const guest = (name: string, email = "noa@otra.example") => ({ guests: [{ name, email }] });
    const bad: Record<string, unknown>[] = [
      ...["\u0000", "Eva\u0000", "\ud800", "", "\u202e", "x".repeat(121)].map((name) => ({ name })),
      ...["\u0000", "a\udfff"].flatMap((text) => [
        { message: text },
        guest(text),
        { email: `${text}@gente.example` },
        { zone: text },
        { topic: text, name: text },
      ]),
      { guests: Array.from({ length: 200 }, (__, n) => ({ name: "", email: `g${n}@otra.example` })) },
      { guests: Array.from({ length: 6 }, (__, n) => ({ name: "", email: `g${n}@otra.example` })) },
      guest("Noa", "not an address"),
      { zone: "Nowhere/Land" },
      { language: "fr" },
      { minutes: 30.5 },
      { minutes: 45 },
      { id: "mine" },
      { start: "2027-03-02T10:00" },
      { start: "0000-00-00T00:00:00Z" },
      { start: "+275760-09-13T00:00:00Z" },
    ];
    const good = await filledIn(w, type, iso(TEN));
    for (const more of bad) expect([more, (await ask("POST", `/api/book/${type.slug}`, { ...good, ...more })).status]).toEqual([more, 422]);
    expect(w.surprises).toEqual([]);
    expect((await ask("POST", `/api/book/${type.slug}`, good)).status).toBe(201);
  });

  test("only what the page offers can be booked: no moment that is past, too soon, too far, beside the grid or outside the hours", async () => {
    await using w = await aWorld(await open());
    const [ask, type] = [await doorOf(w), await offering(w)];
    const not = [-days(2), minutes(1) / 60, 1, minutes(10), hours(8), days(31), days(4000)].map((far) => after(TEN, far));
    const good = await filledIn(w, type, "");
    for (const start of [...not, after(w.clock.now(), minutes(30))]) {
      const { status, body } = await ask("POST", `/api/book/${type.slug}`, { ...good, start: iso(start) });
      expect([iso(start), status, body.because]).toEqual([iso(start), 409, "time_taken"]);
    }
    expect((await ask("POST", `/api/book/${type.slug}`, { ...good, start: iso(TEN).replace("Z", "+00:00") })).status).toBe(201);
  });

  test("a form serves its page and address alone, not too early, and no flood", async () => {
    await using w = await aWorld(await open());
    const [ask, type, other] = [await doorOf(w), await offering(w, { lengths: [30] }), await offering(w, { slug: "otra" })];
    const early = formToken(w.secrets.keyFor("booking form"), type.id, await machineTime(w.db));
    const good = await filledIn(w, type, iso(TEN));
    const because = async (slug: string, more: object): Promise<string> => (await ask("POST", `/api/book/${slug}`, { ...good, ...more })).body.because;
    expect(await because(other.slug, {})).toBe("form_malformed");
    expect(await because(type.slug, { email: "otra@gente.example" })).toBe("form_malformed");
    expect(await because(type.slug, { form: `${good.form}x` })).toBe("form_malformed");
    expect(await because(type.slug, { topic: "a robot fills in everything" })).toBe("form_malformed");
    expect(await because(type.slug, { form: early, proof: proofFor(early, good.email) })).toBe("form_too_quick");
    const said: number[] = [];
    for (const email of ["robot1@gente.example", "robot2@gente.example"]) {
      const proof = proofFor(good.form, email);
      for (let n = 0; n < 6; n += 1) {
        const start = iso(after(TEN, days(email.includes("1") ? 1 : 2) + minutes(30 * n)));
        said.push((await ask("POST", `/api/book/${type.slug}`, { ...good, id: w.random.uuid(), email, proof, start })).status);
      }
    }
    expect(said).toEqual([...Array.from({ length: 10 }, () => 201), 429, 429]);
  });

  test("asking twice shows whoever booked the booking, and nobody who knows its id and whose it is", async () => {
    await using w = await aWorld(await open());
    const [ask, type] = [await doorOf(w), await offering(w)];
    const first = await filledIn(w, type, iso(TEN));
    const made = await ask("POST", `/api/book/${type.slug}`, first);
    expect(made.status).toBe(201);
    expect(await ask("POST", `/api/book/${type.slug}`, first)).toMatchObject({ status: 201, body: { address: made.body.address } });
    const form = formToken(w.secrets.keyFor("booking form"), type.id, (await machineTime(w.db)) - FORM_WAIT - 2000);
    const other = await ask("POST", `/api/book/${type.slug}`, { ...first, form, proof: proofFor(form, first.email) });
    expect([other.status, other.body.because]).toEqual([409, "already_asked"]);
  });

  test("what was booked can be moved when its type has changed, onto its own time too, and is told plainly when it can't be", async () => {
    await using w = await aWorld(await open());
    const [ask, type] = [await doorOf(w), await offering(w, { gridMinutes: 15 })];
    const made = await booking(w, ask, type, TEN);
    expect((await ask("POST", `${mine(made)}/move`, { start: iso(after(TEN, minutes(15))) })).status).toBe(200);
    const change = async (more: object): Promise<void> => {
      const { lengths: __, ...now } = valueOf(await typeFor(w, w.admin, type.id));
      valueOf(await changeType(w, w.admin, type.id, { ...now, lengths: [60], ...more }));
    };
    await change({});
    expect((await ask("POST", `${mine(made)}/move`, { start: iso(after(TEN, minutes(30))) })).status).toBe(200);
    await change({ active: false });
    expect((await ask("POST", `${mine(made)}/move`, { start: iso(TEN) })).body).toMatchObject({ because: "booking_closed" });
    const id = (await w.db.one((r) => String(r["id"]), sql`select id from bookings`))!;
    expect(await moveBooking(w, { institutionId: type.institutionId, id }, TEN, { is: "host", who: w.organizer })).toMatchObject({ ok: true });
    expect((await booking(w, ask, type, after(TEN, hours(2)))).status).toBe(404);
    expect((await ask("POST", `${mine(made)}/cancel`, { because: "\u0000" })).status).toBe(422);
    for (const __ of [1, 2]) expect((await ask("POST", `${mine(made)}/cancel`, { because: "No puedo" })).status).toBe(200);
    expect((await ask("POST", `${mine(made)}/move`, { start: iso(TEN) })).body).toMatchObject({ because: "booking_cancelled" });
  });

  test("how many one address can have is said plainly, in the same words as to an address that was written to too often", async () => {
    await using w = await aWorld(await open());
    const [ask, type] = [await doorOf(w), await offering(w)];
    const answers = [];
    for (let n = 0; n < 7; n += 1) answers.push(await booking(w, ask, type, after(TEN, minutes(30 * n))));
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 6 }, () => 201), 429]);
    const refusal = answers.at(-1)!;
    expect(refusal.body).toMatchObject({ because: "booking_most_of_address", errors: [{ field: "email", message: expect.stringContaining(" 6 ") }] });
    await w.db.run(sql`update bookings set status = 'cancelled'`);
    const others = [];
    for (let n = 0; n < 4; n += 1) others.push(await booking(w, ask, type, after(TEN, days(1) + minutes(30 * n))));
    expect(others.at(-1), "nobody learns which it is").toEqual(refusal);
  });

  test("nobody's mailbox is flooded by being brought along, and nobody asks for a century of times", async () => {
    await using w = await aWorld(await open());
    const [ask, type] = [await doorOf(w), await offering(w)];
    const statuses: number[] = [];
    for (let n = 0; n < 11; n += 1) {
      const made = await booking(w, ask, type, after(TEN, minutes(30 * n)), { email: `p${n}@gente.example` });
      statuses.push((await ask("POST", `${mine(made)}/guests`, { guests: [{ name: "Noa", email: "noa@otra.example" }] })).status);
      if (n === 0) expect((await ask("GET", `${mine(made)}/times?from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z`)).status).toBe(400);
    }
    expect([statuses[0], statuses.at(-1)]).toEqual([200, 429]);
  });
});
