import { z } from "zod";
import { memberOf } from "../people/actions.ts";
import type { Member } from "../people/member.ts";
import { assureMayTry } from "../people/signing-in/trying-actions.ts";
import { idIn, refuse, valueOf, type App } from "../platform/http.ts";
import type { World } from "../world.ts";
import { emptiedOf, withRows } from "./actions.ts";
import * as shape from "./contract.ts";
import { placed } from "./databases/rows-actions.ts";
import { twinsIn } from "./databases/store.ts";
import { rowsOf } from "./databases/writing.ts";
import { whyNotFarewellOf } from "./farewell-actions.ts";
import { previewName } from "./naming-actions.ts";
import { previewed, newRowsNow, NO_SESSIONS, sessionsOnRetiring, toHold } from "./previewing-actions.ts";
import { previewPublishing } from "./publishing-actions.ts";
import { sessionsOnReplacing } from "./replacing-actions.ts";
import { becomesRoom } from "./performing/address.ts";
import { addressNow } from "./performing/address-actions.ts";
import { classroomById, classroomsOf } from "./store.ts";
import { seatsOf } from "./zoom-users/listing/actions.ts";

const params = z.object({ id: z.string() });

/** Each looks into somebody else's databases, or asks Zoom, while a form is filled in: so many a minute for each member. */
export async function mayLook(world: Pick<World, "db">, request: Parameters<typeof memberOf>[0]): Promise<Member> {
  const who = memberOf(request);
  await assureMayTry(world.db, "database looking", `member ${who.id}`);
  return who;
}

/** What would be done to a classroom, its rows, sessions and Zoom user; nothing is. */
export function previewRoutes(app: App, world: World): void {
  app.post("/api/classrooms/preview", { schema: { body: shape.newClassroom, response: { 200: shape.newClassroomPreview } } }, async (request) =>
    preview(world, await mayLook(world, request), request.body),
  );
  app.post("/api/classrooms/:id/name/preview", { schema: { params, body: shape.nameWanted, response: { 200: shape.namePreview } } }, async (request) =>
    valueOf(await previewName(world, await mayLook(world, request), idIn(request.params.id), request.body)),
  );
  app.post("/api/classrooms/:id/rows/preview", { schema: { params, body: shape.rowsWanted, response: { 200: shape.namePreview } } }, async (request) =>
    valueOf(await previewPublishing(world, await mayLook(world, request), idIn(request.params.id), request.body)),
  );
  app.get("/api/classrooms/:id/retiring", { schema: { params, response: { 200: shape.retiringPreview } } }, async (request) => {
    const { institutionId } = memberOf(request);
    const classroom = await classroomById(world.db, institutionId, idIn(request.params.id));
    if (classroom === null) throw refuse(404, "not_found");
    return sessionsOnRetiring(world, institutionId, classroom.roomId);
  });
  app.get("/api/classrooms/:id/farewells", { schema: { params, response: { 200: shape.farewells } } }, async (request) => {
    const { institutionId } = await mayLook(world, request);
    const classroom = await classroomById(world.db, institutionId, idIn(request.params.id));
    if (classroom === null) throw refuse(404, "not_found");
    return { whyNot: await whyNotFarewellOf(world, classroom) };
  });
}

/** What would be written, and what would become of sessions. Nothing is done. */
async function preview(world: World, { institutionId }: Member, asked: shape.NewClassroom): Promise<z.infer<typeof shape.newClassroomPreview>> {
  const wanted = await withRows(world, institutionId, asked);
  const now = await newRowsNow(world, institutionId, wanted, toHold(wanted));
  const old = (await classroomsOf(world.db, institutionId)).find(({ id }) => id === wanted.replaces);
  const replacing = old?.roomId == null ? [] : [{ roomId: old.roomId, asked: wanted }];
  const sessions = (await sessionsOnReplacing(world, institutionId, replacing)).get(old?.roomId ?? "") ?? NO_SESSIONS;
  const { is: address, isLicensed } = await addressNow(world.db, institutionId, wanted.email);
  const mine = [wanted.id, wanted.replaces].filter((id) => id !== null);
  const rows = await previewed(world, institutionId, now, wanted, mine);
  const empties = old === undefined ? null : emptiedOf(world.secrets, old, wanted, await twinsIn(world.db, institutionId));
  const emptied = await Promise.all(rowsOf(empties?.link ?? null, empties?.passcode ?? null).map(async (place) => ({ table: (await placed(world, institutionId, place.tableId))?.called ?? "", key: place.key }))); // prettier-ignore
  const becomes = becomesRoom(wanted, { licensed: isLicensed });
  return { seen: now.seen, rows, emptied, sessions, seats: await seatsOf(world.db, institutionId, world.clock.now()), address, becomesRoom: becomes };
}
