import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, NINE } from "../../test/world.ts";
import { after, before, days, hours, minutes } from "../lib/time.ts";

eachDatabase((_, open) => {
  test("a session's organizer opens the room with the mailed password from handing over to closing, and not a minute more", async () => {
    await using w = await aWorld(await open());
    const start = after(NINE, days(3));
    const s = await w.ask({ start });
    await w.attend(s, "Íñigo Peña <inigo@elsewhere.example>", "Żaneta <zaneta@elsewhere.example>");
    expect(s).toMatchObject({ status: "placed", roomId: w.rooms[0]!.id });

    await w.advanceTo(before(start, hours(24)));
    expect((await w.session(s)).steps.generate).toMatchObject({ is: "done" });
    expect(await w.meetings()).toMatchObject([{ topic: "Óptica cuántica", duration: 60, registrants: 0 }]);

    await w.advanceTo(before(start, minutes(15) + 1000));
    expect(w.letters("lukasz").map((m) => m.subject)).toHaveLength(1);

    await w.advanceTo(before(start, minutes(15)));
    const mail = w.letters("lukasz").at(-1)!;
    const password = /Password:?\s+(\S+)/i.exec(mail.text)?.[1] ?? "";
    expect(await w.opens(w.rooms[0]!.email, password), mail.text).toBe(true);
    expect(w.letters("elsewhere.example")).toHaveLength(2);
    expect((await w.meetings())[0]).toMatchObject({ registrants: 2 });

    await w.control("start", { meetingId: (await w.meetings())[0]!.id, by: { email: w.rooms[0]!.email, password } });
    await w.advanceTo(after(start, minutes(69)));
    expect(await w.opens(w.rooms[0]!.email, password)).toBe(true);
    expect((await w.control("state"))["live"]).toHaveLength(1);

    await w.advanceTo(after(start, minutes(70)));
    expect(await w.opens(w.rooms[0]!.email, password)).toBe(false);
    expect((await w.control("state"))["live"]).toHaveLength(0);

    await w.advanceTo(after(start, hours(12)));
    const over = await w.session(s);
    expect(Object.fromEntries(Object.entries(over.steps).map(([step, state]) => [step, state.is]))).toEqual({
      generate: "done", handOver: "done", sendLinks: "done", warn: "done", end: "done", close: "done", report: "done",
    }); // prettier-ignore
    expect((await w.room()).password).toMatchObject({ isSet: true, exposedTo: null, occupiedBy: null });
    expect(w.letters("lukasz").map((m) => m.subject)).toHaveLength(4);
  });
});
