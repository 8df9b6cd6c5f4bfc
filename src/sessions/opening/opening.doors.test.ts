import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { change, fault } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, before, hours, minutes } from "../../lib/time.ts";
import { detailFor } from "../showing/actions.ts";
import type { Session } from "../session.ts";

const START = after(NINE, hours(2));
const LUKASZ = { id: "uLukasz", email: "lukasz@universidad.example" };
const OWN = { email: LUKASZ.email, password: "Sandbox-Otono-58" };
const settings = { handover: "alternative host" as const };
const start = async (w: TestWorld, s: Session): Promise<string> => {
  const said = await w.control("start", { meetingId: Number((await w.session(s)).meeting!.id), by: OWN });
  return said["ok"] === true ? "started" : (said["because"] as string);
};
const namedInZoom = async (w: TestWorld): Promise<unknown[]> => (await w.meetings()).map((meeting) => meeting["settings"]["alternative_hosts"]);

eachDatabase((_name, open) => {
  test("the organizer opens the room with the own Zoom user, from handing over to closing", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ], settings });
    const s = await w.ask({ start: START });
    await w.advanceTo(before(START, minutes(16)));
    expect(await start(w, s)).toBe("not_the_host");

    await w.advanceTo(START);
    const detail = (await detailFor(w, w.neighbours, w.organizer, s.id))!;
    expect(detail).toMatchObject({ handover: "alternative host", standIn: { email: LUKASZ.email } });
    expect(detail.steps.find((step) => step.name === "handOver")).toMatchObject({ is: "done", note: "alternative_host" });
    expect(w.letters("lukasz").map((mail) => mail.text)).toContainEqual(expect.stringContaining(`sign in to Zoom as ${LUKASZ.email}`));
    expect(await start(w, s)).toBe("started");
    expect((await w.room()).password.exposedTo).toBeNull();

    await w.advanceTo(after(START, hours(3)));
    expect(await w.session(s)).toMatchObject({ steps: { end: { is: "done" }, close: { is: "done" }, report: { is: "done" } } });
    expect(await namedInZoom(w)).toEqual([""]);
    expect(await start(w, s)).toBe("not_the_host");
  });

  test.each([
    ["who is no licensed user of the account", { people: [{ ...LUKASZ, licensed: false }] }, "no_own_zoom_user"],
    ["who is no user at all", {}, "no_own_zoom_user"],
  ])("an organizer %s gets the button Start, and is told why", async (_, more, note) => {
    await using w = await aWorld(await open(), { ...more, settings });
    const s = await w.ask({ start: START });
    await w.advanceTo(START);
    const detail = (await detailFor(w, w.neighbours, w.organizer, s.id))!;
    expect(detail).toMatchObject({ handover: "start link", noOwnZoom: true, standIn: null, whyNot: { start: null } });
    expect(detail.steps.find((step) => step.name === "handOver")).toMatchObject({ is: "done", note });
  });

  test.each([
    ["refuses", "refuse", { status: 400, body: { code: 300, message: "Invalid alternative host." } }],
    ["says yes and does not do it", "drop settings", { settings: ["alternative_hosts"] }],
  ])("where Zoom %s, the room is opened by start link, with the reason", async (_, what, more) => {
    await using w = await aWorld(await open(), { people: [LUKASZ], settings });
    const s = await w.ask({ start: START });
    await w.advanceTo(before(START, minutes(16)));
    await fault(w, "PATCH /meetings/:id", what, more);
    await w.advanceTo(START);
    const detail = (await detailFor(w, w.neighbours, w.organizer, s.id))!;
    expect(detail.steps.find((step) => step.name === "handOver")).toMatchObject({ is: "done", note: "alternative_host_refused" });
    expect(detail).toMatchObject({ handover: "start link", standIn: null, whyNot: { start: null } });
  });

  test.each([
    ["is removed in Zoom", "alternative host"],
    ["is removed in Zoom, which names nobody for the new one,", "start link"],
  ])("when the meeting %s after it was opened, the new one is opened by %s", async (_, handover) => {
    await using w = await aWorld(await open(), { people: [LUKASZ], settings });
    const s = await w.ask({ start: START });
    await w.advanceTo(before(START, minutes(10)));
    const first = (await w.session(s)).meeting!;
    await w.zoomOf(w.institutionId).removeMeeting(first);
    if (handover === "start link") await fault(w, "PATCH /meetings/:id", "drop settings", { times: 9, settings: ["alternative_hosts"] });
    await w.advanceTo(START);

    const now = await w.session(s);
    expect(now.meeting!.id).not.toBe(first.id);
    expect(now.steps.generate.is).toBe("done");
    expect(await detailFor(w, w.neighbours, w.organizer, s.id)).toMatchObject({ handover, whyNot: { start: null } });
    expect(await start(w, s)).toBe(handover === "start link" ? "not_the_host" : "started");
  });

  test("a session that is put off after it was opened can't be begun before it is opened again", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ], settings });
    const s = await w.ask({ start: START });
    await w.advanceTo(before(START, minutes(10)));
    expect(await namedInZoom(w)).toEqual([LUKASZ.email]);
    valueOf(await change(w, await w.session(s), { start: after(START, hours(4)) }));
    await w.pass(minutes(3));
    expect(await namedInZoom(w)).toEqual([""]);
    await w.advanceTo(after(START, hours(4)));
    expect(await start(w, s)).toBe("started");
  });
});
