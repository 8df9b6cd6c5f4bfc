import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aMember, aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, before, hours, minutes } from "../../lib/time.ts";
import { insertInstitution } from "../../people/store.ts";
import { DEFAULT_SETTINGS } from "../../people/institution.ts";
import { sql, type Database } from "../../platform/database.ts";
import { cancelSession } from "../../sessions/cancelling/actions.ts";
import { attendeesOf, joinAddress } from "../actions.ts";
import { leaveSession } from "../leaving/actions.ts";
import { choose, pageOf, panelBy, panelOf, renewFeed, renewPanel } from "./actions.ts";
import { askForPanels, panelOfMember } from "./asking-actions.ts";
import { feedFor, panelByFeedToken } from "./feed-actions.ts";

const START = after(NINE, hours(3));
const ANA = "ana@elsewhere.example";

const tokenIn = (address: string): string => address.split("/")[4]!;
const panelMailed = (w: TestWorld): string => /https?:\S+\/p\/[\w-]{22}/.exec(w.letters(ANA).at(-1)!.text)![0];

/** Ana is in two sessions of three, and the links of the first have gone out. */
async function lived(db: Database) {
  const w = await aWorld(db, { rooms: 2 });
  const first = await w.ask({ start: START, title: "Óptica" });
  const second = await w.ask({ start: after(START, hours(30)), title: "Acústica" });
  const other = await w.ask({ start: after(START, hours(50)), title: "Mecánica" });
  await w.attend(first, `Ana <${ANA}>`, "Bea Ruiz <bea@elsewhere.example>");
  await w.attend(second, `Ana <ANA@elsewhere.example>`);
  await w.attend(other, "Bea Ruiz <bea@elsewhere.example>");
  await w.advanceTo(before(START, minutes(14)));
  const panel = (await panelBy(w, tokenIn(panelMailed(w))))!;
  return { w, first, second, panel };
}

