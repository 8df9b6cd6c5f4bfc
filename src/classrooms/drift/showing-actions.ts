import type { World } from "../../world.ts";
import { whyNotPasscode } from "../classroom.ts";
import { atWork, classroomsOf } from "../store.ts";
import type { DriftList } from "./contract.ts";
import { driftView, howFar, least, unreadIn } from "./shown.ts";
import { comparedOf, driftsIn, tablesNamed } from "./store.ts";

/** What is apart, what could not be read, and how each can be settled. */
export async function driftsFor({ db, secrets, clock }: Pick<World, "db" | "secrets" | "clock">, institutionId: string): Promise<DriftList> {
  const compared = await comparedOf(db, institutionId);
  const drifts = await driftsIn(db, secrets, institutionId);
  const [tables, busy] = [await tablesNamed(db, institutionId), await atWork(db, institutionId)];
  const classrooms = new Map((await classroomsOf(db, institutionId)).map((one) => [one.id, one]));
  const comparedAt = new Map(compared.map((one) => [one.id, one.comparedAt]));
  const whyNot = (id: string): string | null => {
    const classroom = classrooms.get(id);
    return classroom === undefined ? "classroom_not_in_use" : whyNotPasscode(classroom, busy.has(id));
  };
  return {
    drifts: drifts.map((one) => driftView(one, { tables, whyNot: whyNot(one.classroomId), comparedAt: comparedAt.get(one.classroomId) ?? null })),
    classrooms: compared.length,
    ...howFar(compared, clock.now()),
    nextAt: least(compared.map((one) => one.nextAt)),
    unread: unreadIn(compared, tables),
  };
}
