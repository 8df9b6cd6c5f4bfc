import { describe, expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { cancel, change, fault, reservations, statesOf } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf, type Asked, type TestWorld, type WorldOptions } from "../../../test/world.ts";
import { hostOf, type FoundHost } from "../../connections/hosts/actions.ts";
import { after, hours, iso, minutes, type Instant } from "../../lib/time.ts";
import { sql, type Database } from "../../platform/database.ts";
import { undoChange } from "../cancelling/actions.ts";
import type { Session } from "../session.ts";
import { detailFor } from "../showing/actions.ts";
import { rehost } from "./rehost-actions.ts";

const START = after(NINE, hours(2));
const OWNER = "uOwner00000000000000AA";
const LUKASZ = { id: "uLukasz", email: "Lukasz@universidad.example" };
const hosted = (db: Database, more: WorldOptions = {}): Promise<TestWorld> => aWorld(db, { people: [LUKASZ], defaultHost: OWNER, ...more });
const hostsInZoom = async (w: TestWorld): Promise<string[]> => (await w.meetings()).map((meeting) => meeting["hostId"] as string);
const because = async (w: TestWorld, asked: Asked): Promise<string> => {
  const answer = await w.tryToAsk(asked);
  return answer.ok ? "placed" : answer.refusal.because;
};
/** The host starts it at the planned start and ends it five minutes late. */
async function live(w: TestWorld, s: Session, by: { email: string }): Promise<void> {
  await w.advanceTo(START);
  const meetingId = Number((await w.session(s)).meeting!.id);
  expect(await w.control("start", { meetingId, by: { ...by, password: "Sandbox-Otono-58" } })).toMatchObject({ ok: true });
  await w.advanceTo(after(START, minutes(65)));
  await w.control("end", { meetingId });
  await w.advanceTo(after(START, hours(3)));
}

