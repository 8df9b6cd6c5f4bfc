import { expect, test } from "vitest";
import { after, days, seconds } from "../../lib/time.ts";
import type { NewUser } from "../users-port.ts";
import { errorOf, kindOf, line, NINE, ROOM } from "./client.fixtures.ts";

const EVA = "eva.nueva@otra.example";
const eva = (more: Partial<NewUser> = {}): NewUser => ({
  ...{ email: EVA, firstName: "Eva", lastName: "Nueva", displayName: "Eva Nueva", licensed: false, as: "invited", password: null },
  ...more,
});
const accept = { email: EVA, password: "Otono-Secreto-58" };
const OWNER = "direccion.tic@universidad.example";

test("somebody is found in whichever state, and who is invited has no id yet", async () => {
  const it = line();
  expect(await it.zoom.findUser(EVA)).toBeNull();
  await it.zoom.makeUser(eva());
  expect(await it.zoom.findUser(EVA)).toMatchObject({ hostId: null, status: "pending", invitedAt: NINE, firstName: "Eva", licensed: false });
  const { userId } = await it.control("accept-invitation", accept);
  expect(await it.zoom.findUser(EVA)).toMatchObject({ hostId: userId, status: "active", invitedAt: null, signsInWith: ["zoom password"] });
  await it.zoom.setUserActive(EVA, false);
  expect(await it.zoom.findUser(EVA)).toMatchObject({ status: "inactive" });
});

test("that an invitation has lapsed is not the same as that there never was one", async () => {
  const it = line();
  await it.zoom.makeUser(eva());
  await it.pass(days(30));
  expect(await errorOf(it.zoom.findUser(EVA))).toMatchObject({ kind: "refused", code: 1120 });
  await it.zoom.unlinkUser(EVA);
  await it.zoom.makeUser(eva());
  expect(await it.zoom.findUser(EVA)).toMatchObject({ status: "pending" });
});

test("only what is named is changed, and of somebody invited nothing", async () => {
  const it = line();
  await it.zoom.makeUser(eva());
  await it.zoom.changeUser(EVA, { licensed: true, firstName: "Aula" });
  expect(await it.zoom.findUser(EVA)).toMatchObject({ licensed: false, firstName: "Eva" });
  await it.control("accept-invitation", accept);
  await it.zoom.changeUser(EVA, { licensed: true });
  expect(await it.zoom.findUser(EVA)).toMatchObject({ licensed: true, firstName: "Eva", lastName: "Nueva" });
});

test("who is let go is not in the account any more; who was never there counts as let go, and administrators can't be", async () => {
  const it = line();
  await it.zoom.makeUser(eva());
  await it.control("accept-invitation", accept);
  await it.zoom.unlinkUser(EVA);
  expect(await it.zoom.findUser(EVA)).toBeNull();
  await it.zoom.unlinkUser("nobody@otra.example");
  expect(await kindOf(it.zoom.unlinkUser("zoom.admin@universidad.example"))).toBe("refused");
  expect(await kindOf(it.zoom.unlinkUser(OWNER))).toBe("permission");
});

test("a user with a password is made at once where the account allows it", async () => {
  const it = line();
  const automatic = eva({ email: "eva@universidad.example", as: "automatic", password: "Otono-Secreto-58" });
  expect(await errorOf(it.zoom.makeUser(automatic))).toMatchObject({ kind: "permission", code: 200 });
  await it.control("account", { autoCreate: true });
  await it.zoom.makeUser(automatic);
  expect(await it.zoom.findUser(automatic.email)).toMatchObject({ status: "active" });
  expect(await errorOf(it.zoom.makeUser(automatic))).toMatchObject({ kind: "refused", code: 1005 });
  expect(await errorOf(it.zoom.makeUser(eva({ email: "ana@universidad.example", as: "sso" })))).toMatchObject({ kind: "plan", code: 2032 });
});

test("licences in use are counted, those of the invited too", async () => {
  const it = line();
  const { used } = await it.zoom.seats();
  await it.zoom.makeUser(eva({ licensed: true }));
  await it.pass(seconds(3));
  expect(await it.zoom.seats()).toEqual({ used: used + 1, of: null });
});

test("the limit of a day of invitations waits for Zoom's midnight", async () => {
  const it = line();
  await it.control("faults", { kind: "next", match: "POST /users", do: "refuse", status: 429, body: { code: 429, message: "You have exceeded the daily rate limit (1500) of Create User API requests permitted. You may resume these requests at GMT 00:00:00." } }); // prettier-ignore
  expect(await errorOf(it.zoom.makeUser(eva()))).toMatchObject({ kind: "spent", retryAt: after(NINE, 15 * 3_600_000) });
});

test("the user's own meeting tells its passcode, and another passcode is another address", async () => {
  const { zoom } = line();
  const before = await zoom.personalMeeting(ROOM);
  await zoom.setPersonalPasscode(ROOM, "otono58");
  const now = await zoom.personalMeeting(ROOM);
  expect(now).toMatchObject({ meetingId: before.meetingId, passcode: "otono58" });
  expect(now.joinUrl).not.toBe(before.joinUrl);
});

test("a meeting without a time is found by its mark, read with its passcode, and its passcode changed", async () => {
  const it = line();
  const made = await it.zoom.makeStandingMeeting(ROOM, { mark: "bedel:aula", title: "Aula 12", passcode: "otono58" });
  const ref = { id: made.meetingId, kind: "meeting", hostId: ROOM } as const;
  await it.pass(seconds(3));
  expect(await it.zoom.findStandingMeeting(ROOM, "bedel:aula")).toEqual(made);
  expect(await it.zoom.findStandingMeeting(ROOM, "bedel:other")).toBeNull();
  await it.zoom.setStandingPasscode(ref, "verano61");
  expect(await it.zoom.readStandingMeeting(ref)).toMatchObject({ passcode: "verano61" });
  await it.zoom.removeMeeting(ref);
  expect(await it.zoom.readStandingMeeting(ref)).toBeNull();
});

test("what must be so before a call is asked before each attempt of it, and nothing is sent where it is so no more", async () => {
  const it = line();
  await it.control("faults", { kind: "next", match: "POST /users", do: "429", times: 1, limit: "second" });
  const asked: number[] = [];
  const before = async (): Promise<void> => {
    asked.push(asked.length);
    if (asked.length > 1) throw new RangeError("switched off meanwhile");
  };
  await expect(it.zoom.makeUser(eva(), before)).rejects.toThrow(RangeError);
  expect(asked).toEqual([0, 1]);
  expect(await it.zoom.findUser(EVA)).toBeNull();
});
