import { iso } from "../../src/lib/time.ts";
import type { Meeting } from "../account.ts";
import { hostDays } from "../limits.ts";
import { inside } from "../live/live.ts";
import { counted, account, type World } from "../world.ts";

const CALLS = "calls: ";

/** Everything an observer wants to count, without asking through the API. */
export function stateOf(world: World): Record<string, unknown> {
  const calls: Record<string, number> = {};
  for (const { name, count } of world.counts.all()) if (name.startsWith(CALLS)) calls[name.slice(CALLS.length)] = count;
  return {
    now: iso(world.at),
    account: account(world),
    users: [...world.users.all()].map(({ id, email, type, status, role_id, first_name, last_name, last_login_time }) => ({
      id,
      email,
      type,
      status,
      role_id,
      first_name,
      last_name,
      last_login_time,
      passwordChanges: counted(world, `password changes ${id}`),
    })),
    meetings: [...world.meetings.all()].map((meeting) => meetingState(world, meeting)),
    live: [...world.instances.all()]
      .filter((i) => i.endedAt === null)
      .map((i) => ({ meetingId: i.meetingId, uuid: i.uuid, hostId: i.hostId, startedAt: iso(i.startedAt) })),
    distinctMeetings: world.meetings.size(),
    calls: { total: counted(world, "calls"), refused429: counted(world, "calls refused with 429"), byOperation: calls },
    hostDays: hostDays(world),
    mails: [...world.mails.all()].map(({ to, about, at }) => ({ to, about, at: iso(at) })),
    passwordChanges: [...world.mails.all()].filter((mail) => mail.about === "password changed").map(({ to, at }) => ({ to, at: iso(at) })),
  };
}

/** Who was in which meeting from when to when: what every report has to say, and when its instances ran. */
export const presenceOf = (world: World): Record<string, unknown> => ({
  instances: [...world.instances.all()],
  stays: [...world.stays.all()],
  meetings: [...world.meetings.all()],
  registrants: [...world.registrants.all()],
});

function meetingState(world: World, meeting: Meeting): Record<string, unknown> {
  const { id, kind, topic, hostId, startAt, duration, createdAt, deletedAt, source, agenda, settings } = meeting;
  const people = inside(world, id).map((stay) => ({
    participantId: stay.id,
    name: stay.name,
    email: stay.email,
    host: stay.host,
    where: stay.where,
    registrantId: stay.registrantId,
  }));
  return {
    id, kind, topic, agenda, hostId, duration, source, settings,
    startAt: iso(startAt),
    createdAt: iso(createdAt),
    deletedAt: deletedAt === null ? null : iso(deletedAt),
    registrants: world.registrants.by(id).length,
    instances: world.instances.by(id).map((i) => ({ uuid: i.uuid, startedAt: iso(i.startedAt), endedAt: i.endedAt === null ? null : iso(i.endedAt) })),
    inside: people,
  }; // prettier-ignore
}
