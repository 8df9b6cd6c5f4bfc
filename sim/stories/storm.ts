import { pick, seededRandom, type Random } from "../../src/lib/random.ts";
import { after, iso, minutes, wallOf, type Instant } from "../../src/lib/time.ts";
import { changeSession } from "../../src/sessions/asking/actions.ts";
import { cancelSession, undoChange } from "../../src/sessions/cancelling/actions.ts";
import { endSession, extendSession } from "../../src/sessions/running/actions.ts";
import type { Session } from "../../src/sessions/session.ts";
import type { TestWorld } from "../../test/world.ts";
import { between } from "../day/people.ts";

/** What happened so far, one line a moment: printed when a promise is broken. */
export type Story = { world: TestWorld; random: Random; sessions: Set<string>; lines: string[] };

export const newStory = (world: TestWorld, seed: number): Story => ({ world, random: seededRandom(seed), sessions: new Set(), lines: [] });

const HALF_HOUR = minutes(30);

/** So many visits at moments of their own, in whatever weather comes; between them Bedel works, sleeps or wakes. */
export async function storm(story: Story, visits: number, look: () => Promise<void>): Promise<void> {
  const { world, random } = story;
  await world.control("visitors", { on: true });
  for (let visit = 0; visit < visits; visit += 1) {
    const moment = after(world.clock.now(), minutes(random.unit() < 0.4 ? 0.5 : between(random, 1, 40)));
    if (random.unit() < 0.15) await sleepUntil(story, moment);
    else await world.advanceTo(moment);
    if (random.unit() < 0.5) await weather(story);
    await pick(random, [ask, ask, ask, ask, change, change, cancel, extend, end, undo, undo, edit, edit, remove])(story);
    await look();
  }
}

/** All faults mended, everything lived to its end. */
export async function calm({ world, lines }: Story, until: Instant): Promise<void> {
  await world.control("faults", { kind: "clear" });
  await world.control("webhooks", {});
  lines.push(`${iso(world.clock.now())} calm`);
  await world.advanceTo(until);
}

/** The worker is dead for a while, and finds everything at once. */
async function sleepUntil({ world, lines }: Story, moment: Instant): Promise<void> {
  lines.push(`${iso(world.clock.now())} nobody works until ${iso(moment)}`);
  world.clock.set({ offset: 0, frozenAt: moment });
  await world.settle();
}

const TROUBLES = ["503", "429", "hang up", "obey, then hang up"];
const CALLS = ["*", "POST /users/:id/meetings", "PATCH /meetings/:id", "PUT /users/:id/password", "PUT /meetings/:id/status", "DELETE /meetings/:id", "GET /meetings/:id"]; // prettier-ignore

async function weather({ world, random, lines }: Story): Promise<void> {
  const now = world.clock.now();
  const fault = pick<() => object>(random, [
    () => ({ kind: "outage", from: iso(now), to: iso(after(now, minutes(between(random, 3, 40)))) }),
    () => ({ kind: "next", match: pick(random, CALLS), do: pick(random, TROUBLES), times: between(random, 1, 3) }),
    () => ({ kind: "webhooks", drop: random.unit() / 2, dup: random.unit() / 2, reorder: random.unit() / 2 }),
    () => ({ kind: "lag", seconds: between(random, 0, 60) }),
  ])();
  lines.push(`${iso(now)} weather ${JSON.stringify(fault)}`);
  await world.control("faults", fault);
}

type Visit = (story: Story) => Promise<void>;

const ask: Visit = async (story) => {
  const { world, random } = story;
  const start = (Math.ceil((world.clock.now() + minutes(between(random, 2, 200))) / HALF_HOUR) * HALF_HOUR) as Instant;
  const kind = random.unit() < 0.2 ? "webinar" : "meeting";
  const asked = await world.tryToAsk({ start, minutes: pick(random, [30, 45, 60]), kind, admission: pick(random, ["automatic", "manual"]) });
  if (!asked.ok) return void told(story, "asks", asked);
  story.sessions.add(asked.value.id);
  told(story, `asks for a ${kind} at ${iso(start)}`, asked);
  await world.attend(asked.value, ...Array.from({ length: between(random, 0, 4) }, (_, i) => `Person ${i} <p${i}.${story.sessions.size}@people.example>`));
};

const change: Visit = (story) =>
  withOne(story, "changes", (s) => {
    const { world, random } = story;
    const start = after(s.time.start, pick(random, [-1, 1, 2]) * HALF_HOUR);
    const what = random.unit() < 0.5 ? { start: wallOf(start, s.zone) } : { title: `${s.title}!` };
    return changeSession(world, world.neighbours, world.organizer, s.id, { revision: s.revision, ...what });
  });
const cancel: Visit = (story) =>
  withOne(story, "cancels", (s) => cancelSession(story.world, story.world.neighbours, story.world.organizer, s.id, s.revision)); // prettier-ignore
const undo: Visit = (story) => withOne(story, "takes back", (s) => undoChange(story.world, story.world.organizer, s.id));
const extend: Visit = (story) =>
  withOne(story, "extends", (s) => extendSession(story.world, story.world.neighbours, story.world.organizer, s.id, { minutes: 15, revision: s.revision }));
const end: Visit = (story) => withOne(story, "ends", (s) => endSession(story.world, story.world.organizer, s.id));

/** Somebody at Zoom's own pages, who knows nothing of Bedel. */
const edit: Visit = (story) =>
  atZoom(story, "edits in Zoom", (s, meetingId) => {
    const start = iso(after(s.time.start, pick(story.random, [-1, 1, 2]) * HALF_HOUR)).replace(/\.\d+Z$/, "Z");
    const set = pick<object>(story.random, [{ start_time: start }, { topic: `${s.title}?` }, { duration: 45, settings: { waiting_room: true } }]);
    return story.world.control("edit", { meetingId, set });
  });
const remove: Visit = (story) => atZoom(story, "deletes in Zoom", (_, meetingId) => story.world.control("delete", { meetingId }));

const atZoom = (story: Story, what: string, act: (s: Session, meetingId: number) => Promise<unknown>): Promise<void> =>
  withOne(story, what, async (s) => {
    if (s.meeting === null) return { ok: false, refusal: { because: "nothing there" } };
    const said = await act(s, Number(s.meeting.id));
    return { ok: true, value: { ...s, status: `${s.status}, ${JSON.stringify(said)}` as Session["status"] } };
  });

type Outcome = { ok: true; value: Session } | { ok: false; refusal: { because: string } };

async function withOne(story: Story, what: string, act: (s: Session) => Promise<Outcome>): Promise<void> {
  const all = await Promise.all([...story.sessions].map((id) => story.world.session({ id })));
  const now = story.world.clock.now();
  const alive = all.filter((s) => s.time.end > now && (s.cancelledAt === null || s.undo !== null));
  if (alive.length === 0) return;
  const session = pick(story.random, alive);
  told(story, `${what} ${session.id.slice(0, 4)}`, await act(session));
}

function told({ world, lines }: Story, what: string, outcome: Outcome): void {
  lines.push(`${iso(world.clock.now())} ${what}: ${outcome.ok ? `${outcome.value.id.slice(0, 4)} ${outcome.value.status}` : outcome.refusal.because}`);
}
