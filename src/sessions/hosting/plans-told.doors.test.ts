import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aWorld, NINE, type TestWorld } from "../../../test/world.ts";
import { after, days, hours, iso, minutes, seconds, type Instant } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { busyOf } from "../../rooms/actions.ts";
import type { MeetingPlan } from "../../zoom/port.ts";
import { detailFor } from "../showing/actions.ts";
import { keepWebhooks } from "../watching/webhook-actions.ts";

const START = after(NINE, days(3));
const LUKASZ = { id: "uLukasz", email: "lukasz@universidad.example" };

eachDatabase((_, open) => {
  test("a meeting that somebody plans on a session's host is seen within half a minute, and told its organizer once", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    const s = await w.ask({ source: "personal", start: START });
    await planInZoom(w, LUKASZ.id, after(START, minutes(30)));
    await w.pass(seconds(30));

    expect((await detailFor(w, w.neighbours, w.organizer, s.id))!.plans!.clash).toMatchObject({ from: iso(after(START, minutes(30))) });
    await w.pass(minutes(5));
    expect(w.letters("lukasz").filter(({ subject }) => subject.startsWith("Another meeting"))).toHaveLength(1);
    expect(await waitingToBeRead(w)).toBe(0);
  });

  test("what is moved or removed there is seen too, also where Zoom names only the meeting", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    await w.ask({ source: "personal", start: START });
    const id = await planInZoom(w, LUKASZ.id, after(START, minutes(30)));
    await w.pass(minutes(1));
    await w.zoomOf(w.institutionId).updateMeeting({ id, kind: "meeting", hostId: LUKASZ.id }, plan(after(START, hours(5))));
    await w.sandbox.run();
    await w.db.run(sql`update webhooks set body = body #- '{payload,object,host_id}' where read_at is null`);
    await w.pass(minutes(1));
    expect(await busy(w)).toEqual([[LUKASZ.id, after(START, hours(5))]]);

    await w.zoomOf(w.institutionId).removeMeeting({ id, kind: "meeting", hostId: LUKASZ.id });
    await w.pass(minutes(1));
    expect(await busy(w)).toEqual([]);
  });

  test("a thousand of them lead to a handful of lists", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    await w.ask({ source: "personal", start: START });
    await w.settle();
    const before = await lists(w);
    const told = (i: number) => ({ event: "meeting.created", event_ts: w.clock.now(), payload: { account_id: "sandbox-account", operation: "all", object: { id: 9e9 + i, host_id: LUKASZ.id } } }); // prettier-ignore
    await keepWebhooks(
      w.db,
      Array.from({ length: 1000 }, (_, i) => ({ key: `k${i}`, body: told(i) })),
      w.clock.now(),
    );
    await w.pass(minutes(2));
    expect((await lists(w)) - before).toBeLessThanOrEqual(4);
  });

  test("our own meetings, and hosts that Bedel does not use, are not read for it", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    await planInZoom(w, LUKASZ.id, START);
    const before = await lists(w);
    await w.pass(minutes(1));
    expect([(await lists(w)) - before, await busy(w)]).toEqual([0, []]);

    const s = await w.ask({ source: "default host", start: after(NINE, hours(2)) });
    await w.settle();
    const made = (await w.session(s)).meeting!.id;
    const told = {
      event: "meeting.updated",
      event_ts: w.clock.now(),
      payload: { account_id: "sandbox-account", object: { id: Number(made), host_id: s.hostId } },
    };
    await keepWebhooks(w.db, [{ key: "ours", body: told }], w.clock.now());
    await w.settle();
    expect(await waitingToBeRead(w)).toBe(0);
  });

  test("what another institution's Bedel has planned on the same host is in the way like whatever people plan; our own is not", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    const own = await w.ask({ source: "personal", start: after(NINE, hours(2)) });
    await w.settle();
    await w.zoomOf(w.institutionId).createMeeting(LUKASZ.id, { ...plan(START), mark: `bedel:${w.random.uuid()}` });
    await w.pass(minutes(1));
    expect(await busy(w)).toEqual([[LUKASZ.id, START]]);
    expect(await w.db.list((r) => r["title"], sql`select title from busy`)).toEqual([""]);
    expect((await w.session(own)).meeting).not.toBeNull();
    expect(await w.tryToAsk({ source: "personal", start: START })).toMatchObject({ ok: false, refusal: { because: "host_not_free" } });
  });

  test("while Zoom can't be read it is tried again, until it is known", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    await w.ask({ source: "personal", start: START });
    await planInZoom(w, LUKASZ.id, START);
    await fault(w, "GET /users/:host/meetings", "503", { times: 8 });
    await w.pass(minutes(15));
    expect(await busy(w)).toEqual([[LUKASZ.id, START]]);
  });

  test("on a room: the session goes to another that is free; without one it stays, and the administrators hear of it once", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const s = await w.ask({ start: START });
    await planInZoom(w, s.hostId!, START);
    await w.pass(minutes(1));
    const moved = await w.session(s);
    expect(moved).toMatchObject({ status: "placed", revision: s.revision + 1 });
    expect(moved.roomId).not.toBe(s.roomId);

    await planInZoom(w, moved.hostId!, after(START, minutes(30)));
    await w.pass(minutes(5));
    expect(await w.session(s)).toMatchObject({ status: "placed", roomId: moved.roomId, revision: moved.revision });
    const told = w.letters("begona").filter(({ subject }) => subject.startsWith("Another meeting at that time"));
    expect(told).toHaveLength(1);
    expect(told[0]!.text).toContain(`/sessions/${s.id}`);
    expect(w.letters("lukasz").map(({ subject }) => subject)).not.toContainEqual(expect.stringContaining("Another meeting"));
  });
});

const busy = async (w: TestWorld): Promise<unknown[]> =>
  (await busyOf(w.db, w.institutionId, { start: NINE, end: after(NINE, days(30)) })).map(({ hostId, during }) => [hostId, during.start]);
const waitingToBeRead = (w: TestWorld): Promise<number | null> => w.db.one((r) => Number(r["n"]), sql`select count(*) as n from plans_told`);
const lists = async (w: TestWorld): Promise<number> =>
  ((await w.control("calls"))["calls"] as { operation: string }[]).filter(({ operation }) => /^GET \/users\/:userId\/(meetings|webinars)$/.test(operation))
    .length;

const plan = (start: Instant): MeetingPlan => ({
  ...{ kind: "meeting", mark: "Tutoría", title: "Tutoría", start, minutes: 60, zone: "Europe/Madrid" },
  ...{ waitingRoom: false, registration: false, passcode: "abc123" },
});

/** By the host, at Zoom's own pages. */
const planInZoom = async (w: TestWorld, hostId: string, start: Instant): Promise<string> =>
  (await w.zoomOf(w.institutionId).createMeeting(hostId, plan(start))).id;
