import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { expectNoOverlap } from "../../../test/support/sessions.ts";
import { aWorld, NINE, type TestWorld } from "../../../test/world.ts";
import { after, hours, minutes, seconds } from "../../lib/time.ts";
import { deleteInZoom, editInZoom, history, subjects, ZOOM_ADMIN } from "./following.fixtures.ts";

const START = after(NINE, hours(2));

eachDatabase((_, open) => {
  test("a new time in Zoom is the session's within seconds, in the same room and meeting, and told once", async () => {
    await using w = await aWorld(await open(), { also: [ZOOM_ADMIN] });
    const s = await w.ask({ start: START });
    await w.attend(s, "Ada <ada@example.com>");
    await w.advanceTo(after(START, -minutes(15)));
    const made = (await w.session(s)).meeting!;
    const sent = await patches(w);
    await editInZoom(w, s, { start: after(START, hours(1)), by: ZOOM_ADMIN });
    await w.pass(seconds(6));
    expect(await patches(w), "Zoom holds it already, and somebody may be editing it right now").toBe(sent);

    const moved = await w.session(s);
    expect(moved.time).toEqual({ start: after(START, hours(1)), end: after(START, hours(2)) });
    expect(moved).toMatchObject({ roomId: s.roomId, status: "placed", undo: null, meeting: { id: made.id } });
    expect(await history(w, s)).toContain(`changed_time_in_zoom by ${ZOOM_ADMIN}`);
    for (const who of ["ada", "lukasz"]) expect(subjects(w, who).filter((subject) => subject.startsWith("Changed"))).toHaveLength(1);
    expect(w.letters("lukasz").find(({ subject }) => subject.startsWith("Changed"))!.text).toContain(ZOOM_ADMIN);
    expect(w.letters("ada").find(({ subject }) => subject.startsWith("Changed"))!.text).not.toContain(ZOOM_ADMIN);
    await w.pass(minutes(10));
    expect((await w.session(s)).revision).toBe(moved.revision);
    await expectNoOverlap(w);
  });

  test("a meeting that somebody deletes in Zoom cancels the session, at once, and everybody hears of it once", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.settle();
    await deleteInZoom(w, s);
    await w.settle();
    expect(await w.session(s)).toMatchObject({ status: "cancelled", meeting: null });
    expect(subjects(w, "lukasz").filter((subject) => subject.startsWith("Cancelled"))).toHaveLength(1);
    await w.pass(minutes(10));
    expect(await w.meetings()).toEqual([]);
  });
});

/** How often Bedel changed a meeting in Zoom. */
const patches = async (w: TestWorld): Promise<number> =>
  ((await w.control("calls"))["calls"] as { operation: string }[]).filter(({ operation }) => operation === "PATCH /meetings/:meetingId").length;
