import { randomUUID } from "node:crypto";
import { askForRun } from "../../src/classrooms/runs/actions.ts";
import { printOf } from "../../src/classrooms/drift/print.ts";
import { saveCompared } from "../../src/classrooms/drift/store.ts";
import { insertClassroom, saveClassroom, sealedOpening } from "../../src/classrooms/store.ts";
import type { Classroom } from "../../src/classrooms/classroom.ts";
import { assert } from "../../src/lib/assert.ts";
import { after, days } from "../../src/lib/time.ts";
import { at, sql } from "../../src/platform/database.ts";
import type { Asker } from "./people.ts";
import type { Server } from "./server.ts";

export type Classrooms = {
  /** In use. */
  classroomId: string;
  /** Of another classroom: gave up, so that it can be tried again or stopped. */
  runId: string;
  /** Took the place of a third by a fourth, which can be taken back. */
  replacedRunId: string;
  standingPasscode: string;
  /** The row of the first is called something else. */
  driftId: string;
  driftSeen: string;
};

/** Classrooms as they are, written down: nobody goes on with their runs any more. */
export async function classrooms({ world }: Pick<Server, "world">, { institutionId, admin, name }: { institutionId: string; admin: Asker; name: string }): Promise<Classrooms> {
  const passcode = `P-${randomUUID().slice(0, 8)}`;
  const made = async (called: string, state: Classroom["state"]): Promise<Classroom> => {
    const id = randomUUID();
    const none = { revision: 1, roomId: null, link: null, passcode: null, passcodeDays: null, passcodeAt: "03:00", passcodeDueAt: null, firstName: null, lastName: null };
    const meeting = { hostId: `host-${id}`, meetingId: "9876543210", meetingIsPersonal: true };
    const email = `${called.replace(" ", ".")}@${name}.example`.toLowerCase();
    const classroom = { ...none, ...meeting, institutionId, id, name: `${called} of ${name}`, code: "", email, state, sealed: null, madeAt: world.clock.now() };
    assert(await insertClassroom(world.db, classroom), "a classroom of its own");
    const sealed = sealedOpening(world.secrets, classroom, { link: `https://zoom.example/j/9876543210?pwd=${id}`, passcode });
    await saveClassroom(world.db, { ...classroom, sealed });
    return classroom;
  };
  const [one, other] = [await made("Aula Uno", "in use"), await made("Aula Dos", "being made")];
  const [old, next] = [await made("Aula Tres", "replaced"), await made("Aula Cuatro", "in use")];
  // Or its user would have left the account, and nothing be taken back.
  await world.db.run(sql`insert into hosts (institution_id, id, email, name, status, licensed, role, read_at)
    values (${institutionId}, ${old.hostId}, ${old.email}, ${old.name}, 'active', true, 'member', ${at(after(world.clock.now(), days(3650)))})`);
  const run = async (kind: "change passcode" | "replace classroom", of: Classroom, asked: object, state: string): Promise<string> => {
    const id = randomUUID();
    const by = { institutionId, id: admin.memberId, name: admin.name };
    await world.db.transaction((tx) => askForRun(tx, world, by, { id, kind, asked: { name: of.name, ...asked }, email: of.email, classroomId: of.id }));
    await world.db.run(sql`update runs set state = ${state}, wake_at = null, ended_at = case when ${state} = 'done' then asked_at end where id = ${id}`);
    await world.db.run(sql`update run_steps set state = ${state} where run_id = ${id}`);
    return id;
  };
  const [runId, replacedRunId] = [await run("change passcode", other, {}, "failed"), await run("replace classroom", next, { replaces: old.id, farewell: "nothing" }, "done")];
  // Compared, and not again for years: the server lives, and would find that nothing of this is in Zoom.
  const [driftId, later] = [randomUUID(), after(world.clock.now(), days(3650))];
  const found = { id: driftId, what: "name" as const, bedel: one.name, zoom: null, place: null, row: "Laboratorio" };
  await world.db.run(sql`update classrooms set compare_at = ${at(later)} where institution_id = ${institutionId}`);
  await world.db.transaction((tx) => saveCompared(tx, world.secrets, one, [found], { unread: [], now: world.clock.now(), next: later }));
  return { classroomId: one.id, runId, replacedRunId, standingPasscode: passcode, driftId, driftSeen: printOf(found) };
} // prettier-ignore
