import { roomById, saveChange } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import type { AtWork, PerformStep } from "../runs/performer.ts";
import { lockClassrooms, renameClassroom } from "../store.ts";
import { settleUser } from "../zoom-users/steps/settling-actions.ts";
import { classroomAt } from "./standing-actions.ts";

/** Once its rows say so, it is called so in Bedel too: what is refused there changes nothing here. */
export const takingName =
  (write: PerformStep): PerformStep =>
  async (world, at) => {
    const result = await write(world, at);
    if (at.run.kind === "rename classroom" && at.asked.only === undefined && (result.end.is === "done" || result.end.is === "skipped"))
      await takeName(world, at);
    return result;
  };

const takeName = (world: World, { run, asked, now }: AtWork): Promise<void> =>
  world.db.transaction(async (tx) => {
    const [classroom] = await lockClassrooms(tx, run.institutionId, [run.classroomId!]);
    if (classroom === undefined) return;
    const called = { name: asked.name ?? classroom.name, code: asked.code ?? classroom.code };
    await renameClassroom(tx, classroom, called);
    const room = classroom.roomId === null ? null : await roomById(tx, run.institutionId, classroom.roomId);
    if (room === null) return;
    const saved = await saveChange(tx, room, called, room.revision, now);
    if (!saved.ok) throw new Error(`a room was changed at the same moment: ${room.id}`); // taken back, and tried again
  });

/** What people who come in see: the name of the user, and of a meeting of its own. */
export const nameInZoom: PerformStep = async (world, at) => {
  if (at.asked.only === "rows") return { end: { is: "skipped", because: "zoom_stays" } };
  const { meetingId, meetingIsPersonal, hostId } = await classroomAt(world, at);
  const result = await settleUser(world, at);
  const { name } = at.asked;
  if (name === undefined || result.end.is !== "done" || meetingId === null || hostId === null || meetingIsPersonal !== false) return result;
  await world.zoomOf(at.run.institutionId).setStandingTitle({ id: meetingId, kind: "meeting", hostId }, name);
  return result;
};
