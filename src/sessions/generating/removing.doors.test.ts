import { expect, test } from "vitest";
import { aWorld, NINE } from "../../../test/world.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { after, hours, minutes } from "../../lib/time.ts";
import { whyNotCancel } from "../why-not.ts";
import { cancelSession } from "../cancelling/actions.ts";

eachDatabase((_, open) => {
  test("a cancelled session's meeting goes from Zoom also when somebody has begun it meanwhile", async () => {
    await using world = await aWorld(await open());
    const asked = await world.ask({ start: after(NINE, hours(5)) });
    await world.settle();
    const session = await world.session(asked);
    const startUrl = await world.zoomOf(world.institutionId).startLink(session.meeting!);
    expect(whyNotCancel(session, world.organizer, NINE)).toBeNull();
    await cancelSession(world, world.neighbours, world.organizer, session.id, session.revision);
    expect(await world.control("start", { meetingId: Number(session.meeting!.id), by: { startUrl } })).toMatchObject({ ok: true });

    await world.pass(minutes(5));

    expect(await world.meetings()).toEqual([]);
    expect((await world.session(asked)).stray).toEqual([]);
  });
});
