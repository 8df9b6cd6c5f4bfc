import { expect, onTestFinished, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, type TestWorld } from "../../../test/world.ts";
import { after, days, hours, type Instant } from "../../lib/time.ts";
import { refusalText } from "../../notices/refusal-text.ts";
import { openSignIn } from "../../people/signing-in/actions.ts";
import { demoInstitution, allInstitutions } from "../../people/actions.ts";
import { applicationClock, wallClock, type MovableClock } from "../../platform/clock.ts";
import type { Database } from "../../platform/database.ts";
import { sql } from "../../platform/database.ts";
import { freezeClock, isClockKept, readClock, releaseClock } from "../../platform/due.ts";
import { newApp } from "../../platform/http.ts";
import { startWorker } from "../../platform/worker.ts";
import { clockMover } from "../moving/actions.ts";
import { startingRoutes } from "./routes.ts";

const WISH = {
  institution: "Escuela de Música",
  zone: "America/Bogota",
  language: "es",
  newcomer: { name: "Nuria", email: "nuria@escuela.example", password: "Nadie-Lo-Sabe-74" },
  removeDemo: false,
};

type House = {
  w: TestWorld;
  db: Database;
  clock: MovableClock;
  ended: string[];
  ask(method: "GET" | "POST", url: string, payload?: object): Promise<{ status: number; body: Record<string, unknown>; cookie: boolean }>;
  /** As printed in the terminal. */
  token(): Promise<string>;
};

/** A server with a demo, whose clock differs so much from the real time. */
async function aDemo(db: Database, ahead: number): Promise<House> {
  const w = await aWorld(db);
  await db.run(sql`update institutions set zoom = 'sandbox', upkeep_at = '2099-01-01T00:00:00Z'`); // nothing is due on the way
  const clock = applicationClock();
  await freezeClock(db, clock, after(wallClock(), ahead));
  if (ahead >= 0) await releaseClock(db, clock, wallClock());
  const world = { ...w, clock };
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const worker = startWorker([], quiet);
  const mover = clockMover(
    { db, clock, pause: async () => undefined },
    worker,
    { run: async () => undefined, nextAt: () => null },
    { nextAt: async () => null },
  );
  const app = await newApp({ log: quiet, words: refusalText, reader: () => "en", frameSelf: false });
  const [ended, said]: [string[], string[]] = [[], []];
  const played = { isThere: () => true, end: async () => void ended.push("played"), rest: async () => undefined };
  const signIn = openSignIn({ db, secret: w.secrets.keyFor("sign-in"), origin: w.origin });
  startingRoutes(app, { world, mover, played, signIn, accountId: null, say: (line) => void said.push(line) });
  onTestFinished(async () => void (await Promise.all([app.close(), worker.stop()])));
  const ask: House["ask"] = async (method, url, payload) => {
    const answer = await app.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, body: answer.body === "" ? {} : answer.json(), cookie: answer.headers["set-cookie"] !== undefined };
  };
  const token = async (): Promise<string> => {
    expect((await ask("POST", "/api/start/address")).status).toBe(204);
    return /\/start\/([A-Za-z0-9_-]{22})$/.exec(said.at(-1)!)![1]!;
  };
  return { w, db, clock, ended, ask, token };
}

const names = async (db: Database): Promise<string[]> => (await allInstitutions(db)).map(({ settings }) => settings.name).toSorted();
const inMs = (a: Instant, b: Instant): number => Math.abs(a - b);

