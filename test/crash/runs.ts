import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, vi } from "vitest";
import { aForeignDatabase, CLAVES, ESPACIOS, type Foreign } from "../external/foreign.ts";
import { houseAt, type House, type Said } from "./house.ts";
import { holdRow, type Held } from "./held-row.ts";
import { freePort, live, type Life } from "./server.ts";

const BEGINS = "2027-03-01T06:00:00Z";
/** Longer than any life: only a killed one leaves such a call. */
const SLOWLY_SECONDS = 120;

/** When a server is killed: while it waits for Zoom, which did what it was asked or did not come to it, or for a row that somebody else holds. */
type Moment = { call: string; do: "obey, slowly" | "slow" } | { row: "link" | "passcode" };

const FIRST = { id: randomUUID(), email: "aula.uno@universidad.example", name: "Aula uno", code: "UNO" };
const NEXT = { id: randomUUID(), email: "aula.dos@universidad.example", name: "Aula dos", code: "DOS" };
const classroom = { firstName: "Aula", lastName: "Virtual", licence: true, seen: null };
const places = { link: { tableId: ESPACIOS.id, key: "101" }, passcode: { tableId: CLAVES.id, key: "A1" } };
const PASSCODE_OF_A_MEETING = { call: "PATCH /meetings/:id", do: "obey, slowly" } as const;
const DEACTIVATES = { call: "PUT /users/:id/status", do: "obey, slowly" } as const;

type Story = { kind: string; path: string; body: (runId: string) => object; runId: string; moments: readonly Moment[]; opens: typeof FIRST | null };

/** The life of a classroom, and of the one that takes its place. */
const STORIES: readonly Story[] = [
  {
    ...{ kind: "new classroom", path: "/api/classrooms", runId: FIRST.id, opens: FIRST },
    body: () => ({ ...classroom, ...FIRST, ...places, standing: "meeting without fixed time", replaces: null, farewell: "nothing" }),
    moments: [{ call: "POST /users", do: "obey, slowly" }, { call: "POST /users/:id/meetings", do: "obey, slowly" }, { row: "link" }, { row: "passcode" }],
  },
  {
    ...{ kind: "change passcode", path: `/api/classrooms/${FIRST.id}/passcode`, runId: randomUUID(), opens: FIRST },
    body: (runId) => ({ runId, passcode: null }),
    moments: [PASSCODE_OF_A_MEETING, { row: "link" }, { row: "passcode" }],
  },
  {
    ...{ kind: "replace classroom", path: "/api/classrooms", runId: NEXT.id, opens: NEXT },
    body: () => ({ ...classroom, ...NEXT, link: null, passcode: null, standing: "personal meeting", replaces: FIRST.id, farewell: "deactivate" }),
    moments: [{ call: "POST /users", do: "slow" }, { call: "PATCH /users/:id/settings", do: "obey, slowly" }, { row: "passcode" }, DEACTIVATES],
  },
  {
    ...{ kind: "retire classroom", path: `/api/classrooms/${NEXT.id}/retire`, runId: randomUUID(), opens: null },
    body: (runId) => ({ runId, farewell: "deactivate" }),
    moments: [{ row: "link" }, DEACTIVATES],
  },
];

