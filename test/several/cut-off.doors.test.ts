import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openHouse, OWNER, WEBHOOK_SECRET, type House } from "../../sim/soak/house.ts";
import { lettersIn, passwordsIn } from "../../sim/soak/letters.ts";
import { atRest } from "../../sim/soak/resting.ts";
import { clientAt, insisted, type Said } from "../../sim/server/client.ts";
import { after, before, hours, iso, minutes, type Instant } from "../../src/lib/time.ts";
import { sql } from "../../src/platform/database.ts";
import { mySessionsQuery, sessionQuery } from "../../web/sessions/queries.ts";
import { freshPostgres } from "../support/databases.ts";

/** Longer than a connection that nobody answers is waited for, and than a process counts as alive that does not beat. */
const AWAY_MS = 40_000;
const TIMES = { preparation: 5, credentialLead: 5, courtesy: 0, postprocessing: 0, linkLead: 10, generationLead: 60 };
const PEOPLE = ["ana@people.example", "eva@people.example", "leo@people.example"];

let house: House;
beforeAll(async () => void (house = await openHouse({ databaseUrl: await freshPostgres(), processes: 2, rooms: 3, times: TIMES })), 120_000);
afterAll(() => house?.close(), 60_000);

/** At this moment the links of what comes fall due, and the end of what runs. */
const dueAt = (): Instant => (Math.ceil((house.now() + hours(1)) / hours(1)) * hours(1)) as Instant;

async function ask(title: string, start: Instant, length: number): Promise<string> {
  const id = crypto.randomUUID();
  const wall = iso(start).slice(0, 16);
  const asked = { id, title, start: wall, zone: "UTC", minutes: length, admission: "automatic", kind: "meeting", expected: null };
  insisted(await house.owner.post(`${house.servers[0]!.origin}/api/sessions`, asked), `${title} is asked for`);
  insisted(await house.owner.post(`${house.servers[1]!.origin}/api/sessions/${id}/attendees`, { lines: PEOPLE.join("\n") }), `${title} has people`);
  return id;
}

const stepsOf = async (id: string): Promise<Said> => (await house.db.one((r) => r, sql`select steps from sessions where id = ${id}`))!["steps"];
const linksTo = (title: string): string[] =>
  lettersIn(house.mailbox).filter(({ text }) => text.includes(title) && text.includes("/j/")).map(({ to }) => to).toSorted(); // prettier-ignore

/** What Zoom tells, signed as it signs. */
async function delivered(origin: string): Promise<{ status: number }> {
  const body = JSON.stringify({ event: "meeting.started", payload: { account_id: "of nobody" } });
  const signature = `v0=${createHmac("sha256", WEBHOOK_SECRET).update(`v0:1801476000:${body}`).digest("hex")}`;
  const headers = { "content-type": "application/json", "x-zm-request-timestamp": "1801476000", "x-zm-signature": signature };
  return fetch(`${origin}/webhooks/zoom`, { method: "POST", headers, body });
}

/** What each of the processes says of itself and to people, while it can't know anything; and the address that somebody was mailed. */
async function told(address: string): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const { origin } of house.servers) {
    const stranger = clientAt(origin);
    const health = await stranger.get("/api/health");
    const answers = {
      page: await stranger.get("/"),
      whoAmI: await house.owner.get(`${origin}/api/me`),
      right: await stranger.post("/api/auth/sign-in/email", OWNER),
      wrong: await stranger.post("/api/auth/sign-in/email", { ...OWNER, password: "not the owner's" }),
      ask: await house.owner.post(`${origin}/api/sessions`, { id: crypto.randomUUID() }),
      visit: await stranger.get(`/api${new URL(address).pathname}`),
      webhook: await delivered(origin),
    };
    const said = Object.fromEntries(Object.entries(answers).map(([what, { status }]) => [what, status]));
    all.push({ health: `${health.status} ${health.body.database}`, ...said });
  }
  return all;
}
/** Nobody is told that they are not signed in, that their password is wrong, or that their address leads nowhere; and Zoom tells again. */
const TRUTH = { health: "503 away", page: 200, whoAmI: 500, right: 500, wrong: 500, ask: 500, visit: 500, webhook: 500 };

