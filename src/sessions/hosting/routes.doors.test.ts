import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aMember, aWorld, NINE, type TestWorld } from "../../../test/world.ts";
import { hostById, whyNotDefaultHost } from "../../connections/hosts/actions.ts";
import { after, before, hours, iso } from "../../lib/time.ts";
import { refusalText } from "../../notices/refusal-text.ts";
import type { Member } from "../../people/member.ts";
import { sql } from "../../platform/database.ts";
import { newApp, type App } from "../../platform/http.ts";
import { roomById, saveHost } from "../../rooms/actions.ts";
import { usable } from "../../rooms/room.ts";
import { roomRoutes } from "../../rooms/routes.ts";
import { timeline, type Timeline } from "../showing/contract.ts";
import { sessionRoutes } from "../routes.ts";
import { showingRoutes } from "../showing/routes.ts";
import { upstairs } from "../showing/wiring-actions.ts";
import { asking } from "./contract.ts";

const START = after(NINE, hours(2));
const OWNER = "uOwner00000000000000AA";
const LUKASZ = { id: "uLukasz", email: "lukasz@universidad.example" };

async function appOf(w: TestWorld, who: Member): Promise<App> {
  const app = await newApp({ log: w.log, words: (_, because) => because, reader: () => "en", frameSelf: false });
  app.addHook("onRequest", async (request) => void (request.member = who));
  sessionRoutes(app, w, w.neighbours);
  showingRoutes(app, w, w.neighbours);
  roomRoutes(app, w, upstairs(w, w.neighbours));
  return app;
}
const choicesOf = async (w: TestWorld, who: Member) => asking.parse((await (await appOf(w, who)).inject({ url: "/api/asking" })).json()).sources;
const seenBy = async (w: TestWorld, who: Member): Promise<Timeline> =>
  timeline.parse((await (await appOf(w, who)).inject({ url: `/api/timeline?from=${iso(before(START, hours(4)))}&to=${iso(after(START, hours(6)))}` })).json());

