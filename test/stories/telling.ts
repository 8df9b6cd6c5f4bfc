import { ADMINISTRATOR } from "../../sandbox/oauth/testing.ts";
import { askToken, BASE } from "../../sandbox/testing.ts";
import { addToList, peopleOf, removeFromList } from "../../src/attendees/lists/actions.ts";
import { visitBy, wayOf } from "../../src/attendees/visiting/actions.ts";
import { aScene, type Scene } from "../../src/connections/authorizing/authorizing.fixtures.ts";
import { connectionOf } from "../../src/connections/actions.ts";
import { disconnect } from "../../src/connections/leaving/actions.ts";
import { pause, resume } from "../../src/connections/life/actions.ts";
import { aCourse, datesNow } from "../../src/courses/course.fixtures.ts";
import type { Made } from "../../src/courses/actions.ts";
import type { EditCourse, NewCourse } from "../../src/courses/contract.ts";
import { editCourse } from "../../src/courses/editing/actions.ts";
import type { Instant } from "../../src/lib/time.ts";
import type { Database } from "../../src/platform/database.ts";
import { aboveConnections } from "../../src/sessions/connecting/actions.ts";
import type { Session } from "../../src/sessions/session.ts";
import { STEPS, type StepName } from "../../src/sessions/steps.ts";
import { editInZoom } from "../../src/sessions/following/following.fixtures.ts";
import { unsaid } from "./reading.tsx";
import type { Fetch, Said } from "../support/outside.ts";
import { valueOf, type WorldOptions } from "../world.ts";

/** What people do in a story; a story is told once more with one of these left undone, or with what Bedel does taken out. */
export type Deeds = {
  connect(): Promise<string>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  disconnect(): Promise<void>;
  leave(course: Made, email: string): Promise<void>;
};

export type Told = {
  w: Scene;
  /** Now comes what the story is about: where something is switched off it fails after this, not before. */
  so(): void;
  deeds: Deeds;
  course(more?: Partial<NewCourse>): Promise<Made>;
  /** The dates, as they are now. */
  dates(course: Made): Promise<Session[]>;
  register(course: Made, ...emails: string[]): Promise<void>;
  edit(course: Made, s: Session, change: EditCourse["change"]): Promise<void>;
  editInZoom(s: Session, start: Instant): Promise<void>;
  /** What stands in this Zoom user's own plan, the first first. */
  plan(hostId: string): Promise<Said[]>;
  /** When each mail with the link went to this address. */
  links(email: string): string[];
  /** Where the link of the last such mail leads now. */
  way(email: string): Promise<string | null>;
};

/** What is switched off in the telling that must fail. */
export type Off =
  | { undone: keyof Deeds }
  | { step: StepName; by: Partial<(typeof STEPS)[StepName]> }
  | { wire: (fetch: Fetch) => Fetch; deaf?: true }
  | { unsaid: Parameters<typeof unsaid>[0] };

const LINK = /\/j\/([\w-]+)/;

/** Tells a story in a world of its own, connected to nothing yet but the stand-in for Zoom. */
export async function tell(db: Database, story: (told: Told) => Promise<void>, off?: Off): Promise<{ reached: boolean; failed: unknown }> {
  const options: WorldOptions = off !== undefined && "wire" in off ? { wire: off.wire, ...(off.deaf ? { receiving: { isGenuine: () => false } } : {}) } : {};
  const rest = off === undefined ? () => undefined : "step" in off ? without(off.step, off.by) : "unsaid" in off ? unsaid(off.unsaid) : () => undefined;
  let reached = false;
  try {
    await using w = await aScene(db, options);
    await story({ ...toldIn(w, off !== undefined && "undone" in off ? off.undone : null), so: () => void (reached = true) });
    return { reached, failed: null };
  } catch (failed) {
    if (off === undefined) throw failed;
    return { reached, failed };
  } finally {
    rest();
  }
}

/** The life of a session is a table: here one of its rows is another, until it is put back. */
function without(step: StepName, by: Partial<(typeof STEPS)[StepName]>): () => void {
  const was = { ...STEPS[step] };
  Object.assign(STEPS[step], by);
  return () => void Object.assign(STEPS[step], was);
}

/** As Zoom lists it for its user. */
async function planOf(w: Scene, hostId: string): Promise<Said[]> {
  const headers = { authorization: `Bearer ${String((await askToken(w.sandbox)).body["access_token"])}` };
  const answer = await w.sandbox.fetch(new Request(`${BASE}/v2/users/${hostId}/meetings?type=upcoming`, { headers }));
  return ((await answer.json()) as { meetings: Said[] }).meetings;
}

function toldIn(w: Scene, undone: keyof Deeds | null): Omit<Told, "so"> {
  const above = aboveConnections(w);
  const deeds: Deeds = {
    connect: async () => {
      const browser = w.browser(w.admin);
      const { outcome } = await browser.land(await w.consent(await browser.leave(), ADMINISTRATOR, undone === "connect" ? "decline" : "allow"));
      await w.pause(1000); // so long a process believes that the connection is the one before
      return outcome;
    },
    pause: async () => void valueOf(await pause(w, w.admin)),
    resume: async () => void valueOf(await resume(w, w.admin)),
    disconnect: async () => {
      const { accountName, accountId } = (await connectionOf(w.db, w.institutionId))!;
      valueOf(await disconnect(w, above, w.admin, { account: accountName ?? accountId, leave: [] }));
    },
    leave: async ({ course }, email) => {
      const person = (await peopleOf(w.db, w.institutionId, course.listId)).find((one) => one.email === email)!;
      valueOf(await removeFromList(w, w.organizer, course.listId, person.id));
    },
  };
  const links = (email: string) => w.mailbox.list({ to: email, limit: 100 }).mails.filter(({ subject }) => subject.startsWith("Link to join")).toReversed(); // prettier-ignore
  return {
    w,
    deeds: undone === null || undone === "connect" ? deeds : { ...deeds, [undone]: async () => undefined },
    course: (more) => aCourse(w, { source: "default host", start: "2027-03-03T10:00", rule: "FREQ=WEEKLY;COUNT=4", ...more }),
    dates: async (course) => (await datesNow(w, course)).map(({ session }) => session),
    register: async ({ course }, ...emails) => {
      valueOf(await addToList(w, w.organizer, course.listId, emails.join("\n")));
      await w.settle();
    },
    edit: async ({ course }, s, change) => {
      valueOf(await editCourse(w, w.organizer, course.id, { revision: 1, scope: "this", from: s.id, change, byHand: "keep", note: "" }, { preview: false }));
      await w.settle();
    },
    editInZoom: async (s, start) => {
      await editInZoom(w, s, { start });
      await w.pass(10_000);
    },
    plan: (hostId) => planOf(w, hostId),
    links: (email) => links(email).map(({ at }) => at),
    way: async (email) => {
      const [, token] = LINK.exec(w.letters(email).findLast(({ subject }) => subject.startsWith("Link to join"))?.text ?? "") ?? [];
      const visit = token === undefined ? null : await visitBy(w, token);
      return visit === null ? null : wayOf(w, visit);
    },
  };
}
