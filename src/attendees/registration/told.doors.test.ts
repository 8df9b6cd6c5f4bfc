import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, hours, minutes, wallOf } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { changeSession } from "../../sessions/asking/actions.ts";
import { cancelSession } from "../../sessions/cancelling/actions.ts";
import type { Session } from "../../sessions/session.ts";
import { sendNote } from "../mails/note-actions.ts";
import { pageAt, register } from "./actions.ts";
import { openSessionsRegistration } from "./opening-actions.ts";
import { confirmRegistration } from "./own-actions.ts";
import { filledIn, tokenOf } from "./registering.fixtures.ts";

const START = after(NINE, hours(72));
const ANA = "ana@elsewhere.example";
const RULES = { open: true, opensAt: null, closesAt: null, capacity: null, consentText: "", consentNeeded: false, revision: null };

/** Ana registers by the public page, in Spanish and from Lima; Bea is added by the organizer. No link has gone out yet. */
async function registered(w: TestWorld): Promise<Session> {
  const s = await w.ask({ start: START });
  valueOf(await openSessionsRegistration(w, w.organizer, s.id, RULES));
  const slug = (await w.db.one((r) => String(r["slug"]), sql`select slug from registration_pages`))!;
  valueOf(await register(w, (await pageAt(w, slug))!, (await filledIn(w, slug, ANA)) as never, "192.0.2.1"));
  valueOf(await confirmRegistration(w, await tokenOf(w, ANA, w.institutionId)));
  await w.attend(s, "Bea <bea@elsewhere.example>");
  await w.settle();
  return s;
}

const subjects = (w: TestWorld, to: string): string[] => w.letters(to).map(({ subject }) => subject);

eachDatabase((_, open) => {
  test("who registered by oneself was told the time, and so hears of a change and of a cancellation long before any link has gone out", async () => {
    await using w = await aWorld(await open());
    const s = await registered(w);
    const before = subjects(w, ANA).length;
    const { revision } = await w.session(s);
    valueOf(await changeSession(w, w.neighbours, w.organizer, s.id, { revision, start: wallOf(after(START, hours(1)), s.zone), zone: s.zone } as never));
    await w.pass(minutes(2));
    expect(subjects(w, ANA).slice(before)).toEqual([expect.stringMatching(/^Cambio: /)]);
    valueOf(await cancelSession(w, w.neighbours, w.organizer, s.id, (await w.session(s)).revision));
    await w.pass(minutes(2));
    expect(subjects(w, ANA).slice(before + 1)).toEqual([expect.stringMatching(/^Cancelada: /)]);
    expect(subjects(w, "bea@elsewhere.example")).toEqual([]);
  });

  test("so does whoever had a note with the session's time and the link", async () => {
    await using w = await aWorld(await open());
    const s = await registered(w);
    valueOf(await sendNote(w, w.organizer, s.id, { subject: "Lectures", text: "Chapter two." }));
    await w.settle();
    valueOf(await cancelSession(w, w.neighbours, w.organizer, s.id, (await w.session(s)).revision));
    await w.pass(minutes(2));
    expect(subjects(w, "bea@elsewhere.example")).toEqual([expect.stringMatching(/^Lectures/), expect.stringMatching(/^Cancelled: /)]);
  });
});