eachDatabase((_, open) => {
  test("the mail with the link leads to the panel: the person's sessions, and nobody else's name or address", async () => {
    const { w, panel } = await lived(await open());
    await using _w = w;
    const page = await pageOf(w, panel);
    expect(page).toMatchObject({ email: ANA, institution: "Universidad", zone: null, language: DEFAULT_SETTINGS.language });
    expect(page.sessions.map(({ title, state, isComing }) => [title, state, isComing])).toEqual([
      ["Óptica", "open", true],
      ["Acústica", "before", true],
    ]);
    expect(JSON.stringify(page)).not.toMatch(/bea|Ruiz|Łukasz|Żak|lukasz/i);
    expect(JSON.stringify(await w.db.list((r) => r, sql`select * from panels`))).not.toContain(tokenIn(panelMailed(w)));
    expect(await panelBy(w, "x".repeat(22))).toBeNull();
  });

  test("afterwards a session is past, and what was called off is not among what comes for ever", async () => {
    const { w, second, panel } = await lived(await open());
    await using _w = w;
    valueOf(await cancelSession(w, w.neighbours, w.organizer, second.id, (await w.session(second)).revision));
    await w.pass(hours(3));
    expect((await pageOf(w, panel)).sessions.map(({ state, isComing, mayLeave }) => [state, isComing, mayLeave])).toEqual([
      ["over", false, false],
      ["cancelled", true, false],
    ]);
    w.clock.set({ offset: 0, frozenAt: after(w.clock.now(), hours(40)) });
    expect((await pageOf(w, panel)).sessions.map(({ isComing }) => isComing)).toEqual([false, false]);
  });

  test("mails are written in the language and the zone that the person chose; a zone that nobody knows is refused", async () => {
    const { w, panel } = await lived(await open());
    await using _w = w;
    expect(await choose(w, panel, { zone: "Mars/Olympus" })).toMatchObject({ refusal: { because: "time_zone_unknown", field: "zone" } });
    valueOf(await choose(w, panel, { language: "es", zone: "America/Bogota" }));
    await w.advanceTo(after(START, hours(30)));
    const letter = w.letters(ANA).at(-1)!;
    expect(letter.subject).toContain("Enlace para unirse");
    expect(letter.text).toContain("Bogotá");
    expect(w.letters("bea@elsewhere.example").at(-1)!.text).not.toContain("Bogot");
  });

  test("the calendar has the person's sessions with stable ids and the addresses that stay, and says what was called off", async () => {
    const { w, first, second, panel } = await lived(await open());
    await using _w = w;
    const { feed } = await pageOf(w, panel);
    expect(await panelByFeedToken(w, tokenIn(feed))).toMatchObject({ id: panel.id });
    const [ana] = (await attendeesOf(w.db, w.institutionId, first.id)).filter(({ email }) => email === ANA);
    const text = (await feedFor(w, panel)).replaceAll("\r\n ", "");
    expect(text).toContain(`UID:${first.id}@bedel`);
    expect(text).toContain(joinAddress(w, ana!));
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    expect(text).not.toMatch(/bea|Ruiz|Łukasz|Mec/i);
    const sequences = (ics: string): number[] => [...ics.matchAll(/SEQUENCE:(\d+)/g)].map((found) => Number(found[1]));

    valueOf(await cancelSession(w, w.neighbours, w.organizer, second.id, (await w.session(second)).revision));
    const later = (await feedFor(w, panel)).replaceAll("\r\n ", "");
    expect(later).toContain("STATUS:CANCELLED");
    expect(sequences(later)[1]).toBeGreaterThan(sequences(text)[1]!);
    w.clock.set({ offset: 0, frozenAt: after(w.clock.now(), hours(24 * 92)) });
    expect(await feedFor(w, panel)).not.toContain("VEVENT");
  });

  test("a new address for the calendar stops the old one; a new panel stops both, and is mailed", async () => {
    const { w, panel } = await lived(await open());
    await using _w = w;
    const old = (await pageOf(w, panel)).feed;
    const next = await renewFeed(w, panel);
    expect(await panelByFeedToken(w, tokenIn(old))).toBeNull();
    expect(await panelByFeedToken(w, tokenIn(next))).not.toBeNull();

    const before = panelMailed(w);
    await renewPanel(w, (await panelBy(w, tokenIn(before)))!);
    await w.settle();
    expect(await panelBy(w, tokenIn(before))).toBeNull();
    expect(await panelByFeedToken(w, tokenIn(next))).toBeNull();
    expect(panelMailed(w)).not.toBe(before);
    expect(await panelBy(w, tokenIn(panelMailed(w)))).toMatchObject({ id: panel.id });
  });

  test("who asks for the panel gets a mail of each institution, which names no other; who is in no list gets none, nor too many", async () => {
    const { w } = await lived(await open());
    await using _w = w;
    const elsewhere = w.random.uuid();
    await insertInstitution(w.db, elsewhere, { ...DEFAULT_SETTINGS, name: "Conservatorio" });
    const organizer = await aMember(w.db, { institutionId: elsewhere, id: w.random.uuid(), name: "Otro", email: "otro@musica.example", role: "organizer" });
    await w.db
      .run(sql`insert into sessions (institution_id, id, title, kind, starts_at, ends_at, zone, admission, organizer_id, status, source, policy, steps, asked_at)
      select ${elsewhere}, ${w.random.uuid()}, 'Solfeo', kind, starts_at, ends_at, zone, admission, ${organizer.id}, 'waiting', source, policy, steps, asked_at from sessions limit 1`);
    await w.db.run(sql`insert into attendees (institution_id, id, session_id, name, email, token_print, added_at)
      select institution_id, ${w.random.uuid()}, id, 'Ana', ${ANA}, 'x', asked_at from sessions where institution_id = ${elsewhere}`);
    const had = w.letters(ANA).length;

    await askForPanels(w, "nobody@elsewhere.example");
    await askForPanels(w, ` ${ANA.toUpperCase()}`);
    await w.settle();
    const mails = w.letters(ANA).slice(had);
    expect(mails.map(({ text }) => ["Universidad", "Conservatorio"].filter((name) => text.includes(name))).toSorted()).toEqual([
      ["Conservatorio"],
      ["Universidad"],
    ]);
    expect(w.letters("nobody")).toEqual([]);
    for (let i = 0; i < 10; i += 1) await askForPanels(w, ANA);
    await w.settle();
    expect(w.letters(ANA).length - had).toBe(5 * 2);
  });

  test("a member finds the panel by account, only where the address is proven", async () => {
    const { w } = await lived(await open());
    await using _w = w;
    const ana = await aMember(w.db, { institutionId: w.institutionId, id: w.random.uuid(), name: "Ana", email: ANA, role: "organizer" });
    expect(await panelOfMember(w, ana)).toEqual({ panel: new URL(panelMailed(w)).pathname, coming: 2 });
    expect(await panelOfMember(w, w.admin)).toEqual({ panel: null, coming: 0 });
    await w.db.run(sql`update people set "emailVerified" = false where id = ${ana.personId}`);
    expect(await panelOfMember(w, ana)).toEqual({ panel: null, coming: 0 });
  });

  test("who leaves a session finds it on the panel no more", async () => {
    const { w, second, panel } = await lived(await open());
    await using _w = w;
    const [ana] = await attendeesOf(w.db, w.institutionId, second.id);
    valueOf(await w.db.transaction((tx) => leaveSession(tx, w, ana!, w.clock.now())));
    expect((await pageOf(w, panel)).sessions.map(({ title }) => title)).toEqual(["Óptica"]);
    expect(await panelOf(w.db, w, w.institutionId, ANA)).toMatchObject({ id: panel.id });
  });
});
