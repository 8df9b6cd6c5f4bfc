import { iso } from "../lib/time.ts";
import type { World } from "../world.ts";
import { whyNotPasscode, whyNotPublish, whyNotRename, whyNotReplace, whyNotRetire, type Classroom } from "./classroom.ts";
import type { ClassroomList, ClassroomView } from "./contract.ts";
import { latestRuns, type LatestRun } from "./runs/actions.ts";
import type { RowPlace } from "./runs/facts.ts";
import { atWork, classroomsOf, driftsByClassroom, mailboxesByEmail, openingOf, tableNames } from "./store.ts";

type Needs = Pick<World, "db" | "secrets">;

type Around = {
  busy: ReadonlySet<string>;
  tables: ReadonlyMap<string, string>;
  mailboxes: ReadonlyMap<string, { id: string; trouble: string | null }>;
  drifts: ReadonlyMap<string, number>;
  runs: ReadonlyMap<string, LatestRun>;
};

/** All classrooms of the institution, with what is going on with each; join addresses and passcodes for administrators. */
export async function classroomsFor({ db, secrets }: Needs, institutionId: string): Promise<ClassroomList> {
  const around: Around = {
    busy: await atWork(db, institutionId),
    tables: await tableNames(db, institutionId),
    mailboxes: await mailboxesByEmail(db, institutionId),
    drifts: await driftsByClassroom(db, institutionId),
    runs: await latestRuns(db, institutionId),
  };
  return { classrooms: (await classroomsOf(db, institutionId)).map((c) => view(secrets, c, around)), whyNotMake: null };
}

function view(secrets: World["secrets"], c: Classroom, { busy, tables, mailboxes, drifts, runs }: Around): ClassroomView {
  const { id, revision, name, code, email, state, roomId, passcodeDays } = c;
  const opening = openingOf(secrets, c);
  const row = (place: RowPlace | null) => (place === null ? null : { table: tables.get(place.tableId) ?? "", key: place.key });
  const isBusy = busy.has(id);
  return {
    ...{ id, revision, name, code, email, state, roomId, passcodeDays },
    standing: c.meetingId === null ? null : c.meetingIsPersonal === true ? "personal meeting" : "meeting without fixed time",
    link: opening?.link ?? null,
    passcode: opening?.passcode ?? null,
    linkRow: row(c.link),
    passcodeRow: row(c.passcode),
    passcodeDueAt: c.passcodeDueAt === null ? null : iso(c.passcodeDueAt),
    mailbox: mailboxes.get(email.toLowerCase()) ?? null,
    run: runs.get(id) ?? null,
    drifts: drifts.get(id) ?? 0,
    whyNot: {
      rename: whyNotRename(c, isBusy),
      passcode: whyNotPasscode(c, isBusy),
      replace: whyNotReplace(c, isBusy),
      publish: whyNotPublish(c, isBusy),
      retire: whyNotRetire(c, isBusy),
    },
  };
}