/** Bedel's classrooms, whose server is killed at every moment that is told; on the embedded database, which takes longest to start, at every other. At rest after each story link, rows and Zoom have to say the same. */
export async function killedRuns(databaseUrl: string | null): Promise<void> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "bedel-runs-"));
  const settings = { PORT: String(port), BEDEL_DATA: folder, BEDEL_EXAMPLE: "nothing", BEDEL_EXAMPLE_BEGINS: BEGINS, LOG_LEVEL: "error" };
  const lives: Life[] = [];
  const begin = async (): Promise<Life> => {
    lives.push(await live({ ...settings, ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }) }));
    return lives.at(-1)!;
  };
  const foreign = await aForeignDatabase();
  const house = houseAt(`http://localhost:${port}`);
  try {
    await begin();
    await house.signIn();
    await prepare(house, foreign);
    for (const story of STORIES) {
      const moments = story.moments.filter((_, i) => databaseUrl !== null || i % 2 === 0);
      await lived({ house, foreign, begin, life: () => lives.at(-1)! }, { ...story, moments });
    }
    expect(lives.map((life) => life.complained()).filter((text) => text !== "")).toEqual([]);
  } finally {
    await Promise.all(lives.map((life) => life.kill()));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(house: House, { opened }: Foreign): Promise<void> {
  await house.zoom("account", { autoCreate: true });
  const { revision, makesAt, standing } = await house.must("GET", "/api/provisioning");
  await house.must("PUT", "/api/provisioning", { revision, makesAt, standing, on: true, madeAs: "automatic" });
  const { revision: _, ...database } = opened;
  await house.must("POST", "/api/external-databases", database);
  for (const { revision: __, ...table } of [ESPACIOS, CLAVES]) await house.must("POST", "/api/external-tables", table);
}

type Stage = { house: House; foreign: Foreign; begin: () => Promise<Life>; life: () => Life };

/** Each trap is laid before the server dies in the one before: whoever starts again goes on at once, and is killed in the next. No row is held sooner: while one is, nothing is asked of Zoom. */
async function lived(stage: Stage, { kind, path, body, runId, moments, opens }: Story): Promise<void> {
  const { house, foreign } = stage;
  const before = await everythingIn(foreign);
  for (const moment of moments) if ("call" in moment) await house.zoom("faults", { kind: "next", match: moment.call, do: moment.do, seconds: SLOWLY_SECONDS });
  const rows = new Map<Moment, Held>();
  const hold = async (moment: Moment | undefined): Promise<void> => {
    if (moment !== undefined && "row" in moment) rows.set(moment, await holdRow(foreign, moment.row));
  };
  await hold(moments[0]);
  await house.must("POST", path, body(runId));
  for (const [i, moment] of moments.entries()) {
    const ahead = moments.slice(i + 1).filter((one) => "call" in one).length;
    const isCaught = async (): Promise<boolean> => ("row" in moment ? rows.get(moment)!.isWaitedFor() : (await house.zoom("faults")).faults.length === ahead);
    await caught(house, isCaught, `${kind}, ${JSON.stringify(moment)}`, runId);
    await hold(moments[i + 1]);
    await stage.life().kill();
    await rows.get(moment)?.release();
    expectWhole(before, await everythingIn(foreign), kind);
    await stage.begin();
  }
  await comesToRest(house, runId);
  await (opens === null ? expectEmptied(stage, before) : expectOpens(stage, before, opens));
}

/** Pauses of the calendar are passed over: after each death some steps wait for what Zoom may show late. */
async function caught(house: House, isCaught: () => Promise<boolean>, where: string, runId: string): Promise<void> {
  let looks = 0;
  const look = async (): Promise<void> => {
    if (await isCaught()) return;
    looks += 1;
    if (looks % 25 === 0) void house.ask("POST", "/api/sandbox/clock", { minutes: 1 });
    throw new Error(`never came to ${where}: ${JSON.stringify(looks % 25 === 0 ? await stepsOf(house, runId) : null)}`);
  };
  await vi.waitFor(look, { timeout: 60_000, interval: 20 });
}

const stepsOf = async (house: House, runId: string): Promise<Said> =>
  (await house.ask("GET", `/api/runs/${runId}`))?.body.steps?.map((step: Said) => `${step.name} ${step.state} ${step.because}`);

async function comesToRest(house: House, runId: string): Promise<void> {
  const look = async (): Promise<void> => {
    await house.ask("POST", "/api/sandbox/clock", { minutes: 2 });
    const { state } = await house.must("GET", `/api/runs/${runId}`);
    if (state !== "done") throw new Error(`it is ${state}: ${JSON.stringify(await stepsOf(house, runId))}`);
  };
  await vi.waitFor(look, { timeout: 60_000, interval: 100 });
}

type Row = Record<string, unknown>;
type Everything = { espacios: Row[]; claves: Row[] };
const everythingIn = async ({ run }: Foreign): Promise<Everything> => ({
  espacios: await run("select * from negocio.sga_espacios order by espacio"),
  claves: await run("select * from zoom.claves order by aula"),
});

/** Whenever it dies: the one row has its former link, name and code or its next, and nothing else moved. */
function expectWhole(before: Everything, now: Everything, kind: string): void {
  const [{ nombre, codigo, link_clase_virtual, ...rest }, former] = [now.espacios[0]!, before.espacios[0]!];
  expect([rest, now.espacios.slice(1)]).toEqual([{ espacio: former["espacio"], edificio: former["edificio"] }, before.espacios.slice(1)]);
  expect([now.claves[0]!["nota"], now.claves.slice(1)]).toEqual([before.claves[0]!["nota"], before.claves.slice(1)]);
  const changes = [nombre !== former["nombre"], codigo !== former["codigo"], link_clase_virtual !== former["link_clase_virtual"]];
  if (kind === "new classroom" || kind === "replace classroom") expect(new Set(changes).size).toBe(1);
}

/** In the sandbox with what stands in the rows, and no user made twice. */
async function expectOpens({ house, foreign }: Stage, before: Everything, { id, email, name, code }: typeof FIRST): Promise<void> {
  const now = await everythingIn(foreign);
  expectWhole(before, now, "");
  expect(now.espacios[0]).toMatchObject({ nombre: name, codigo: code });
  const { classrooms } = await house.must("GET", "/api/classrooms");
  const { link, passcode } = classrooms.find((one: Said) => one.id === id);
  expect([now.espacios[0]!["link_clase_virtual"], now.claves[0]!["clave"]]).toEqual([link, passcode]);
  const meetingId = Number(/\/j\/(\d+)/.exec(link)![1]);
  expect(await house.zoom("join", { joinUrl: link, name: "Ada" })).toMatchObject({ ok: true });
  expect(await house.zoom("join", { meetingId, passcode, name: "Eva" })).toMatchObject({ ok: true });
  await expect(house.zoom("join", { meetingId, passcode: "wrong", name: "Iva" })).rejects.toThrow("passcode_wrong");
  await expectMadeOnce(house, email);
}

async function expectMadeOnce(house: House, email: string): Promise<void> {
  const { users, mails, meetings } = await house.zoom("state");
  const [user, ...twice] = users.filter((one: Said) => one.email === email);
  expect(twice).toEqual([]);
  expect(mails.filter((mail: Said) => mail.to === email && mail.about === "account made")).toHaveLength(1);
  expect(meetings.filter((meeting: Said) => meeting.hostId === user.id).length).toBeLessThanOrEqual(1);
}

async function expectEmptied({ house, foreign }: Stage, before: Everything): Promise<void> {
  const now = await everythingIn(foreign);
  expectWhole(before, now, "");
  expect([now.espacios[0]!["link_clase_virtual"], now.claves[0]!["clave"]]).toEqual([null, ""]);
  const { users } = await house.zoom("state");
  for (const { email } of [FIRST, NEXT]) expect(users.filter((user: Said) => user.email === email)).toMatchObject([{ status: "inactive" }]);
}
