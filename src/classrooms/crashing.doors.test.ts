import { beforeAll, describe, expect, test } from "vitest";
import { emptyDatabase } from "../../test/support/databases.ts";
import type { Foreign } from "../../test/external/foreign.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import { retireClassroom } from "./actions.ts";
import { expectOpens, made, mortal, mortalWire, published, takenOver, theClassroom, theRun, type Fate } from "./classrooms.fixtures.ts";
import { compareDue } from "./drift/actions.ts";
import { compareNow, driftsFor, settleDrift } from "./drift/settling-actions.ts";
import { lookAfterClassrooms } from "./looking-after-actions.ts";
import { sayFarewell } from "./former-actions.ts";
import { rename } from "./naming-actions.ts";
import { changePasscode } from "./passcode-actions.ts";
import type { StandingLink } from "./runs/facts.ts";
import type { RunKind } from "./runs/run.ts";
import { undoReplacing } from "./undoing-actions.ts";

/** Asks for one run more, and says which classroom must open afterwards; null: none. */
type Story = (w: TestWorld, f: Foreign, turn: number) => Promise<{ runId: string; opens: string | null }>;

const inUse = async (w: TestWorld, turn: number, replaces: string | null = null, standing: StandingLink = "personal meeting"): Promise<string> => {
  const email = `aula.${turn}@universidad.example`;
  const asked = await made(w, {
    email,
    name: `Aula ${turn}`,
    replaces,
    standing,
    farewell: "deactivate",
    ...(replaces === null ? {} : { link: null, passcode: null }),
  });
  return asked.id;
};
const retire = async (w: TestWorld, id: string): Promise<string> => {
  const runId = w.random.uuid();
  valueOf(await retireClassroom(w, w.admin, id, { runId, farewell: "deactivate" }));
  return runId;
};

/** A classroom that is there already, made without a crash. */
let there: string | null = null;
const known = async (w: TestWorld, turn: number, standing: StandingLink = "personal meeting"): Promise<string> => {
  if (there !== null) return there;
  there = await inUse(w, 1000 + turn, null, standing);
  await w.pass(minutes(5));
  return there;
};

const STORIES: Record<Exclude<RunKind, "zoom user" | "leaving">, Story> = {
  "new classroom": async (w, _, turn) => {
    if (there !== null) await retire(w, there).then(() => w.pass(minutes(5)));
    there = await inUse(w, turn);
    return { runId: there, opens: there };
  },
  "replace classroom": async (w, _, turn) => {
    there = await inUse(w, turn, await known(w, turn));
    return { runId: there, opens: there };
  },
  "change passcode": async (w, _, turn) => {
    const [id, runId] = [await known(w, turn), w.random.uuid()];
    valueOf(await changePasscode(w, w.admin, id, { runId, passcode: null }));
    return { runId, opens: id };
  },
  "new meeting": async (w, _, turn) => {
    const [id, runId] = [await known(w, turn, "meeting without fixed time"), w.random.uuid()];
    const { hostId, meetingId } = await theClassroom(w, id);
    await w.zoomOf(w.institutionId).removeMeeting({ id: meetingId!, kind: "meeting", hostId: hostId! });
    await compareNow(w, w.admin);
    await compareDue(w);
    const { drifts } = await driftsFor(w, w.institutionId);
    const { id: driftId, seen } = drifts.find(({ what }) => what === "zoom link")!;
    valueOf(await settleDrift(w, w.admin, driftId, { way: "as Bedel has it", seen, runId }));
    return { runId, opens: id };
  },
  "retire classroom": async (w, _, turn) => {
    const runId = await retire(w, await known(w, turn));
    there = null;
    return { runId, opens: null };
  },
  "rename classroom": async (w, _, turn) => {
    const [opens, runId] = [await known(w, turn), w.random.uuid()];
    valueOf(await rename(w, w.admin, opens, { runId, name: `Aula ${turn} bis`, code: "B", seen: null }));
    return { runId, opens };
  },
  "former user": async (w, _, turn) => {
    const [id, runId] = [await known(w, turn), w.random.uuid()];
    valueOf(await retireClassroom(w, w.admin, id, { runId: w.random.uuid(), farewell: "nothing" }));
    await w.pass(minutes(5));
    valueOf(await sayFarewell(w, w.admin, id, { runId, farewell: "deactivate" }));
    there = null;
    return { runId, opens: null };
  },
  "undo replacing": async (w, _, turn) => {
    const [old, runId] = [await known(w, turn), w.random.uuid()];
    const next = await inUse(w, turn, old);
    await w.pass(minutes(5));
    valueOf(await undoReplacing(w, w.admin, next, runId));
    return { runId, opens: old };
  },
};

/** Further than any run goes. */
const NEVER = 400;

/** Before it asks the next is after it was answered the last: nothing lies between. */
describe("killed before it asks Zoom or the database", () => {
  beforeAll(() => emptyDatabase("PostgreSQL"));

  test.each(Object.keys(STORIES) as (keyof typeof STORIES)[])("at every question of a run: %s", { timeout: 240_000 }, async (kind) => {
    const fate: Fate = { left: Infinity, dead: false };
    await using w = await aWorld(mortal(await emptyDatabase("PostgreSQL"), fate), { rooms: 0, wire: mortalWire(fate) });
    const f = await published(w);
    there = null;
    let [turn, isThrough] = [1, false];
    for (; turn < NEVER && !isThrough; turn += 1) {
      const { runId, opens } = await STORIES[kind](w, f, turn);
      fate.left = turn;
      await lookAfterClassrooms(w, w.process).catch(() => undefined);
      const died = fate.dead;
      await takenOver(w, fate);
      isThrough = !died && (await theRun(w, runId)).state === "done";
      await w.pass(minutes(6));
      expect([turn, (await theRun(w, runId)).state]).toEqual([turn, "done"]);
      if (opens !== null) await expectOpens(w, f, opens);
      else expect([(await f.row("101"))!["link_clase_virtual"], await f.passcode("A1")]).toEqual([null, ""]);
    }
    expect(turn).toBeGreaterThan(10);
    expect(turn).toBeLessThan(NEVER);
    const users = (await w.control("state"))["users"] as { email: string }[];
    expect(new Set(users.map(({ email }) => email)).size).toBe(users.length);
    const mails = ((await w.control("state"))["mails"] as { to: string; about: string }[]).filter(({ about }) => about === "account made");
    expect(new Set(mails.map(({ to }) => to)).size).toBe(mails.length);
    expect(await f.row("102")).toMatchObject({ nombre: "Aula 2", codigo: "A2", link_clase_virtual: null });
    if (there !== null) expect(await theClassroom(w, there)).toMatchObject({ state: "in use" });
  });
});