eachDatabase((_name, open) => {
  describe("a session without a room", () => {
    test("is made on the organizer's own Zoom user, and lives fewer steps to its report", async () => {
      await using w = await hosted(await open());
      const s = await w.ask({ source: "personal", start: START });
      await w.attend(s, "Ana <ana@example.org>");
      await w.settle();

      expect(await hostsInZoom(w)).toEqual([LUKASZ.id]);
      expect(await reservations(w)).toEqual([{ host: LUKASZ.id, session: s.id, reserved: s.time }]);

      await live(w, s, LUKASZ);
      expect(await statesOf(w, s)).toEqual({
        generate: "done",
        handOver: "pending",
        sendLinks: "done",
        warn: "done",
        end: "pending",
        close: "pending",
        report: "done",
      });
      expect(w.letters("lukasz").map((mail) => mail.subject)).not.toContainEqual(expect.stringMatching(/password|opens|Start/i));
      expect(w.letters("begona")).toEqual([]); // no alarm for what it does not live
    });

    test("on the default host changes no password, signs nobody out and ends nothing", async () => {
      await using w = await hosted(await open());
      const s = await w.ask({ source: "default host", start: START });
      await live(w, s, { email: "direccion.tic@universidad.example" });

      expect(await hostsInZoom(w)).toEqual([OWNER]);
      const asked = ((await w.control("calls"))["calls"] as { operation: string; path: string }[]).filter(({ path }) => path.includes(OWNER));
      expect(asked.map(({ operation }) => operation)).toContain("POST /users/:userId/meetings");
      const calls = ((await w.control("calls"))["calls"] as { operation: string }[]).map(({ operation }) => operation);
      expect(calls.filter((operation) => /status/.test(operation))).toEqual([]);
      expect(asked.filter(({ operation }) => /password|token/.test(operation))).toEqual([]);
      expect((await w.session(s)).steps.report.is).toBe("done");
    });

    test("is over once a look finds nothing running, also when nobody came", async () => {
      await using w = await hosted(await open());
      const s = await w.ask({ source: "personal", start: START });
      await w.advanceTo(after(START, hours(3)));

      expect(await w.session(s)).toMatchObject({ overAt: after(START, hours(1)), steps: { report: { is: "done", note: "nobody_started" } } });
    });

    test("that runs on past its end is left alone, unless the institution has switched ending on", async () => {
      await using w = await hosted(await open());
      const goesOn = await w.ask({ source: "personal", start: START });
      await w.advanceTo(START);
      const id = Number((await w.session(goesOn)).meeting!.id);
      await w.control("start", { meetingId: id, by: { email: LUKASZ.email, password: "Sandbox-Otono-58" } });
      await w.advanceTo(after(START, hours(3)));
      expect(await w.session(goesOn)).toMatchObject({ overAt: null, live: { end: null }, steps: { report: { is: "pending" } } });
    });

    test("is ended after the courtesy where the institution has switched that on", async () => {
      await using w = await hosted(await open(), { settings: { endHosted: true } });
      const s = await w.ask({ source: "personal", start: START });
      await w.advanceTo(START);
      const id = Number((await w.session(s)).meeting!.id);
      await w.control("start", { meetingId: id, by: { email: LUKASZ.email, password: "Sandbox-Otono-58" } });
      await w.advanceTo(after(START, hours(2)));
      expect(await w.session(s)).toMatchObject({ steps: { end: { is: "done", note: "ended_by_bedel" }, close: { is: "pending" } } });
      expect((await w.session(s)).steps.report.is).not.toBe("pending");
    });
  });

  describe("a host's time", () => {
    test("two meetings at once on Education, not three; the webinar that would stand beside is refused", async () => {
      await using w = await hosted(await open(), { people: [{ ...LUKASZ, webinars: true }] });
      await w.ask({ source: "personal", start: START });
      await w.ask({ source: "personal", start: after(START, minutes(30)) });

      expect(await because(w, { source: "personal", start: after(START, minutes(45)) })).toBe("host_not_free");
      expect(await because(w, { source: "personal", start: START, kind: "webinar" })).toBe("host_not_free");
      expect(await because(w, { source: "personal", start: after(START, hours(2)), kind: "webinar" })).toBe("placed");
      expect(await because(w, { source: "personal", start: after(START, hours(2)) })).toBe("host_not_free");
    });

    test("lanes are changed where that makes room", async () => {
      await using w = await hosted(await open());
      await w.ask({ source: "personal", start: START }); // first lane
      await w.ask({ source: "personal", start: START, minutes: 30 }); // second
      await w.ask({ source: "personal", start: after(START, minutes(30)), minutes: 30 }); // second again
      await w.ask({ source: "personal", start: after(START, minutes(60)), minutes: 90 }); // first
      expect(await because(w, { source: "personal", start: after(START, minutes(90)), minutes: 60 })).toBe("placed");
    });

    test.each([
      ["on Pro", { plan: "pro" as const }],
      ["for a Basic user", { people: [{ ...LUKASZ, licensed: false }] }],
    ])("one meeting at a time %s", async (_, more) => {
      await using w = await hosted(await open(), more);
      await w.ask({ source: "personal", start: START });
      const refused = await w.tryToAsk({ source: "personal", start: after(START, minutes(30)) });

      expect(refused).toMatchObject({ ok: false, refusal: { because: "host_not_free", field: "start" } });
      expect((refused as { nearest: number[] }).nearest[0]).toBe(after(START, hours(1)));
      expect(await because(w, { source: "personal", start: after(START, hours(1)) })).toBe("placed"); // what ends at twelve does not touch what begins at twelve
    });

    test("a meeting planned in Zoom a minute ago is seen, and never run over", async () => {
      await using w = await hosted(await open());
      await planInZoom(w, LUKASZ.id, START);
      const refused = await w.tryToAsk({ source: "personal", start: START });
      expect(refused).toMatchObject({ ok: false, refusal: { because: "host_not_free" } });

      const s = await w.ask({ source: "personal", start: after(START, hours(1)) });
      await planInZoom(w, LUKASZ.id, after(START, hours(3)));
      expect(await change(w, s, { start: after(START, hours(3)) })).toMatchObject({ ok: false, refusal: { because: "host_not_free" } });
      expect((await w.session(s)).time.start).toBe(after(START, hours(1)));
    });

    test("while Zoom can't be read, what was read last stands, and the page says when that was", async () => {
      await using w = await hosted(await open());
      await planInZoom(w, LUKASZ.id, START);
      await w.tryToAsk({ source: "personal", start: START });
      const readAt = iso(w.clock.now());
      await w.pass(minutes(20));
      await fault(w, "GET /users/:host/meetings", "refuse", { times: 2, status: 500 });
      expect(await because(w, { source: "personal", start: START })).toBe("host_not_free");
      const s = await w.ask({ source: "personal", start: after(START, hours(5)) });
      const plans = async () => (await detailFor(w, w.neighbours, w.organizer, s.id))!.plans;
      expect(await plans()).toEqual({ readAt, unreadSince: iso(w.clock.now()), clash: null });
      await w.pass(minutes(2));
      expect(await plans()).toMatchObject({ unreadSince: null });
    });

    test("what is planned in Zoom afterwards is told on the session's page", async () => {
      await using w = await hosted(await open());
      const s = await w.ask({ source: "personal", start: START });
      await planInZoom(w, LUKASZ.id, after(START, minutes(30)));
      await w.tryToAsk({ source: "personal", start: START });
      expect((await detailFor(w, w.neighbours, w.organizer, s.id))!.plans!.clash).toMatchObject({ title: "Tutoría", from: iso(after(START, minutes(30))) });
    });
  });

  describe("who hosts", () => {
    test("nobody, and why", async () => {
      await using w = await aWorld(await open(), { people: [{ id: "uRoomToBe", email: "lukasz@universidad.example" }] });
      await w.db.run(sql`update connections set default_host_id = null`);
      expect(await because(w, { source: "default host" })).toBe("no_default_host");
      expect(await w.tryToAsk({ source: "personal", by: w.admin })).toMatchObject({ refusal: { because: "no_own_zoom", values: { email: w.admin.email } } });
      expect(await because(w, { source: "personal", kind: "webinar" })).toBe("host_has_no_webinars");
      expect(await because(w, { source: "personal", expected: 5000 })).toBe("host_too_small");
    });

    test("changing, taking back and cancelling keep its host's time and nothing else", async () => {
      await using w = await hosted(await open(), { plan: "pro" });
      const s = await w.ask({ source: "personal", start: after(NINE, hours(5)) });
      await w.settle();
      const later = valueOf(await change(w, s, { start: after(NINE, hours(7)) }));
      expect(await because(w, { source: "personal", start: after(NINE, hours(5)) })).toBe("host_not_free"); // kept while it can be taken back
      const back = valueOf(await undoChange(w, w.organizer, later.id));
      expect(await reservations(w)).toEqual([{ host: LUKASZ.id, session: s.id, reserved: s.time }]);
      valueOf(await cancel(w, back));
      await w.pass(minutes(5));
      expect(await reservations(w)).toEqual([]);
      expect(await w.meetings()).toEqual([]);
    });

    test("another host: the meeting is made anew there, the old one goes, the session stays", async () => {
      await using w = await hosted(await open());
      const s = await w.ask({ source: "default host", start: START });
      await w.settle();
      const to = (await hostOf(w.db, w.institutionId, "personal", w.organizer)) as FoundHost;
      const moved = await w.db.transaction((tx) => rehost(tx, w, s, to, w.clock.now()));
      expect(moved).toMatchObject({ is: "rehosted" });
      await w.settle();

      expect(await hostsInZoom(w)).toEqual([LUKASZ.id]);
      expect(await w.session(s)).toMatchObject({ hostId: LUKASZ.id, stray: [], meeting: { hostId: LUKASZ.id } });
    });

    test("a host who is not free keeps nobody from the present one", async () => {
      await using w = await hosted(await open(), { plan: "pro" });
      const s = await w.ask({ source: "default host", start: START });
      await w.ask({ source: "personal", start: START });
      const to = (await hostOf(w.db, w.institutionId, "personal", w.organizer)) as FoundHost;
      const was = await reservations(w);
      expect(await w.db.transaction((tx) => rehost(tx, w, s, to, w.clock.now()))).toMatchObject({ is: "kept", because: "host_not_free" });
      expect(await reservations(w)).toEqual(was);
    });
  });
});

/** By the host, at Zoom's own pages. */
async function planInZoom(w: TestWorld, hostId: string, start: Instant): Promise<void> {
  await w.zoomOf(w.institutionId).createMeeting(hostId, {
    kind: "meeting",
    mark: "Tutoría",
    title: "Tutoría",
    start,
    minutes: 60,
    zone: "Europe/Madrid",
    waitingRoom: false,
    registration: false,
    passcode: "abc123",
  });
  await w.pass(minutes(1)); // Zoom's lists lag
}
