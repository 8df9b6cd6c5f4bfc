import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE, type TestWorld } from "../../../test/world.ts";
import { attendeesOf, joinAddress } from "../../attendees/actions.ts";
import { visitBy, wayOf } from "../../attendees/visiting/actions.ts";
import { reportOfSession } from "../../attendance/actions.ts";
import { after, hours, minutes } from "../../lib/time.ts";
import type { Database } from "../../platform/database.ts";
import { sql } from "../../platform/database.ts";
import { countUntold } from "./webhook-actions.ts";

const START = after(NINE, hours(2));

async function join(w: TestWorld, attendeeId: string): Promise<void> {
  const visit = await visitBy(w, joinAddress(w, { id: attendeeId, generation: 1 }).split("/j/")[1]!);
  await w.control("join", { joinUrl: wayOf(w, visit!) });
}

/** One attends from the beginning, another from the tenth minute; the organizer ends it early. What is known of it on the day after. */
async function lived(db: Database, drop: number) {
  await using w = await aWorld(db);
  await w.control("faults", { kind: "webhooks", drop });
  const s = await w.ask({ start: START });
  await w.attend(s, "Íñigo <inigo@elsewhere.example>", "Żaneta <zaneta@elsewhere.example>");
  await w.advanceTo(START);
  const { meeting } = await w.session(s);
  const [inigo, zaneta] = (await attendeesOf(w.db, w.institutionId, s.id)).toSorted((a, b) => (a.email < b.email ? -1 : 1));
  await w.control("start", { meetingId: meeting!.id, by: { startUrl: await w.zoomOf(w.institutionId).startLink(meeting!) } });
  await join(w, inigo!.id);
  await w.advanceTo(after(START, minutes(10)));
  await join(w, zaneta!.id);
  await w.advanceTo(after(START, minutes(20)));
  const running = (await w.session(s)).live;
  await w.advanceTo(after(START, minutes(42)));
  await w.control("end", { meetingId: meeting!.id });
  await w.advanceTo(after(START, minutes(60)));
  const untold = await countUntold(w.db, w.institutionId, w.clock.now());
  await w.advanceTo(after(START, hours(12)));
  const { steps, live } = await w.session(s);
  const heard = await w.db.one((r) => Number(r["count"]), sql`select count(*) as count from webhooks`);
  return { report: await reportOfSession(w.db, w.institutionId, s.id), password: (await w.room()).password, running, steps, live, untold, heard };
}

eachDatabase((_, open) => {
  test(
    "where no webhook ever comes, start, end, closing and attendance come out as where all come, at most five minutes later",
    { timeout: 60_000 },
    async () => {
      const told = await lived(await open(), 0);
      const silent = await lived(await open(), 1);

      expect([silent.heard, told.heard! > 5]).toEqual([0, true]);
      expect(silent.running).toMatchObject({ end: null });
      expect(silent.running!.start - told.running!.start).toBeLessThanOrEqual(minutes(5));
      expect(silent.live!.end! - told.live!.end!).toBeLessThanOrEqual(minutes(5));
      expect(Object.values(silent.steps).map((step) => step.is)).toEqual(Object.values(told.steps).map((step) => step.is));
      expect(silent.password).toMatchObject({ isSet: true, exposedTo: null, occupiedBy: null });
      expect(silent.report!.totals).toEqual(told.report!.totals);
      expect(silent.report!.standing.is).toBe("final");
      expect(JSON.stringify(silent.report)).toContain("inigo@elsewhere.example");

      expect(told.untold).toEqual({ created: 0, started: 0, ended: 0 });
      expect(silent.untold).toEqual({ created: 1, started: 1, ended: 1 });
    },
  );
});
