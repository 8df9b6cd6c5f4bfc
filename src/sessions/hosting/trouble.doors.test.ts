import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { cancel, change, fault } from "../../../test/support/sessions.ts";
import { aMember, aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, days, hours, minutes, type Instant } from "../../lib/time.ts";
import { newApp } from "../../platform/http.ts";
import { readPlans, roomsOf } from "../../rooms/actions.ts";
import { readFromZoom, roomRoutes } from "../../rooms/routes.ts";
import { changeSession } from "../asking/actions.ts";
import { undoChange } from "../cancelling/actions.ts";
import { extendSession } from "../running/actions.ts";
import type { Session } from "../session.ts";
import { upcoming } from "../showing/upcoming-actions.ts";
import { upstairs } from "../showing/wiring-actions.ts";

const START = after(NINE, days(3));
const LUKASZ = { id: "uLukasz", email: "lukasz@universidad.example" };

eachDatabase((_, open) => {
  test("a host who is gone from Zoom keeps nobody from reading the rooms", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    await w.ask({ source: "personal", start: START });
    await fault(w, "GET /users/:host/meetings", "refuse", { times: 99, status: 404, body: { code: 1001, message: "User does not exist." } });
    await expect(readFromZoom(w, upstairs(w, w.neighbours), w.institutionId)).resolves.toBeUndefined();
  });

  test("who hosts sessions to come is made no room, which would take away the password", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    const room = (await roomsOf(w.db, w.institutionId)).find(({ hostId }) => hostId === LUKASZ.id)!;
    const app = await newApp({ log: w.log, words: (_, because) => because, reader: () => "en", frameSelf: false });
    app.addHook("onRequest", async (request) => void (request.member = w.admin));
    roomRoutes(app, w, upstairs(w, w.neighbours));
    const turnOn = async () =>
      (await app.inject({ method: "PATCH", url: `/api/rooms/${room.id}`, payload: { active: true, confirmed: true, revision: room.revision } })).json();

    const s = await w.ask({ source: "personal", start: START });
    expect((await turnOn()).errors[0].because).toBe("room_hosts_sessions");
    expect((await app.inject({ url: `/api/rooms/${room.id}` })).json().room.whyNotActivate).toBe("room_hosts_sessions");
    valueOf(await cancel(w, s));
    expect(await turnOn()).toMatchObject({ active: true });
  });

  test("what happens next is told of the steps that it lives", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    const s = await w.ask({ source: "personal", start: after(NINE, hours(2)) });
    await w.settle();
    expect(await upcoming(w.db, w.institutionId, w.clock.now())).toMatchObject({ what: "sendLinks", title: s.title });
  });

  test("what is planned in Zoom afterwards at a session's own time is told its organizer, once, and not what it is called", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    const s = await w.ask({ source: "personal", start: START });
    await w.ask({ source: "personal", start: after(START, hours(6)) });
    await planInZoom(w, after(START, minutes(30)), 60);
    for (let reading = 0; reading < 2; reading += 1) await readFromZoom(w, upstairs(w, w.neighbours), w.institutionId);
    await w.settle();

    const told = w.letters("lukasz").filter(({ subject }) => subject.startsWith("Another meeting at that time"));
    expect(told.map(({ subject }) => subject)).toEqual([`Another meeting at that time: ${s.title}`]);
    expect(told[0]!.text).toMatch(/on the Zoom of .+[^]+The other meeting: .*9:30 – 10:30 AM/);
    expect(told[0]!.text).not.toContain("Tutoría");
  });

  test("what was planned in Zoom at a session's own time keeps nobody from making it longer", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    const s = await w.ask({ source: "personal", start: START });
    await w.settle();
    await planInZoom(w, after(START, minutes(10)), 20);
    expect(valueOf(await extend(w, await w.session(s))).time.end).toBe(after(START, minutes(75)));

    await planInZoom(w, after(START, minutes(80)), 20);
    expect(await extend(w, await w.session(s))).toMatchObject({ ok: false, refusal: { because: "extend_needs_host" } });
  });

  test("Zoom is not asked for whoever may not change the session", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    const s = await w.ask({ source: "personal", start: START });
    const stranger = { institutionId: w.institutionId, id: w.random.uuid(), name: "Otra", email: "otra@universidad.example", role: "organizer" } as const;
    const other = await aMember(w.db, stranger);
    const calls = async () => (await w.control("calls"))["total"];
    const before = await calls();
    expect(await extendSession(w, w.neighbours, other, s.id, { minutes: 15, revision: s.revision })).toMatchObject({ refusal: { because: "not_yours" } });
    const wish = { start: "2027-03-04T12:00", zone: "Europe/Madrid", revision: s.revision };
    expect(await changeSession(w, w.neighbours, other, s.id, wish)).toMatchObject({ refusal: { because: "not_yours" } });
    expect(await calls()).toBe(before);
  });

  test("taking back a change gives back its time on its host, whatever was planned there meanwhile", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    const s = await w.ask({ source: "personal", start: START });
    await planInZoom(w, after(START, minutes(10)), 20);
    await readPlans(w, { institutionId: w.institutionId, hostId: LUKASZ.id });
    const moved = valueOf(await change(w, s, { start: after(START, hours(5)) }));
    expect(valueOf(await undoChange(w, w.organizer, moved.id)).time).toEqual(s.time);
  });
});

const extend = (w: TestWorld, s: Session): ReturnType<typeof extendSession> =>
  extendSession(w, w.neighbours, w.organizer, s.id, { minutes: 15, revision: s.revision });

/** By the host, at Zoom's own pages. */
async function planInZoom(w: TestWorld, start: Instant, length: number): Promise<void> {
  await w.zoomOf(w.institutionId).createMeeting(LUKASZ.id, {
    ...{ kind: "meeting", mark: "Tutoría", title: "Tutoría", start, minutes: length, zone: "Europe/Madrid" },
    ...{ waitingRoom: false, registration: false, passcode: "abc123" },
  });
  await w.pass(minutes(1)); // Zoom's lists lag
}
