import { iso } from "../lib/time.ts";
import type { World } from "../world.ts";
import { isOpen, whyNotFormer, whyNotPasscode, whyNotPublish, whyNotRename, whyNotReplace, whyNotRetire, type Classroom } from "./classroom.ts";
import type { ClassroomList, ClassroomView } from "./contract.ts";
import { countNotDone, latestRuns, type LatestRun } from "./runs/actions.ts";
import { metNow } from "./telling/halfway.ts";
import { tableNames } from "./databases/store.ts";
import { atWork, classroomsOf, driftsByClassroom, mailboxesByEmail, openingOf } from "./store.ts";

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
  const classrooms = (await classroomsOf(db, institutionId)).map((c) => view(secrets, c, around));
  return { classrooms, notDone: await countNotDone(db, institutionId), whyNotMake: null };
}

function view(secrets: World["secrets"], c: Classroom, { busy, tables, mailboxes, drifts, runs }: Around): ClassroomView {
  const { id, revision, name, code, email, state, roomId, passcodeDays, passcodeAt } = c;
  const opening = openingOf(secrets, c);
  const run = runs.get(id) ?? null;
  const row = (which: "link" | "passcode") => placeOf(c, run, which, tables);
  const isBusy = busy.has(id);
  return {
    ...{ id, revision, name, code, email, state, roomId, passcodeDays, passcodeAt },
    standing: c.meetingId === null ? null : c.meetingIsPersonal === true ? "personal meeting" : "meeting without fixed time",
    link: opening?.link ?? null,
    passcode: opening?.passcode ?? null,
    linkRow: row("link"),
    passcodeRow: row("passcode"),
    passcodeDueAt: c.passcodeDueAt === null ? null : iso(c.passcodeDueAt),
    mailbox: mailboxes.get(email.toLowerCase()) ?? null,
    run: run && { id: run.id, kind: run.kind, state: run.state, because: run.because, met: metNow(run)?.met ?? null },
    drifts: drifts.get(id) ?? 0,
    whyNot: {
      rename: whyNotRename(c, isBusy),
      passcode: whyNotPasscode(c, isBusy),
      replace: whyNotReplace(c, isBusy),
      publish: whyNotPublish(c, isBusy),
      retire: whyNotRetire(c, isBusy),
      farewell: whyNotFormer(c, isBusy),
    },
  };
}

/** One that was replaced or retired is published nowhere any more, one that takes another's place there not yet. */
function placeOf(c: Classroom, run: LatestRun | null, which: "link" | "passcode", tables: Around["tables"]): ClassroomView["linkRow"] {
  const coming = run === null ? null : run.toWrite[which];
  const place = coming ?? (isOpen(c) ? c[which] : null);
  return place === null ? null : { table: tables.get(place.tableId) ?? "", key: place.key, isToCome: coming !== null || c.state === "being made" };
}