test("a page served by one process learns at its next look what was done at another, and looks every few seconds", async () => {
  const [one, other] = house.servers.map(({ origin }) => origin) as [string, string];
  const start = after(dueAt(), hours(24));
  const id = await ask("Seen", start, 30); // at the one
  const shown = async (at: string): Promise<Said> => insisted(await house.owner.get(`${at}/api/sessions/${id}`), "a page asks");
  const before = await shown(other);
  expect(before).toMatchObject({ title: "Seen", attendees: PEOPLE.length });
  insisted(await house.owner.post(`${other}/api/sessions/${id}/change`, { revision: before.revision, title: "Seen anew" }), "it is changed at the other");
  expect(await shown(one)).toMatchObject({ title: "Seen anew" });
  insisted(await house.owner.post(`${one}/api/sessions/${id}/undo`), "it is taken back at the one");
  expect((await shown(other)).title).toBe("Seen");
  for (const { refetchInterval } of [sessionQuery(id), mySessionsQuery]) expect(refetchInterval).toBeLessThanOrEqual(5000);
});

test("cut off from PostgreSQL for forty seconds, two processes tell no lies, and then do what fell due meanwhile once", { timeout: 240_000 }, async () => {
  const due = dueAt();
  await house.moveTo(before(due, minutes(40)));
  const [runs, comes] = [await ask("Runs", before(due, minutes(30)), 30), await ask("Comes", after(due, minutes(10)), 30)];
  for (const ahead of [36, 32, 12, 0.5]) {
    await house.moveTo(before(due, minutes(ahead)));
    await atRest(house);
  }
  expect(await stepsOf(runs)).toMatchObject({ handOver: { is: "done" }, end: { is: "pending" } });
  expect(await stepsOf(comes)).toMatchObject({ generate: { is: "done" }, sendLinks: { is: "pending" } });
  const [secret] = passwordsIn(house.mailbox);
  const address = /https?:\S+\/j\/\S+/.exec(lettersIn(house.mailbox).find(({ text }) => /\/j\//.test(text))!.text)![0];
  const arrived = house.mailbox.count();

  expect(house.line.down()).toBeGreaterThan(0);
  const cutAt = performance.now();
  const said: unknown[] = [];
  await vi.waitFor(
    async () => {
      said.push(...(await told(address)));
      expect(performance.now() - cutAt).toBeGreaterThan(AWAY_MS);
    },
    { timeout: AWAY_MS * 2, interval: 2000 },
  );
  expect(said).toEqual(said.map(() => TRUTH));
  expect(house.now()).toBeGreaterThan(due);
  expect(house.mailbox.count(), "without its database nobody writes to anybody").toBe(arrived);
  house.line.up();

  for (const { origin } of house.servers)
    await vi.waitFor(async () => expect((await clientAt(origin).get("/api/health")).status).toBe(200), { timeout: 30_000 });
  await vi.waitFor(async () => expect(await stepsOf(runs)).toMatchObject({ end: { is: "done" }, close: { is: "done" } }), { timeout: 30_000, interval: 100 });
  await vi.waitFor(async () => expect(await stepsOf(comes)).toMatchObject({ sendLinks: { is: "done" } }), { timeout: 30_000, interval: 100 });
  await atRest(house);
  expect(await house.zoom("sign-in", secret)).toEqual({ ok: false });

  await house.moveTo(after(due, minutes(45)));
  await atRest(house);
  for (const id of [runs, comes]) expect(await stepsOf(id)).toMatchObject({ generate: { is: "done" }, close: { is: "done" } });
  for (const title of ["Runs", "Comes"]) expect(linksTo(title)).toEqual(PEOPLE);
  const { meetings } = await house.zoom("state");
  expect((meetings as Said[]).filter((m) => m.deletedAt === null && m.agenda.startsWith("bedel:")).map((m) => m.topic).toSorted()).toEqual(["Comes", "Runs"]); // prettier-ignore
  const mails = lettersIn(house.mailbox).map(({ messageId }) => messageId);
  expect(new Set(mails).size).toBe(mails.length);
});
