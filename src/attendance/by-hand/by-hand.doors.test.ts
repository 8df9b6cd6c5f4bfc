import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { addAttendees, attendeesOf } from "../../attendees/actions.ts";
import { ADMIN, attending, INSTITUTION, MARTA, SESSION, STRANGER, type Attending } from "../../attendees/attending.fixtures.ts";
import { after, hours, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { readReport } from "../actions.ts";
import type { SayWho } from "../contract.ts";
import * as store from "../store.ts";
import { openDrawing } from "../exports/actions.ts";
import { tellFile, tellReport } from "../telling/actions.ts";
import { tellReports } from "../summing/actions.ts";
import { sayWho } from "./actions.ts";

/** Zaneta is registered; somebody without a name of theirs came, on two phones. */
async function held(it: Attending): Promise<{ zaneta: string; phones: string[] }> {
  await addAttendees(it.world, MARTA, SESSION, "Zaneta <zaneta@elsewhere.example>");
  const seen = (key: string, from: number, to: number) => ({
    key,
    instanceId: "i1",
    name: "iPhone",
    email: null,
    registrantId: null,
    zoomUserId: null,
    waiting: false,
    joinedAt: after(it.start, minutes(from)),
    leftAt: after(it.start, minutes(to)),
  });
  await store.saveSightings(it.world.db, INSTITUTION, SESSION, [seen("k1", 0, 30), seen("k2", 20, 45)]);
  await it.pass(hours(3));
  await it.perform(readReport);
  const zaneta = (await attendeesOf(it.world.db, INSTITUTION, SESSION))[0]!.id;
  return { zaneta, phones: ["join:i1/k1", "join:i1/k2"] };
}

async function viewOf(it: Attending) {
  const told = await tellReport(it.world, MARTA, SESSION);
  if (!told.ok) throw new Error(told.refusal.because);
  return told.value;
}

const deeds = (it: Attending): Promise<{ what: string; who: string }[]> =>
  it.world.db.list((r) => ({ what: r["what"], who: r["who"] }), sql`select what, who from audit_log where what like 'guest_%' order by seq`);

eachDatabase((_, open) => {
  test("who says who a guest was changes report, list and export at once, over re-readings, and can take it back", async () => {
    const it = await attending(await open());
    const { zaneta, phones } = await held(it);
    expect((await viewOf(it)).totals).toMatchObject({ people: 2, came: 0, unregistered: 2, didNotCome: 1 });
    for (const guest of phones) expect(await sayWho(it.world, MARTA, SESSION, { guest, is: zaneta, was: "open" })).toEqual({ ok: true, value: true });

    const check = async () => {
      const view = await viewOf(it);
      expect(view.totals).toMatchObject({ people: 1, came: 1, unregistered: 0, didNotCome: 0, peak: 1, averageMinutes: 45 });
      expect(view.rows).toMatchObject([{ name: "Zaneta", minutes: 45, matchedBy: MARTA.name }]);
      expect(view.matching).toMatchObject({ open: [], said: [{ attendee: "Zaneta", by: MARTA.name }, { attendee: "Zaneta" }] });
      const within = { start: after(it.start, -hours(1)), end: after(it.start, hours(9)) };
      expect((await tellReports(it.world, MARTA, { within: within, search: "" })).reports).toMatchObject([{ people: 1, registered: 1 }]);
      const csv = await tellFile(it.world, openDrawing(), MARTA, SESSION, "csv");
      expect(csv.ok && String(csv.value.bytes).trim().split("\r\n").slice(1)).toEqual([expect.stringMatching(/^"Zaneta";.*;45;/)]);
    };
    await check();
    await it.pass(minutes(20));
    await it.perform(readReport);
    await check();

    for (const guest of phones) await sayWho(it.world, ADMIN, SESSION, { guest, is: "open", was: zaneta });
    expect((await viewOf(it)).totals).toMatchObject({ people: 2, came: 0, unregistered: 2 });
    expect((await store.totalsOf(it.world.db, INSTITUTION, [SESSION]))[0]!.totals).toMatchObject({ people: 2, came: 0, unregistered: 2 });
    expect(await deeds(it)).toEqual([
      { what: "guest_matched", who: MARTA.name },
      { what: "guest_matched", who: MARTA.name },
      { what: "guest_opened", who: ADMIN.name },
      { what: "guest_opened", who: ADMIN.name },
    ]);
  });

  test("of two who say different things at once one is refused and told; the same said twice is said once", async () => {
    const it = await attending(await open());
    const { zaneta, phones } = await held(it);
    const guest = phones[0]!;
    const answers = await Promise.all([
      sayWho(it.world, MARTA, SESSION, { guest, is: zaneta, was: "open" }),
      sayWho(it.world, ADMIN, SESSION, { guest, is: "nobody", was: "open" }),
    ]);
    expect(answers.filter((one) => one.ok)).toHaveLength(1);
    expect(answers.find((one) => !one.ok)).toMatchObject({ refusal: { because: "matched_meanwhile" } });
    const { attendeeId } = (await viewOf(it)).matching.said[0]!;
    const again: SayWho = { guest, is: attendeeId ?? "nobody", was: "open" };
    expect(await sayWho(it.world, MARTA, SESSION, again)).toMatchObject({ ok: true });
    expect(await deeds(it)).toHaveLength(1);
  });

  test("only guests of this report can be said to be somebody, and only somebody of its list, by who manages the session", async () => {
    const it = await attending(await open());
    const asked: SayWho = { guest: "join:i1/k1", is: "nobody", was: "open" };
    expect(await sayWho(it.world, MARTA, SESSION, asked)).toMatchObject({ refusal: { because: "not_found" } });
    const { zaneta } = await held(it);
    expect(await sayWho(it.world, STRANGER, SESSION, asked)).toMatchObject({ refusal: { because: "not_found" } });
    expect(await sayWho(it.world, { ...MARTA, institutionId: SESSION }, SESSION, asked)).toMatchObject({ refusal: { because: "not_found" } });
    expect(await sayWho(it.world, MARTA, SESSION, { ...asked, is: SESSION })).toMatchObject({ refusal: { because: "not_found" } });
    for (const guest of ["join:i1/k9", `attendee:${zaneta}`])
      expect(await sayWho(it.world, MARTA, SESSION, { ...asked, guest })).toMatchObject({ refusal: { because: "guest_told_apart" } });
    expect(await it.count(sql`select count(*) from report_matches`)).toBe(0);
  });
});
