import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE } from "../../../test/world.ts";
import { after, hours, minutes } from "../../lib/time.ts";
import { deleteInZoom, editInZoom, subjects } from "./following.fixtures.ts";

const START = after(NINE, hours(2));
const LUKASZ = { id: "uLukasz", email: "lukasz@universidad.example" };

eachDatabase((_, open) => {
  test("on a member's own Zoom a new time is followed where the host is free, and put back where not", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ], plan: "pro" });
    const s = await w.ask({ source: "personal", start: START });
    await w.ask({ source: "personal", start: after(START, hours(4)), title: "Beside", kind: "meeting" });
    await w.settle();
    await editInZoom(w, s, { start: after(START, hours(1)) });
    await w.pass(minutes(1));
    expect(await w.session(s)).toMatchObject({ time: { start: after(START, hours(1)) }, hostId: LUKASZ.id });

    const { meeting } = await w.session(s);
    await editInZoom(w, s, { start: after(START, hours(4)), minutes: 30 });
    await w.pass(minutes(1));
    const stays = await w.session(s);
    expect([stays.time.start, stays.meeting?.id]).toEqual([after(START, hours(1)), meeting?.id]);
    expect(w.letters("lukasz").find(({ subject }) => subject.startsWith("Put back"))!.text).toContain("The host has another meeting at that time");
  });

  test("whoever hosts without a room may delete it until its start: the session is cancelled", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    const s = await w.ask({ source: "personal", start: START });
    await w.attend(s, "Ada <ada@example.com>");
    await w.advanceTo(after(START, -minutes(3)));
    await deleteInZoom(w, s);
    await w.settle();
    expect((await w.session(s)).status).toBe("cancelled");
    expect(subjects(w, "ada").filter((subject) => subject.startsWith("Cancelled"))).toHaveLength(1);
  });

  test("a webinar too, by title and time", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    const s = await w.ask({ start: START, kind: "webinar" });
    await w.settle();
    await editInZoom(w, s, { start: after(START, hours(1)), title: "Other" });
    await w.pass(minutes(1));
    expect(await w.session(s)).toMatchObject({ title: "Other", time: { start: after(START, hours(1)) }, revision: s.revision + 1 });
  });
});
