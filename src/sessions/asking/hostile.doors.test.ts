import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { cancel, change } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf } from "../../../test/world.ts";
import { after, days, hours, minutes } from "../../lib/time.ts";
import { extendSession } from "../running/actions.ts";
import { saveChange } from "../../rooms/actions.ts";
import { undoChange } from "../cancelling/actions.ts";

eachDatabase((_, open) => {
  test("what is taken back comes into another room when its own was turned off meanwhile", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const s = await w.ask({ start: after(NINE, days(1)) });
    valueOf(await cancel(w, s));
    const room = await w.room(s.roomId);
    await w.db.transaction(async (tx) => void (await saveChange(tx, room, { active: false }, room.revision, w.clock.now())));
    const back = valueOf(await undoChange(w, w.organizer, s.id));
    expect(back).toMatchObject({ status: "placed" });
    expect(back.roomId).not.toBe(s.roomId);
  });

  test("a change that changes nothing, or only how many are expected, is mailed to nobody", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(5)) });
    await w.settle();
    const told = w.letters().length;
    const same = valueOf(await change(w, s, { title: s.title }));
    expect(same.revision).toBe(s.revision);
    valueOf(await change(w, same, { expected: 40 }));
    await w.pass(minutes(5));
    expect(w.letters()).toHaveLength(told);
  });

  test("more time is told to everybody who has the link, with the new end", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(1)) });
    await w.attend(s, "Ana Kowalska <ana@people.example>");
    await w.advanceTo(after(NINE, minutes(50)));
    valueOf(await extendSession(w, w.neighbours, w.organizer, s.id, { minutes: 30, revision: (await w.session(s)).revision }));
    await w.settle();
    expect(w.mailbox.list({ to: "ana@people.example", limit: 10 }).mails).toHaveLength(2);
  });

  test("who is added after nobody was there to write to has the link at once, and the page says so", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, minutes(10)) });
    await w.settle();
    expect((await w.session(s)).steps.sendLinks).toMatchObject({ is: "done", note: "nobody_registered" });
    await w.attend(s, "Ana Kowalska <ana@people.example>");
    await w.settle();
    expect((await w.session(s)).steps.sendLinks).toMatchObject({ is: "done", note: "links_sent", values: { sent: 1, of: 1 } });
  });
});
