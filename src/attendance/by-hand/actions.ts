import { erasedAt } from "../../attendees/erasing/actions.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { lockSession } from "../../sessions/actions.ts";
import { mayManage } from "../../sessions/why-not.ts";
import type { World } from "../../world.ts";
import type { SayWho } from "../contract.ts";
import type { Report } from "../report.ts";
import { reportOfSession, saveTotals } from "../store.ts";
import { isErased, peakOf } from "../presence.ts";
import { totalsOf } from "../totals.ts";
import { isGuest, withSaid, type Said } from "./by-hand.ts";
import * as store from "./store.ts";

/**
 * An organizer says who a guest of the report was, or takes it back. Refuses with `matched_meanwhile` when somebody else said something other
 * than what the page showed, with `guest_told_apart` when a later reading knows the guest by itself, and with `people_erased` once people of the report
 * are erased: it can't be counted anew. Saying the same twice says it once.
 */
export async function sayWho(world: Pick<World, "db" | "clock" | "random">, who: Member, sessionId: string, asked: SayWho): Promise<Outcome<true>> {
  const { institutionId } = who;
  const now = world.clock.now();
  return world.db.transaction(async (tx): Promise<Outcome<true>> => {
    const session = await lockSession(tx, institutionId, sessionId);
    if (session === null || !mayManage(session, who)) return refused("not_found");
    const report = await reportOfSession(tx, institutionId, sessionId);
    if (report === null) return refused("not_found");
    if (report.rows.some(isErased) || (await erasedAt(tx, institutionId, sessionId)) !== null) return refused("people_erased");
    const is = standingOf(await store.saidOf(tx, institutionId, sessionId), asked.guest);
    if (is === asked.is) return fine(true);
    if (is !== asked.was) return refused("matched_meanwhile");
    const why = asked.is === "open" ? null : whyNotSay(report, asked);
    if (why !== null) return refused(why);
    const deed = { institutionId, at: now, who: who.name, memberId: who.id, sessionId };
    if (asked.is === "open") await store.takeBack(tx, institutionId, sessionId, asked.guest);
    else {
      const attendeeId = asked.is === "nobody" ? null : asked.is;
      await store.say(tx, institutionId, sessionId, { guest: asked.guest, attendeeId, memberId: who.id, who: who.name, now });
    }
    await sumAnew(tx, institutionId, sessionId, report);
    await note(tx, world.random, { ...deed, what: asked.is === "open" ? "guest_opened" : asked.is === "nobody" ? "guest_nobody" : "guest_matched" });
    return fine(true);
  });
}

const standingOf = (said: readonly Said[], guest: string): string => {
  const one = said.find((other) => other.guest === guest);
  return one === undefined ? "open" : (one.attendeeId ?? "nobody");
};

function whyNotSay(report: Report, { guest, is }: SayWho): string | null {
  if (!report.rows.some((row) => row.key === guest && isGuest(row))) return "guest_told_apart";
  return is === "nobody" || report.rows.some((row) => row.attendeeId === is) ? null : "not_found";
}

/** Lists and summaries count what the report shows. */
async function sumAnew(tx: Tx, institutionId: string, sessionId: string, report: Report): Promise<void> {
  const said = await store.saidOf(tx, institutionId, sessionId);
  const { rows, presence } = withSaid(report, said);
  await saveTotals(tx, institutionId, sessionId, totalsOf(rows, peakOf(presence)));
}
