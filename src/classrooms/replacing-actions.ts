import type { Tx } from "../platform/database.ts";
import { roomsOf } from "../rooms/actions.ts";
import { openAsRoom } from "../rooms/opening-actions.ts";
import type { World } from "../world.ts";
import type { NewClassroom } from "./contract.ts";
import { sessionsOnRetiringAll } from "./many/retiring-actions.ts";
import type { SessionsOnRetiring } from "./previewing-actions.ts";
import { becomesRoom } from "./performing/address.ts";
import { knownUsersAmong } from "./zoom-users/listing/store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "zooms">;
/** `roomId`: of the classroom that is replaced. */
type Replacing = { roomId: string; asked: Pick<NewClassroom, "id" | "email" | "name" | "code" | "licence"> };

/** What would become of the sessions of these rooms if all were replaced now, in this order: they go to the new classroom's room first, where it has one that fits. */
export function sessionsOnReplacing(world: Needs, institutionId: string, all: readonly Replacing[]): Promise<ReadonlyMap<string, SessionsOnRetiring>> {
  const asked = new Map(all.map((each) => [each.roomId, each.asked]));
  const open = (tx: Tx, roomId: string): Promise<string | null> => opened(tx, world, institutionId, roomId, asked.get(roomId)!);
  return sessionsOnRetiringAll(world, institutionId, [...asked.keys()], open);
}

/** The new one's room, in a transaction that is taken back. As large as the former one, unless Zoom has told how large it is; null: without a licence it is no room. */
async function opened(
  tx: Tx,
  world: Needs,
  institutionId: string,
  roomId: string,
  { id, email, name, code, licence }: Replacing["asked"],
): Promise<string | null> {
  const [known] = await knownUsersAmong(tx, institutionId, [email]);
  if (!becomesRoom({ licence }, known)) return null;
  const rooms = await roomsOf(tx, institutionId);
  const former = rooms.find((room) => room.id === roomId);
  const isMeasured = known?.licensed === true && rooms.some(({ hostId, meetingCapacity }) => hostId === known.hostId && meetingCapacity > 0);
  const { meetingCapacity = 0, webinarCapacity = 0 } = former ?? {};
  const details = isMeasured ? null : { signsInWith: ["zoom password" as const], meetingCapacity, webinarCapacity };
  const user = { hostId: known?.hostId ?? id, email, name, status: "active" as const, licensed: true, role: known?.role ?? ("member" as const), details };
  const room = await openAsRoom(tx, world, institutionId, user, { name, code }, world.clock.now());
  return room.ok ? room.value.id : null;
}