eachDatabase((_, open) => {
  test("beside a demo in step with the real time a real institution is founded once, and the clock is kept from then on", async () => {
    const { db, clock, ask, token, ended } = await aDemo(await open(), 0);
    expect((await ask("GET", "/api/start")).body).toMatchObject({ owned: false, clock: "in step" });
    const printed = await token();
    expect((await ask("GET", `/api/start/${printed}`)).body).toMatchObject({ state: "open" });

    expect(await ask("POST", `/api/start/${printed}`, WISH)).toMatchObject({ status: 204, cookie: true });

    expect(await names(db)).toContain("Escuela de Música");
    expect(await demoInstitution(db)).not.toBeNull();
    expect(ended).toEqual([]);
    expect(await isClockKept(db)).toBe(true);
    await freezeClock(db, clock, after(wallClock(), days(1)));
    expect(clock.state()).toEqual({ offset: 0, frozenAt: null });
    expect(await ask("POST", `/api/start/${printed}`, WISH)).toMatchObject({ status: 409, body: { because: "beginning_used" } });
    expect((await ask("GET", "/api/start")).body).toMatchObject({ owned: true });
  });

  test("a demo ahead of the real time can't stay, and nothing is founded beside it", async () => {
    const { db, ask, token } = await aDemo(await open(), hours(3));
    const printed = await token();
    expect((await ask("GET", `/api/start/${printed}`)).body).toMatchObject({ clock: "ahead" });
    expect(await ask("POST", `/api/start/${printed}`, WISH)).toMatchObject({ status: 409, body: { because: "demo_clock_ahead" } });
    expect(await names(db)).not.toContain("Escuela de Música");
    expect(await isClockKept(db)).toBe(false);
    expect(await db.one((r) => Number(r.n), sql`select count(*) as n from people where email = 'nuria@escuela.example'`)).toBe(0);
  });

  test("in the place of a demo the institution is founded at the real time, in one go", async () => {
    const { db, clock, ask, token, ended } = await aDemo(await open(), hours(3));
    expect(await ask("POST", `/api/start/${await token()}`, { ...WISH, removeDemo: true })).toMatchObject({ status: 204, cookie: true });
    expect(await names(db)).toEqual(["Escuela de Música"]);
    expect(ended).toEqual(["played"]);
    expect(clock.state()).toEqual({ offset: 0, frozenAt: null });
    const founded = await db.one((r) => r.at as Instant, sql`select at from audit_log where what = 'institution_founded'`);
    expect(inMs(founded!, wallClock())).toBeLessThan(60_000);
  });

  test("a person of the demo, whose password everybody knows, becomes owner of nothing", async () => {
    const { db, ask, token, w } = await aDemo(await open(), 0);
    const printed = await token();
    const newcomer = { ...WISH.newcomer, email: w.admin.email };
    await db.run(sql`update people set email = ${w.admin.email} where id = ${w.admin.personId}`);
    expect(await ask("POST", `/api/start/${printed}`, { ...WISH, newcomer })).toMatchObject({ status: 422, body: { because: "has_an_account" } });
    expect(await isClockKept(db)).toBe(false);
  });

  test("a demo that stood still is moved on to the real time first", async () => {
    const { db, clock, ask, token } = await aDemo(await open(), -hours(5));
    expect((await ask("GET", "/api/start")).body).toMatchObject({ clock: "behind" });
    expect(await ask("POST", `/api/start/${await token()}`, WISH)).toMatchObject({ status: 204 });
    await readClock(db, clock);
    expect(clock.state()).toEqual({ offset: 0, frozenAt: null });
    expect(inMs(clock.now(), wallClock())).toBeLessThan(5000);
  });

  test("only the terminal is told the address, and what is no such address opens nothing", async () => {
    const { ask } = await aDemo(await open(), 0);
    expect((await ask("POST", "/api/start/address")).body).toEqual({});
    expect((await ask("POST", "/api/start/address")).status).toBe(429);
    expect((await ask("GET", "/api/start/AAAAAAAAAAAAAAAAAAAAAA")).status).toBe(404);
    expect((await ask("POST", "/api/start/AAAAAAAAAAAAAAAAAAAAAA", WISH)).status).toBe(404);
    expect((await ask("POST", "/api/start/AAAAAAAAAAAAAAAAAAAAAA", { ...WISH, zone: "Mars/Olympus" })).status).toBe(422);
  });
});
