import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Exchange } from "../../sandbox/recording.ts";
import { sql } from "../../src/platform/database.ts";
import { setStage, tryAll } from "../access/check.ts";
import { done, stranger } from "../access/people.ts";
import { aServer, type Server } from "../access/server.ts";
import { ROWS } from "../access/table/all.ts";
import { connectBothWays } from "./connecting.ts";
import { KINDS } from "./kinds.ts";
import { dumped, filesUnder, misplaced, type Canary, type Place } from "./search.ts";

const folder = mkdtempSync(join(tmpdir(), "bedel-canary-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lives through a day in which everything secret is used, something goes wrong, and everybody asks for everything; then gathers what is left of it. */
async function live(): Promise<{ canaries: Canary[]; places: Place[] }> {
  const record = join(folder, "exchanges.jsonl");
  const server = await aServer(null, { BEDEL_RECORD: record });
  const places: Place[] = [];
  let canaries: Canary[] = [];
  try {
    for (const fault of TROUBLE) await done(server, { method: "POST", url: "/zoom/control/faults", body: { kind: "next", ...fault } }, stranger());
    const stage = await setStage(server, connectBothWays(server));
    places.push(...(await dumped(server.world.db)));
    await tryAll(server, stage, ROWS, (route, who, answer) => places.push({ is: "answer", route, who, text: answer.headers + answer.body }));
    places.push(...(await dumped(server.world.db)), ...(await mailsOf(server)));
    const exchanges = readFileSync(record, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as Exchange); // prettier-ignore
    const answersOf = (route: string): string[] => places.flatMap((place) => (place.is === "answer" && place.route === route ? [place.text] : []));
    canaries = await Promise.all(KINDS.map(async (kind) => ({ kind, values: await kind.of({ server, stage, exchanges, answersOf }) })));
    await server.stop();
    places.push(...filesUnder(join(server.data, "database")), ...server.lines.map((text): Place => ({ is: "log", text })));
  } finally {
    await server.end();
  }
  return { canaries, places };
}

/** What fails on the way is told somewhere, and must be told without what it was about. */
const TROUBLE = [
  { match: "PUT /users/:id/password", do: "obey, then hang up", times: 2 },
  { match: "PUT /users/:id/password", do: "refuse", times: 1 },
  { match: "POST /meetings/:id/batch_registrants", do: "obey, then hang up" },
  { match: "POST /users/:id/meetings", do: "503" },
];

async function mailsOf({ app, world }: Server): Promise<Place[]> {
  const kinds = new Map<string, string>(await world.db.list((r) => [`<${r["id"]}@bedel>`, String(r["kind"])] as const, sql`select id, kind from deliveries`));
  const ask = <T>(url: string): Promise<T> => done<T>({ app }, { method: "GET", url }, stranger());
  const { mails } = await ask<{ mails: { id: string }[] }>("/api/mailbox?limit=5000");
  const read = await Promise.all(mails.map(({ id }) => ask<{ messageId: string; to: string }>(`/api/mailbox/${id}`)));
  return read.map((mail) => ({ is: "mail", kind: kinds.get(mail.messageId) ?? "unknown", to: mail.to.replace(/^.*<|>$/g, ""), text: JSON.stringify(mail) }));
}

const { canaries, places } = await live();

test.each(canaries)("there was $kind.name to look for", ({ kind, values }) => {
  expect(values.length).toBeGreaterThan(0);
  expect(values.every((value) => value.length >= (kind.isShort === true ? 6 : 10))).toBe(true);
});

test("there were logs, mails, tables, files and answers to look in", () => {
  const count = (is: Place["is"]): number => places.filter((place) => place.is === is).length;
  expect(count("mail")).toBeGreaterThan(5);
  expect(count("table")).toBeGreaterThan(30);
  expect(count("file")).toBeGreaterThan(100);
  expect(count("answer")).toBeGreaterThan(500);
  expect(places.filter((place) => place.is === "mail" && place.kind === "unknown")).toEqual([]);
});

test("no secret is anywhere but where it belongs", () => {
  expect(misplaced(canaries, places)).toEqual([]);
}, 120_000);

test("what belongs somewhere was seen there", () => {
  for (const { kind, values } of canaries) {
    const seen = (fits: (place: Place) => boolean): boolean =>
      places.some((place) => fits(place) && "text" in place && values.some((value) => place.text.includes(value)));
    if (kind.mails !== undefined)
      expect(
        seen((place) => place.is === "mail" && kind.mails!.includes(place.kind)),
        kind.name,
      ).toBe(true);
    for (const route of Object.keys(kind.answers ?? {}).filter((one) => !one.startsWith("HEAD")))
      expect(
        seen((place) => place.is === "answer" && place.route === route),
        `${kind.name} ${route}`,
      ).toBe(true);
  }
});

test("what is mailed to somebody is mailed to nobody else", () => {
  const mailed = canaries.filter(({ kind }) => kind.mails !== undefined).flatMap(({ values }) => values);
  const readersOf = (secret: string): number => new Set(places.flatMap((place) => (place.is === "mail" && place.text.includes(secret) ? [place.to] : []))).size;
  expect(Math.max(...mailed.map(readersOf))).toBe(1);
});

test.each(canaries)("$kind.name would be found wherever it is let slip", (canary) => {
  const value = canary.values[0]!;
  const slips: Place[] = [
    { is: "log", text: JSON.stringify({ error: `could not use ${value}` }) },
    { is: "mail", kind: "alarm", to: "somebody", text: `https://bedel.example/?x=${encodeURIComponent(value)}` },
    { is: "table", name: "some_table", text: `{"sealed": "\\\\x${Buffer.from(`x${value}`).toString("hex")}"}` },
    { is: "file", name: "some_file", bytes: Buffer.from(`\0\0${value}\0`) },
    { is: "answer", route: "GET /api/me", who: "its organizer", text: JSON.stringify({ value }) },
  ];
  for (const slip of slips) expect(misplaced([canary], [slip]), slip.is).toHaveLength(1);
});
