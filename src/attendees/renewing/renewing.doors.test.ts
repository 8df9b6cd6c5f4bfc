import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { start } from "../../../test/support/sessions.ts";
import { aMember, aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, before, hours, minutes } from "../../lib/time.ts";
import { deedsOf } from "../../platform/audit.ts";
import type { Session } from "../../sessions/session.ts";
import { addAttendees, attendeesOf, joinAddress } from "../actions.ts";
import { attending, INSTITUTION, MARTA, SESSION } from "../attending.fixtures.ts";
import { ensureRegistrants } from "../registering/actions.ts";
import { removeRegistrants } from "../registering/removing-actions.ts";
import { visitBy, wayOf } from "../visiting/actions.ts";
import { renewAddress } from "./actions.ts";

const START = after(NINE, hours(3));
const ANA = "ana@elsewhere.example";

const anaOf = async (w: TestWorld, s: Session) => (await attendeesOf(w.db, w.institutionId, s.id)).find(({ email }) => email === ANA)!;
const mailed = (w: TestWorld): string => /\/j\/([\w-]{22})/.exec(w.letters(ANA).at(-1)!.text)![1]!;

eachDatabase((_, open) => {
  test("the former address leads nowhere, the new one is mailed at once, and the history tells", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.attend(s, ANA);
    const former = joinAddress(w, await anaOf(w, s)).split("/j/")[1]!;
    valueOf(await renewAddress(w, w.organizer, s.id, (await anaOf(w, s)).id));
    await w.settle();
    expect(await visitBy(w, former)).toBeNull();
    expect(mailed(w)).not.toBe(former);
    expect((await visitBy(w, mailed(w)))!.attendee.email).toBe(ANA);
    expect(await deedsOf(w.db, w.institutionId, s.id)).toContainEqual(expect.objectContaining({ what: "attendee_link_renewed", who: w.organizer.name }));
    await w.advanceTo(START);
    expect((await visitBy(w, mailed(w)))!.joining.is).toBe("open");
  });

  test("Zoom lets nobody in by the way that it gave before, and the person by a new one", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.attend(s, ANA, "bea@elsewhere.example");
    await w.advanceTo(before(START, minutes(10)));
    await start(w, s);
    const formerWay = wayOf(w, (await visitBy(w, mailed(w)))!)!;
    valueOf(await renewAddress(w, w.organizer, s.id, (await anaOf(w, s)).id));
    expect((await visitBy(w, joinAddress(w, await anaOf(w, s)).split("/j/")[1]!))!.joining.is).toBe("preparing");
    await w.pass(minutes(2));
    const way = wayOf(w, (await visitBy(w, mailed(w)))!)!;
    expect(way).not.toBe(formerWay);
    expect((await w.control("join", { joinUrl: formerWay }))["ok"]).toBe(false);
    expect((await w.control("join", { joinUrl: way }))["ok"]).toBe(true);
  });

  test("Zoom is not told of the person again before it has forgotten the former way", async () => {
    const it = await attending(await open());
    await addAttendees(it.world, MARTA, SESSION, ANA);
    await it.perform(ensureRegistrants);
    await it.change((s) => ({ ...s, registrantsAsked: true }));
    const known = async () => (await attendeesOf(it.world.db, INSTITUTION, SESSION))[0]!;
    const { id, registrantId } = await known();
    valueOf(await renewAddress(it.world, MARTA, SESSION, id));
    await it.perform(ensureRegistrants);
    expect((await known()).registrantId).toBeNull();
    await it.perform(removeRegistrants);
    expect((await it.session()).registrantsAsked).toBe(false);
    await it.perform(ensureRegistrants);
    expect((await known()).registrantId).not.toBe(registrantId);
    expect((await known()).registrantId).not.toBeNull();
  });

  test("nobody but who manages the session does it, and not when it is over", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.attend(s, ANA);
    const { id } = await anaOf(w, s);
    const stranger = await aMember(w.db, {
      institutionId: w.institutionId,
      id: w.random.uuid(),
      name: "Otro",
      email: "otro@universidad.example",
      role: "organizer",
    });
    expect(await renewAddress(w, stranger, s.id, id)).toMatchObject({ refusal: { because: "not_yours" } });
    expect(await renewAddress(w, w.organizer, s.id, w.institutionId)).toMatchObject({ refusal: { because: "not_found" } });
    w.clock.set({ offset: 0, frozenAt: after(START, hours(2)) });
    expect(await renewAddress(w, w.organizer, s.id, id)).toMatchObject({ refusal: { because: "already_over" } });
  });
});
