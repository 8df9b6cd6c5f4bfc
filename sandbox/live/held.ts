import { z } from "zod";
import type { Instant } from "../../src/lib/time.ts";
import { created, type Answer } from "../answer.ts";
import type { Instance, Stay } from "../account.ts";
import { secret, uuid } from "../ids.ts";
import { read } from "../reading.ts";
import { count, type World } from "../world.ts";
import { liveOf } from "./live.ts";

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text) as Instant);
const time = z.strictObject({ in: moment, out: moment }).refine((both) => both.in < both.out);
const person = z.strictObject({
  name: z.string(),
  email: z.string().default(""),
  registrantId: z.string().default(""),
  accountUserId: z.string().default(""),
  times: z.array(time).min(1),
});
const shape = z.strictObject({ meetingId: z.coerce.number(), from: moment, to: moment, people: z.array(person) });

/** A meeting that was held, with as many people as a test wants: letting thousands come one by one would take a test's whole time. No webhook tells of it. */
export function holdInThePast(world: World, body: Record<string, unknown>): Answer {
  const given = read(shape, body);
  if (!given.ok) return { status: 400, body: { error: given.problem } };
  const { meetingId, from, to, people } = given.value;
  const meeting = world.meetings.get(meetingId);
  if (meeting === undefined || meeting.deletedAt !== null) return refused("no_such_meeting");
  if (liveOf(world, meeting.id) !== null) return refused("live");
  if (from >= to || to > world.at) return refused("not_in_the_past");
  const { id, kind, hostId, topic } = meeting;
  const instance: Instance = { uuid: meeting.uuid, meetingId: id, kind, hostId, topic, startedAt: from, endedAt: to };
  world.instances.put(instance.uuid, instance);
  world.meetings.put(id, { ...meeting, uuid: uuid(world) });
  for (const { times, ...who } of people) for (const one of times) putStay(world, instance, who, one);
  return created({ uuid: instance.uuid });
}

const refused = (because: string): Answer => ({ status: 409, body: { ok: false, because } });

type Who = Pick<Stay, "name" | "email" | "registrantId" | "accountUserId">;

function putStay(world: World, { meetingId, uuid, hostId }: Instance, who: Who, time: { in: Instant; out: Instant }): void {
  const id = secret(world, 12);
  const row = { userId: String(16_778_240 + count(world, "rows") * 1024), joinAt: time.in, leaveAt: time.out, status: "in_meeting" as const };
  world.stays.put(id, { ...who, id, meetingId, uuid, host: who.accountUserId === hostId, knockedAt: time.in, where: "left", rows: [row] });
}
