import { describe, expect, test } from "vitest";
import { after, hours, minutes } from "../../src/lib/time.ts";
import type { Database } from "../../src/platform/database.ts";
import type { Meeting, MeetingPlan, Zoom } from "../../src/zoom/port.ts";
import { eachDatabase } from "../support/databases.ts";
import { cancel, change, fault, live, start, statesOf } from "../support/sessions.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../world.ts";

type Protect = (w: TestWorld) => void;
const START = after(NINE, hours(3));

/** Whatever Zoom answered with 2xx is taken for done, and nobody reads what it holds. */
function withoutReadBack(w: TestWorld): void {
  const { zoomOf } = w;
  const told = new Map<string, Partial<Meeting>>();
  const [gone, ended] = [new Set<string>(), new Set<string>()];
  const wordsOf = ({ title, start, minutes, waitingRoom }: MeetingPlan): Partial<Meeting> => ({ title, start, minutes, waitingRoom, joinBeforeHost: false });
  const believing = (zoom: Zoom): Zoom => ({
    ...zoom,
    createMeeting: async (hostId, plan) => ({ ...(await zoom.createMeeting(hostId, plan)), ...wordsOf(plan) }),
    updateMeeting: async (ref, plan) => void (await zoom.updateMeeting(ref, plan), told.set(ref.id, wordsOf(plan))),
    removeMeeting: async (ref) => void (await zoom.removeMeeting(ref), gone.add(ref.id)),
    endMeeting: async (ref) => void (await zoom.endMeeting(ref), ended.add(ref.id)),
    readMeeting: async (ref) => {
      const held = gone.has(ref.id) ? null : await zoom.readMeeting(ref);
      return held && { ...held, ...told.get(ref.id), running: held.running && !ended.has(ref.id) };
    },
    liveMeetings: async (hostId) => (await zoom.liveMeetings(hostId)).filter(({ id }) => !ended.has(id)),
  });
  w.zoomOf = (institutionId, urgency) => believing(zoomOf(institutionId, urgency));
}

async function aStory(db: Database, protect?: Protect): Promise<TestWorld> {
  const w = await aWorld(db);
  protect?.(w);
  return w;
}

/** A meeting with a waiting room is made, and Zoom leaves the waiting room out without a word. */
async function dropped(w: TestWorld) {
  await fault(w, "POST /users/:host/meetings", "drop settings", { settings: ["waiting_room"] });
  await fault(w, "PATCH /meetings/:id", "drop settings", { settings: ["waiting_room"], times: 40 });
  const s = await w.ask({ start: START, admission: "manual" });
  await w.advanceTo(after(NINE, hours(2)));
  return { step: (await w.session(s)).steps.generate, inZoom: (await w.meetings()).map((meeting) => meeting["settings"]["waiting_room"] as boolean) };
}

/** A session gets another title, and Zoom answers 204 and does nothing. */
async function unchanged(w: TestWorld) {
  const s = await w.ask({ start: START, title: "Óptica" });
  await w.settle();
  await fault(w, "PATCH /meetings/:id", "ignore", { times: 40 });
  valueOf(await change(w, await w.session(s), { title: "Acústica" }));
  await w.advanceTo(after(NINE, hours(2)));
  return { step: (await w.session(s)).steps.generate, inZoom: (await w.meetings()).map((meeting) => meeting["topic"] as string) };
}

/** A session is cancelled, and Zoom says that it has removed the meeting. */
async function notRemoved(w: TestWorld) {
  const s = await w.ask({ start: START });
  await w.settle();
  await fault(w, "DELETE /meetings/:id", "ignore");
  valueOf(await cancel(w, await w.session(s)));
  await w.pass(minutes(15));
  return { toRemove: (await w.session(s)).stray.length, inZoom: (await w.meetings()).length };
}

/** Zoom says that it has ended a meeting, and lets it run on; the room is another session's soon. */
async function notEnded(w: TestWorld) {
  const first = await w.ask({ start: START });
  const next = await w.ask({ start: after(START, minutes(90)) });
  await w.advanceTo(START);
  await start(w, first);
  await fault(w, "PUT /meetings/:id/status", "ignore", { times: 1000 });
  await w.advanceTo(after(START, minutes(80)));
  return { end: (await statesOf(w, first))["end"], handOver: (await statesOf(w, next))["handOver"], running: (await live(w)).length };
}

eachDatabase((_, open) => {
  describe("what Zoom says that it did", () => {
    test("a waiting room that was left out is noticed: the meeting is not called made", async () => {
      await using w = await aStory(await open());
      expect(await dropped(w)).toMatchObject({ step: { is: "failed", because: "not_kept" }, inZoom: [false] });
    });
    test("not read back, the meeting is called made, and everybody walks in", async () => {
      await using w = await aStory(await open(), withoutReadBack);
      expect(await dropped(w)).toMatchObject({ step: { is: "done" }, inZoom: [false] });
    });

    test("a change that was not made is noticed: it is not called done", async () => {
      await using w = await aStory(await open());
      expect(await unchanged(w)).toMatchObject({ step: { is: "failed", because: "not_kept" }, inZoom: ["Óptica"] });
    });
    test("not read back, the change is called done, and Zoom shows the old title", async () => {
      await using w = await aStory(await open(), withoutReadBack);
      expect(await unchanged(w)).toMatchObject({ step: { is: "done" }, inZoom: ["Óptica"] });
    });

    test("a meeting that was not removed is removed again", async () => {
      await using w = await aStory(await open());
      expect(await notRemoved(w)).toEqual({ toRemove: 0, inZoom: 0 });
    });
    test("not read back, it is called removed, and stays in Zoom for ever", async () => {
      await using w = await aStory(await open(), withoutReadBack);
      expect(await notRemoved(w)).toEqual({ toRemove: 0, inZoom: 1 });
    });

    test("a meeting that was not ended keeps its room: the next session waits", async () => {
      await using w = await aStory(await open());
      expect(await notEnded(w)).toEqual({ end: "started", handOver: "held", running: 1 });
    });
    test("not read back, it is called ended, and the room is handed over while the last group is in it", async () => {
      await using w = await aStory(await open(), withoutReadBack);
      expect(await notEnded(w)).toEqual({ end: "done", handOver: "done", running: 1 });
    });
  });
});