eachDatabase((_, open) => {
  test("the form is told who could host, by which connection, and why not", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    expect(await choicesOf(w, w.organizer)).toMatchObject([
      { source: "pool", whyNot: null },
      { source: "default host", host: { id: OWNER, through: "institution", licensed: true }, whyNot: null },
      { source: "personal", host: { id: LUKASZ.id, email: LUKASZ.email, through: "institution" }, whyNot: null },
    ]);
    expect((await choicesOf(w, w.admin))[2]).toEqual({
      source: "personal",
      host: null,
      whyNot: "no_own_zoom",
      values: { email: w.admin.email, instead: "both" },
    });
  });

  test("the form is told for how many the largest room is that Bedel may give", async () => {
    await using w = await aWorld(await open(), { rooms: 3 });
    for (const [room, people] of [100, 500, 900].entries())
      await w.db.run(sql`update hosts set meeting_capacity = ${people}, webinar_capacity = 0 where id = ${w.rooms[room]!.hostId}`);
    await w.db.run(sql`update rooms set active = false where host_id = ${w.rooms[2]!.hostId}`);
    const { largest } = asking.parse((await (await appOf(w, w.organizer)).inject({ url: "/api/asking" })).json());
    expect(largest).toEqual({ meeting: 500, webinar: null });
  });

  test("what can be had instead of an own Zoom is told only where it is there", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    const told = async () => {
      const { whyNot, values } = (await choicesOf(w, w.admin))[2]!;
      return refusalText("en", whyNot!, values);
    };
    expect(await told()).toMatch(/Zoom\. A room or the default host can be had instead\.$/);
    await w.db.run(sql`update connections set default_host_id = null`);
    expect(await told()).toMatch(/Zoom\. A room can be had instead\.$/);
    await w.db.run(sql`update rooms set active = false`);
    expect(await told()).toMatch(/is no user of the institution's Zoom\.$/);
  });

  test("who is gone from Zoom, or not active there, hosts nothing more", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ], defaultHost: LUKASZ.id });
    const app = await appOf(w, w.admin);
    await w.control("user", { id: LUKASZ.id, set: { status: "inactive" } });
    await app.inject({ method: "POST", url: "/api/rooms/sync" });
    expect((await choicesOf(w, w.organizer)).map((choice) => choice.whyNot)).toEqual([null, "default_host_gone", "own_zoom_inactive"]);
    await w.control("user", { id: LUKASZ.id, set: { status: "active", email: "other@universidad.example" } });
    await app.inject({ method: "POST", url: "/api/rooms/sync" });
    expect((await choicesOf(w, w.organizer)).map((choice) => choice.whyNot)).toEqual([null, null, "no_own_zoom"]);
  });

  test("a Zoom user is a room or the default host, never both", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ], defaultHost: LUKASZ.id });
    const own = (await w.db.one((r) => r["id"] as string, sql`select id from rooms where host_id = ${LUKASZ.id}`))!;
    const refused = await (
      await appOf(w, w.admin)
    ).inject({
      method: "PATCH",
      url: `/api/rooms/${own}`,
      payload: { active: true, revision: (await roomById(w.db, w.institutionId, own))!.revision },
    });
    expect([refused.statusCode, refused.json().errors[0].because]).toEqual([409, "room_is_default_host"]);
    expect(await whyNotDefaultHost(w.db, w.institutionId, w.rooms[0]!.hostId)).toBe("default_host_is_room");
    expect(await whyNotDefaultHost(w.db, w.institutionId, OWNER)).toBeNull();
    expect(await whyNotDefaultHost(w.db, w.institutionId, "nobody")).toBe("host_unknown");
    expect(usable((await roomById(w.db, w.institutionId, own))!)).toBe(false);
  });

  test("the timeline has a row for each host, with what is planned beside Bedel; whose own Zoom it is, others don't see", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    const other = await aMember(w.db, {
      institutionId: w.institutionId,
      id: w.random.uuid(),
      name: "Otra",
      email: "otra@universidad.example",
      role: "organizer",
    });
    const own = await w.ask({ source: "personal", start: START });
    const general = await w.ask({ source: "default host", start: START });
    await w.zoomOf(w.institutionId).createMeeting(OWNER, {
      ...{ kind: "meeting", mark: "Claustro", title: "Claustro", start: after(START, hours(2)), minutes: 60, zone: "Europe/Madrid" },
      ...{ waitingRoom: false, registration: false, passcode: "abc123" },
    });
    await w.pass(60_000);
    await (await appOf(w, w.admin)).inject({ method: "POST", url: "/api/rooms/sync" });

    const [admin, organizer, stranger] = [await seenBy(w, w.admin), await seenBy(w, w.organizer), await seenBy(w, other)];
    expect(admin.hosts).toMatchObject([
      { id: OWNER, source: "default host", busy: [{ title: "Claustro", from: iso(after(START, hours(2))) }] },
      { id: LUKASZ.id, source: "personal" },
    ]);
    expect(organizer.sessions.map((s) => s.id).toSorted()).toEqual([own.id, general.id].toSorted());
    expect(stranger.hosts).toMatchObject([{ id: OWNER, busy: [{ title: "" }] }]);
    expect(stranger.sessions).toMatchObject([{ id: general.id, title: "", organizer: { name: "" } }]);
    expect(stranger.sessions[0]!.reserved).toEqual({ start: iso(START), end: iso(after(START, hours(1))) });
  });

  test("who starts it in Zoom gets the button here, and nobody else: it would sign in as that person", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    const own = await w.ask({ source: "personal", start: START });
    const general = await w.ask({ source: "default host", start: START });
    await w.settle();
    const start = async (who: Member, id: string) => (await (await appOf(w, who)).inject({ method: "POST", url: `/api/sessions/${id}/start` })).statusCode;
    expect([await start(w.organizer, own.id), await start(w.admin, own.id), await start(w.organizer, general.id), await start(w.admin, general.id)]).toEqual([
      200, 409, 409, 409,
    ]);
  });

  test("a user of another account is known through the connection that told of it, and one of the institution's stays one", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    const connection = w.random.uuid();
    const user = { email: LUKASZ.email, name: "Łukasz", status: "active", licensed: true, role: "member", details: null } as const;
    const knownBy = async (hostId: string): Promise<string | null> => (await hostById(w.db, w.institutionId, hostId))!.knownBy;
    for (const hostId of ["uElsewhere", LUKASZ.id]) await saveHost(w.db, w.institutionId, { ...user, hostId }, w.clock.now(), connection);
    expect([await knownBy("uElsewhere"), await knownBy(LUKASZ.id)]).toEqual([connection, null]);
  });
});
