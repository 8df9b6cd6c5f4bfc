import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { minutes } from "../../lib/time.ts";
import { retireClassroom } from "../actions.ts";
import { made, published } from "../classrooms.fixtures.ts";
import { classroomsFor } from "../showing-actions.ts";
import { zoomUsersShown } from "../zoom-users/listing/actions.ts";
import { stopRun } from "./actions.ts";
import { runsFor } from "./showing-actions.ts";

const counted = async (w: TestWorld) => [(await classroomsFor(w, w.institutionId)).notDone, (await zoomUsersShown(w, w.institutionId)).notDone];

eachDatabase((_, open) => {
  test("what is not over is counted beside both lists and told with what needs somebody first, also once its classroom is retired", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const none = { all: 0, stuck: 0 };
    expect(await counted(w)).toEqual([none, none]);

    const runId = w.random.uuid();
    valueOf(await retireClassroom(w, w.admin, id, { runId, farewell: "unlink" })); // Zoom lets nobody of its own domain go
    await w.pass(minutes(5));
    const next = await made(w, { email: "aula.11@universidad.example", link: null, passcode: null });
    const some = { all: 2, stuck: 1 };
    expect(await counted(w)).toEqual([some, some]);
    const left = await runsFor(w, w.institutionId, { batchId: null, classroomId: null, memberId: null, isOpen: true });
    expect(left.runs.map((run) => run.id)).toEqual([runId, next.id]);

    valueOf(await stopRun(w, w.admin, runId));
    await w.pass(minutes(5));
    expect(await counted(w)).toEqual([none, none]);
  });
});
