import { expect, test } from "vitest";
import { after, hours, seconds } from "../../lib/time.ts";
import type { MeetingKind } from "../port.ts";
import { errorOf, fault, kindOf, line, NINE, people, plan, PLAIN_ROOM, ROOM } from "./client.fixtures.ts";

const PASSWORD = "Nadie-Lo-Sabe-74";
const LISTS_SETTLE = seconds(3);

test("all users are listed over all states, and the owner and the administrators are known", async () => {
  const users = await line().zoom.listUsers();

  expect(users.filter((user) => user.role === "owner").map((user) => user.email)).toEqual(["direccion.tic@universidad.example"]);
  expect(
    users
      .filter((user) => user.role === "admin")
      .map((user) => user.email)
      .toSorted(),
  ).toEqual(["sala.decanato@universidad.example", "zoom.admin@universidad.example"]);
  expect(users.filter((user) => user.status === "inactive")).toHaveLength(1);
  expect(users.find((user) => user.hostId === ROOM)).toEqual({
    hostId: ROOM,
    email: "sala.aula-magna@universidad.example",
    name: "Sala Aula Magna",
    status: "active",
    licensed: true,
    role: "member",
    details: null,
  });
  expect(new Set(users.map((user) => user.hostId)).size).toBe(users.length);
});

test("one user is read with capacities and ways to sign in", async () => {
  const { zoom } = line();

  expect((await zoom.readUser(ROOM)).details).toEqual({ signsInWith: ["zoom password"], meetingCapacity: 500, webinarCapacity: 1000 });
  expect((await zoom.readUser("sala.vitoria@universidad.example")).details).toEqual({ signsInWith: ["sso"], meetingCapacity: 300, webinarCapacity: 0 });
  expect(await kindOf(zoom.readUser("nobody"))).toBe("not_found");
});

test.each(["meeting", "webinar"] as const)("a %s is created, found by its mark, read, changed and removed", async (kind) => {
  const it = line();
  const { zoom } = it;
  const made = await zoom.createMeeting(ROOM, plan({ kind }));
  expect(made).toMatchObject({
    kind,
    hostId: ROOM,
    mark: "bedel:7f3a",
    title: "Óptica cuántica — łódź",
    start: after(NINE, hours(1)),
    minutes: 60,
    running: false,
    registration: true,
    madeByApi: true,
  });
  expect(made.id).toMatch(/^\d{9,11}$/);
  expect(made.joinUrl).toContain("pwd=");

  expect(await zoom.findMeeting(ROOM, kind, "bedel:7f3a", { lately: false })).toBeNull();
  await it.pass(LISTS_SETTLE);
  expect(await zoom.findMeeting(ROOM, kind, "bedel:7f3a", { lately: false })).toEqual({ id: made.id, kind, hostId: ROOM });
  expect(await zoom.findMeeting(ROOM, kind, "bedel:7f3", { lately: false })).toBeNull();

  await zoom.updateMeeting(made, plan({ kind, title: "Otra cosa", minutes: 90, start: after(NINE, hours(3)), registration: false }));
  expect(await zoom.readMeeting(made)).toMatchObject({
    title: "Otra cosa",
    minutes: 90,
    start: after(NINE, hours(3)),
    registration: false,
    mark: "bedel:7f3a",
    joinUrl: made.joinUrl,
  });

  await zoom.removeMeeting(made);
  expect(await zoom.readMeeting(made)).toBeNull();
  await zoom.removeMeeting(made);
});

test("a meeting lets nobody in before its host, and stays so when locked", async () => {
  const { zoom } = line();
  const open = await zoom.createMeeting(ROOM, plan());
  const guarded = await zoom.createMeeting(ROOM, plan({ waitingRoom: true }));

  expect(open).toMatchObject({ joinBeforeHost: false, waitingRoom: false });
  expect(guarded).toMatchObject({ joinBeforeHost: false, waitingRoom: true });
  await zoom.lockMeeting(guarded);
  expect(await zoom.readMeeting(guarded)).toEqual(guarded);
});

test("locking switches joining before the host off, whoever switched it on, and touches no webinar", async () => {
  const it = line();
  const made = await it.zoom.createMeeting(ROOM, plan());
  const webinar = await it.zoom.createMeeting(ROOM, plan({ kind: "webinar" }));
  await it.api("PATCH", `/meetings/${made.id}`, { settings: { join_before_host: true } });
  expect(await it.zoom.readMeeting(made)).toMatchObject({ joinBeforeHost: true });
  const before = it.calls.length;

  await it.zoom.lockMeeting(made);
  await it.zoom.lockMeeting(webinar);
  expect(it.calls.slice(before).map((call) => call.operation)).toEqual(["updateMeeting"]);
  expect(await it.zoom.readMeeting(made)).toMatchObject({ joinBeforeHost: false, title: "Óptica cuántica — łódź" });
});

