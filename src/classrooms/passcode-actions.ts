import { after, hours } from "../lib/time.ts";
import { fine, refused, type Outcome } from "../lib/outcome.ts";
import type { Member } from "../people/member.ts";
import { apart } from "../platform/apart.ts";
import { note } from "../platform/audit.ts";
import type { Tx } from "../platform/database.ts";
import type { World } from "../world.ts";
import { whyNotPasscode, type Classroom } from "./classroom.ts";
import { whyNotPasscodeOf } from "./passcode.ts";
import { askForRun, runById, type Line } from "./runs/actions.ts";
import { AT_NIGHT, byAnotherClock, nextPasscodeAt } from "./timetable.ts";
import { atWork, lockClassrooms, passcodesDue, passcodesElsewhere, rowsAsSet, saveClassroom, saveRezoned } from "./store.ts";
import { zoneOf } from "./zone-actions.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "poke">;
type By = { institutionId: string; id: string | null; name: string };

/** In Zoom and wherever it is published, as one thing. Null: Bedel chooses one. */
export async function changePasscode(world: Needs, who: Member, id: string, { runId, passcode }: { runId: string; passcode: string | null }, line: Line | null = null): Promise<Outcome<null>> {
  const why = passcode === null ? null : whyNotPasscodeOf(passcode);
  if (why !== null) return refused(why, { field: "passcode" });
  const outcome = await world.db.transaction(async (tx) => {
    const [classroom] = await lockClassrooms(tx, who.institutionId, [id]);
    return classroom === undefined ? refused("not_found") : askForPasscode(tx, world, who, classroom, { runId, passcode, line });
  });
  world.poke(["runs"]);
  return outcome;
} // prettier-ignore

async function askForPasscode(tx: Tx, world: Needs, by: By, classroom: Classroom, { runId, passcode, line }: { runId: string; passcode: string | null; line: Line | null }): Promise<Outcome<null>> {
  const why = whyNotPasscode(classroom, (await atWork(tx, by.institutionId)).has(classroom.id));
  if (why !== null) return why === "run_under_way" && (await runById(tx, by.institutionId, runId)) !== null ? fine(null) : refused(why);
  const { hostId, meetingId, meetingIsPersonal, link, passcode: place, id } = classroom;
  const facts = { hostId, meetingId, meetingIsPersonal: meetingIsPersonal ?? false };
  return askForRun(tx, world, by, { id: runId, kind: "change passcode", asked: { link, passcode: place }, facts, secrets: { before: rowsAsSet(world.secrets, classroom), ...(passcode === null ? {} : { passcode }) }, classroomId: id, ...line });
} // prettier-ignore

type Timetable = { revision: number; passcodeDays: number | null; passcodeAt?: string };

/** Every so many days a new one, at that time of day on the institution's clock (at night, where none is said), from now on; null: when somebody says so. */
export const changeTimetable = (world: Needs, who: Member, id: string, { revision, passcodeDays, passcodeAt = AT_NIGHT }: Timetable): Promise<Outcome<null>> =>
  world.db.transaction(async (tx) => {
    const [classroom] = await lockClassrooms(tx, who.institutionId, [id]);
    if (classroom === undefined) return refused("not_found");
    if (classroom.revision !== revision) return refused("revision_conflict");
    const now = world.clock.now();
    const isLiving = classroom.state === "in use" || classroom.state === "being made";
    const passcodeDueAt = isLiving ? nextPasscodeAt({ passcodeDays, passcodeAt }, now, await zoneOf(tx, who.institutionId)) : null;
    await saveClassroom(tx, { ...classroom, passcodeDays, passcodeAt, passcodeDueAt });
    await note(tx, world.random, { institutionId: who.institutionId, at: now, who: who.name, memberId: who.id, what: "passcode_timetable", details: { about: classroom.name, n: passcodeDays ?? 0 } });
    return fine(null);
  }); // prettier-ignore

/** Somebody is at it, or it is not in use yet: looked at again then. */
const LATER = hours(1);

/** Whoever has the institution's clock changed has the night meant that is one there. Says of how many. */
export const keepToTheClock = ({ db, clock }: Pick<World, "db" | "clock">): Promise<number> =>
  db.transaction(async (tx) => {
    const those = await passcodesElsewhere(tx);
    for (const one of those) await saveRezoned(tx, one, byAnotherClock(one, clock.now()));
    return those.length;
  });

/** Asks for a new passcode wherever one is due. Says how many were looked at. */
export async function askDuePasscodes(world: Needs & Pick<World, "log">): Promise<number> {
  const now = world.clock.now();
  const due = await passcodesDue(world.db, now, 50);
  for (const { institutionId, id } of due)
    await world.db.transaction(async (tx) => {
      const [classroom] = await lockClassrooms(tx, institutionId, [id]);
      if (classroom?.passcodeDueAt == null || classroom.passcodeDueAt > now) return;
      const runId = world.random.uuid();
      let asked = false;
      await apart(
        tx,
        async () =>
          void (asked = (await askForPasscode(tx, world, { institutionId, id: null, name: "bedel" }, classroom, { runId, passcode: null, line: null })).ok),
        // Whatever it is, it holds up neither the others nor their runs.
        async (error) => world.log.error("asking for a due passcode threw; it is asked for again in an hour", { classroom: id, error: String(error) }),
      );
      const next = asked ? nextPasscodeAt(classroom, now, await zoneOf(tx, institutionId)) : null;
      await saveClassroom(tx, { ...classroom, passcodeDueAt: next ?? after(now, LATER) });
    });
  return due.length;
}
