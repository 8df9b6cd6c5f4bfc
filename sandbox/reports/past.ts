import { days } from "../../src/lib/time.ts";
import { ok, refuse, type Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import type { Kind, Registrant } from "../account.ts";
import { doesNotExist } from "../meetings/find.ts";
import { registrantView, takesRegistrants } from "../meetings/registrants.ts";
import { page } from "../paging.ts";
import { account, zoomTime } from "../world.ts";
import { findOver, peopleIn, rowsOf, summary, type Over, type ReportRow, type Words } from "./over.ts";
import { rowView } from "./reports.ts";

/** Fifteen months, as Zoom counts them for what it remembers to have taken place. */
const REMEMBERED_FOR = days(456);

const PAST: Record<Kind, Words> = {
  meeting: { unknown: (id) => `Meeting does not exist: ${id}.`, tooOld: "Can not access a meeting a year ago." },
  webinar: { unknown: () => "Webinar does not exist.", tooOld: "Can not access a webinar a year ago." },
};

function past(call: Call, kind: Kind, words: Words = PAST[kind]): Over {
  const { id, plan } = account(call.world);
  if (plan === "free") return { ok: false, answer: refuse(400, 200, `Only available for paid account: ${id}.`) };
  return findOver(call.world, kind, call.params["uuid"]!, words);
}

/** GET /past_meetings/{uuid}: when it really began and ended. Webinars have no such question. */
export function pastMeeting(call: Call): Answer {
  const found = past(call, "meeting", { ...PAST.meeting, tooOld: "Cannot access a meeting a year ago." });
  if (!found.ok) return found.answer;
  const { startedAt, endedAt, hostId } = found.instance;
  return ok({
    ...summary(call.world, found.instance),
    host_id: hostId,
    dept: call.world.users.get(hostId)?.dept ?? "",
    start_time: zoomTime(startedAt),
    end_time: zoomTime(endedAt),
    source: "Zoom",
    has_meeting_summary: false,
  });
}

/** GET /past_…/participants: as in the report, told apart from outsiders, empty for a meeting of one. */
export function pastParticipants(call: Call, kind: Kind): Answer {
  const { world } = call;
  const found = past(call, kind);
  if (!found.ok) return found.answer;
  const rows = peopleIn(world, found.instance).length < 2 ? [] : rowsOf(world, found.instance);
  const view = (row: ReportRow): unknown => ({ ...rowView(row), registrant_id: row.stay.registrantId, internal_user: row.stay.accountUserId !== "" });
  return page(call, "participants", rows, view);
}

/** GET /past_…/{number}/instances. */
export function pastInstances(call: Call, kind: Kind): Answer {
  const { world } = call;
  const id = call.params[`${kind}Id`]!;
  const meeting = world.meetings.get(id);
  if (meeting === undefined || meeting.kind !== kind) return kind === "meeting" ? doesNotExist(kind, id) : refuse(400, 300, "Invalid webinar ID.");
  const from = world.at - REMEMBERED_FOR;
  const over = world.instances.by(meeting.id).filter(({ endedAt }) => endedAt !== null && endedAt >= from);
  return ok({ [`${kind}s`]: over.map((instance) => ({ uuid: instance.uuid, start_time: zoomTime(instance.startedAt) })) });
}

/** GET /past_webinars/{uuid}/absentees: who was registered and did not come. */
export function absentees(call: Call): Answer {
  const { world } = call;
  const id = call.params["uuid"]!;
  const occurrence = call.query.get("occurrence_id") ?? "";
  if (occurrence !== "") return refuse(400, 300, `The request could not be completed because you have provided an invalid occurrence ID: ${occurrence}.`);
  const found = past(call, "webinar", { ...PAST.webinar, unknown: () => `Webinar ${id} not found or expired.` });
  if (!found.ok) return found.answer;
  const webinar = world.meetings.get(found.instance.meetingId)!;
  if (!takesRegistrants(webinar)) return refuse(400, 3000, `This webinar doesn't have registration required: ${id}.`);
  const came = new Set(peopleIn(world, found.instance).map((stay) => stay.registrantId));
  const absent = world.registrants.by(webinar.id).filter((one: Registrant) => one.status === "approved" && !came.has(one.id));
  return page(call, "registrants", absent, (one) => registrantView(world, webinar, one), { page_number: 1 });
}
