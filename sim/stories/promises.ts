import type { Meeting } from "../../sandbox/account.ts";
import { overlaps } from "../../src/lib/interval.ts";
import { instant, type Instant } from "../../src/lib/time.ts";
import { sql } from "../../src/platform/database.ts";
import { isHandedOver, type Session } from "../../src/sessions/session.ts";
import { STEP_ORDER } from "../../src/sessions/steps.ts";
import type { Story } from "./storm.ts";

/** What a promise looks at: Bedel's sessions, Zoom's meetings, the mails. */
export type Sight = {
  now: Instant;
  sessions: Session[];
  meetings: Seen[];
  open: string[];
  doubles: string[];
  unnoticed: number;
  waiting: number;
  linkless: number;
};
type Seen = Pick<Meeting, "id" | "hostId" | "agenda"> & { deletedAt: string | null; instances: { startedAt: string; endedAt: string | null }[] };

/** Each answers with what is wrong. */
type Promises = Record<string, (s: Sight) => unknown[]>;

/** Whatever the weather, at any moment. */
export const ALWAYS: Promises = {
  "one meeting at a time with one host": ({ meetings, now }) => atOnce(meetings, now),
  "a cancelled session is never handed over": ({ sessions }) =>
    sessions.filter((s) => s.cancelledAt !== null && isHandedOver(s) && "at" in s.steps.handOver && s.steps.handOver.at > s.cancelledAt).map((s) => s.id),
  "nobody gets a mail twice unnoticed": ({ unnoticed, doubles }) => (unnoticed > 0 ? doubles : []),
};

/** Once everything has come to rest. */
export const AT_REST: Promises = {
  ...ALWAYS,
  "every session knows how each step ended": ({ sessions }) =>
    sessions
      .filter((s) => s.status !== "declined")
      .flatMap((s) =>
        STEP_ORDER.filter((step) => !["done", "skipped", "failed"].includes(s.steps[step].is)).map((step) => `${s.id} ${step} ${s.steps[step].is}`),
      ),
  "every room is closed: no password opens one": ({ sessions, open }) => [
    ...open,
    ...sessions.filter((s) => s.status === "placed" && s.steps.close.is !== "done").map((s) => `${s.id} close ${s.steps.close.is}`),
  ],
  "no meeting runs": ({ meetings }) => meetings.filter((m) => m.instances.some((i) => i.endedAt === null)).map((m) => m.id),
  "a session has one meeting, a cancelled one none": ({ sessions, meetings }) =>
    sessions.flatMap((s) => {
      const ours = meetings.filter((m) => m.deletedAt === null && m.agenda.split("\n")[0] === `bedel:${s.id}`);
      return ours.length > (s.status === "placed" ? 1 : 0) ? [`${s.id} ${s.status} has ${ours.map((m) => m.id).join(", ")}`] : [];
    }),
  "nothing waits to be done": ({ waiting }) => (waiting > 0 ? [waiting] : []),
  "everybody registered in time had a link": ({ linkless }) => (linkless > 0 ? [linkless] : []),
};

function atOnce(meetings: readonly Seen[], now: Instant): unknown[] {
  const runs = meetings.flatMap((m) =>
    m.instances.map((i: { startedAt: string; endedAt: string | null }) => ({
      id: m.id,
      hostId: m.hostId,
      start: instant(i.startedAt),
      end: i.endedAt === null ? now : instant(i.endedAt),
    })),
  );
  return runs.filter((a, i) => runs.some((b, j) => j > i && a.hostId === b.hostId && overlaps(a, b))).map((run) => run.id);
}

export async function sightOf({ world, sessions }: Story): Promise<Sight> {
  const { db, clock, institutionId } = world;
  const { meetings } = (await world.control("state")) as { meetings: Seen[] };
  const letters = world.letters();
  const twice = [...Map.groupBy(letters, (letter) => letter.messageId)].filter(([, same]) => same.length > 1).map(([id]) => id);
  const count = async (query: ReturnType<typeof sql>): Promise<number> => (await db.one((r) => Number(r["n"]), query)) ?? 0;
  const ids = twice.map((id) => id.replace(/^<|@.*$/g, ""));
  return {
    now: clock.now(),
    sessions: await Promise.all([...sessions].map((id) => world.session({ id }))),
    meetings,
    open: await opened(world, letters),
    doubles: twice,
    unnoticed: await count(
      sql`select count(*) as n from deliveries where institution_id = ${institutionId} and id = any(${ids}::uuid[]) and state <> 'ambiguous'`,
    ),
    waiting: await count(
      sql`select (select count(*) from commands where state = 'queued') + (select count(*) from deliveries where state in ('queued', 'sending')) as n`,
    ),
    linkless: await count(sql`select count(*) as n from attendees a join sessions s on s.institution_id = a.institution_id and s.id = a.session_id
      where s.status = 'placed' and s.steps -> 'sendLinks' ->> 'is' = 'done' and not exists (
        select from deliveries d where d.institution_id = a.institution_id and d.attendee_id = a.id and d.kind = 'link' and d.state in ('sent', 'ambiguous'))`),
  };
}

/** Passwords ever mailed that still open their room. */
async function opened(world: Story["world"], letters: readonly { text: string }[]): Promise<string[]> {
  const keys = letters.flatMap(({ text }) => {
    const [user, password] = ["User name", "Password"].map((label) => new RegExp(`^${label}: (\\S+)$`, "m").exec(text)?.[1]);
    return user !== undefined && password !== undefined ? [{ user, password }] : [];
  });
  const open = await Promise.all(keys.map(async ({ user, password }) => ((await world.opens(user, password)) ? [`${user} ${password}`] : [])));
  return open.flat();
}

/** The broken ones, with what is wrong. */
export const broken = (promises: Promises, sight: Sight): string[] =>
  Object.entries(promises).flatMap(([name, look]) => {
    const wrong = look(sight);
    return wrong.length === 0 ? [] : [`${name}: ${wrong.join(", ")}`];
  });
