import { ok, refuse, type Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import type { Kind } from "../account.ts";
import { page } from "../paging.ts";
import { account, zoomTime } from "../world.ts";
import { findOver, isOfOne, notYet, rowsOf, summary, type Over, type ReportRow, type Words } from "./over.ts";

const REPORT: Record<Kind, Words> = {
  meeting: { unknown: (id) => `Meeting ${id} not found or has expired.`, tooOld: "Can not access meeting a year ago." },
  webinar: { unknown: (id) => `Webinar ${id} not found or has expired.`, tooOld: "Can not access a webinar a year ago." },
};

/** A meeting of one has no report. */
function reported(call: Call, kind: Kind): Over {
  const { world } = call;
  if (account(world).plan === "free") return { ok: false, answer: refuse(400, 200, `This is only available for paid account: ${account(world).id}.`) };
  const found = findOver(world, kind, call.params["uuid"]!, REPORT[kind]);
  return found.ok && isOfOne(world, found.instance) ? { ok: false, answer: notYet(kind) } : found;
}

/** GET /report/meetings/{id}, GET /report/webinars/{id}. */
export function reportDetails(call: Call, kind: Kind): Answer {
  const found = reported(call, kind);
  if (!found.ok) return found.answer;
  const { startedAt, endedAt, hostId } = found.instance;
  return ok({
    ...summary(call.world, found.instance),
    dept: call.world.users.get(hostId)?.dept ?? "",
    start_time: zoomTime(startedAt),
    end_time: zoomTime(endedAt),
    custom_keys: [],
    tracking_fields: [],
  });
}

/** GET /report/…/participants. */
export function reportParticipants(call: Call, kind: Kind): Answer {
  const found = reported(call, kind);
  if (!found.ok) return found.answer;
  const withRegistrant = (call.query.get("include_fields") ?? "").split(",").includes("registrant_id");
  const view = (row: ReportRow): unknown => ({
    ...rowView(row),
    participant_user_id: row.stay.accountUserId,
    customer_key: "",
    bo_mtg_id: "",
    ...(withRegistrant ? { registrant_id: row.stay.registrantId } : {}),
  });
  return page(call, "participants", rowsOf(call.world, found.instance), view);
}

/** Coming back is another row, and so is the waiting room. */
export function rowView({ stay, row, ready }: ReportRow): Record<string, unknown> {
  const leaveAt = row.leaveAt ?? row.joinAt;
  return {
    id: stay.accountUserId,
    user_id: row.userId,
    name: stay.name,
    user_email: stay.email,
    join_time: zoomTime(row.joinAt),
    ...(ready ? { leave_time: zoomTime(leaveAt) } : {}),
    duration: ready ? Math.round((leaveAt - row.joinAt) / 1000) : 0,
    failover: false,
    status: row.status,
  };
}