test.each(["meeting", "webinar"] as const)("a %s that runs is seen running until it is ended, also beyond its planned end", async (kind: MeetingKind) => {
  const it = line();
  const made = await it.zoom.createMeeting(ROOM, plan({ kind }));
  await it.pass(hours(1));
  expect(await it.zoom.liveMeetings(ROOM)).toEqual([]);
  await it.control("start", { meetingId: made.id, by: { startUrl: await it.zoom.startLink(made) } });
  await it.pass(hours(2));

  expect(await it.zoom.liveMeetings(ROOM)).toEqual([{ id: made.id, kind, hostId: ROOM }]);
  expect(await it.zoom.plannedMeetings(ROOM)).toMatchObject([{ id: made.id, kind, mark: "bedel:7f3a", minutes: 60 }]);
  expect(await it.zoom.readMeeting(made)).toMatchObject({ running: true });
  await it.zoom.endMeeting(made);
  expect(await it.zoom.readMeeting(made)).toMatchObject({ running: false });
  expect(await it.zoom.liveMeetings(ROOM)).toEqual([]);
  await it.zoom.endMeeting(made);
});

test("where Zoom tells no status of a webinar, as it documents, its dashboard is asked", async () => {
  const it = line();
  const made = await it.zoom.createMeeting(ROOM, plan({ kind: "webinar" }));
  await it.pass(hours(1));
  let live = true;
  const silent = it.another({
    fetch: async (url, init) => {
      if (url.includes("/metrics/webinars/"))
        return live ? Response.json({ id: made.id }) : Response.json({ code: 3001, message: "not live" }, { status: 404 });
      const answer = await it.sandbox.fetch(new Request(url, init));
      return url.endsWith(`/webinars/${made.id}`) ? Response.json({ ...(await answer.json()), status: undefined }) : answer;
    },
  });

  expect(await silent.readMeeting(made)).toMatchObject({ running: true });
  expect(await silent.liveMeetings(ROOM)).toEqual([{ id: made.id, kind: "webinar", hostId: ROOM }]);
  live = false;
  expect(await silent.readMeeting(made)).toMatchObject({ running: false });
  expect(await silent.liveMeetings(ROOM)).toEqual([]);
});

test("what is planned counts meetings and webinars, and a host without webinars simply has none", async () => {
  const it = line();
  await it.zoom.createMeeting(ROOM, plan());
  await it.zoom.createMeeting(ROOM, plan({ kind: "webinar", mark: "bedel:2" }));
  await it.zoom.createMeeting(PLAIN_ROOM, plan());
  await it.pass(LISTS_SETTLE);

  expect((await it.zoom.plannedMeetings(ROOM)).map(({ kind, mark }) => [kind, mark])).toEqual([["meeting", "bedel:7f3a"], ["webinar", "bedel:2"]]); // prettier-ignore
  expect(await it.zoom.plannedMeetings(PLAIN_ROOM)).toHaveLength(1);
  expect(await it.zoom.liveMeetings(PLAIN_ROOM)).toEqual([]);
});

test("people are registered with addresses of their own, and registering again changes nothing", async () => {
  const { zoom } = line();
  const made = await zoom.createMeeting(ROOM, plan());
  const first = await zoom.addRegistrants(made, people);

  expect(first.map((one) => one.email)).toEqual(people.map((one) => one.email));
  expect(new Set(first.map((one) => one.joinUrl)).size).toBe(2);
  expect(await zoom.addRegistrants(made, people)).toEqual(first);
  expect(await zoom.addRegistrants(made, [])).toEqual([]);
  await expect(
    zoom.addRegistrants(
      made,
      Array.from({ length: 31 }, () => people[0]!),
    ),
  ).rejects.toThrow(/30/);
});

test("people cannot be registered for a meeting without registration", async () => {
  const { zoom } = line();
  expect(await kindOf(zoom.addRegistrants(await zoom.createMeeting(ROOM, plan({ registration: false })), people))).toBe("refused");
});

test("a room's password opens the room once it is set, and setting it again changes nothing", async () => {
  const it = line();
  expect(await it.zoom.setPassword(ROOM, PASSWORD)).toBe("set");
  expect(await it.control("sign-in", { email: "sala.aula-magna@universidad.example", password: PASSWORD })).toEqual({ ok: true });
  expect(await it.zoom.setPassword(ROOM, PASSWORD)).toBe("unchanged");
  await it.zoom.signOut(ROOM);
});

test("a password changed too often today is told from one that is refused for what it is", async () => {
  const it = line();
  await it.control("account", { passwordChangesADay: 1 });
  await it.zoom.setPassword(ROOM, PASSWORD);

  expect(await kindOf(it.zoom.setPassword(ROOM, "Otra-Distinta-58"))).toBe("too_often");
  expect(await errorOf(it.zoom.setPassword(ROOM, "corta"))).toMatchObject({ kind: "refused", code: 1124 });
  expect(await errorOf(it.zoom.setPassword("uOwner00000000000000AA", PASSWORD))).toMatchObject({ kind: "refused", code: 1117 });
  expect(await errorOf(it.zoom.setPassword("uRoom1200000000000000A", PASSWORD))).toMatchObject({ kind: "refused", code: 1123 });
});

test("a text that means both, same as old and too often, counts as too often", async () => {
  const it = line();
  const message =
    "Your new password can not match the old password. This password cannot be changed because it has already been changed the maximum number of times over the past 24 hours.";
  await fault(it, "PUT /users/:id/password", "refuse", { status: 400, body: { code: 300, message } });

  expect(await kindOf(it.zoom.setPassword(ROOM, PASSWORD))).toBe("too_often");
});
