import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { start } from "../../../test/support/sessions.ts";
import { aWorld, NINE } from "../../../test/world.ts";
import { after, hours, minutes, seconds } from "../../lib/time.ts";
import { at, sql } from "../../platform/database.ts";
import { runDueSessions } from "../deciding/actions.ts";
import { runCommands } from "../doing/actions.ts";
import { keepWebhooks, readWebhooks, webhookKeeper } from "./webhook-actions.ts";

const account_id = "sandbox-account";

eachDatabase((_, open) => {
  test("one webhook that can't be read is set aside, and the others are read", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(1)) });
    await w.settle();
    const meeting = (await w.session(s)).meeting!;
    const joined = (user_id: string, more: object = {}) => ({
      event: "meeting.participant_joined",
      event_ts: after(NINE, hours(1)),
      payload: { account_id, object: { id: meeting.id, uuid: "u", participant: { user_id, user_name: "Ada" } } },
      ...more,
    });
    await keepWebhooks(w.db, [{ key: "a", body: joined("1", { event_ts: 1e300 }) }], NINE);
    await keepWebhooks(w.db, [{ key: "b", body: joined("broken") }], NINE);
    await keepWebhooks(w.db, [{ key: "c", body: joined("3") }], after(NINE, seconds(1)));
    const sighted: typeof w.neighbours.sighted = async (tx, session, facts) => {
      await w.neighbours.sighted(tx, session, facts);
      if (facts.some((fact) => "who" in fact && fact.who.key === "broken")) await tx.run(sql`insert into sightings (institution_id) values ('no id')`);
    };
    expect(await readWebhooks(w, { ...w.neighbours, sighted })).toBe(3);
    expect(await readWebhooks(w, w.neighbours)).toBe(0);
    expect(await w.db.list((r) => r["key"], sql`select key from sightings where session_id = ${s.id}`)).toEqual(["3"]);
    expect(w.surprises.splice(0)).toMatchObject([expect.stringContaining('a webhook could not be read {"key":"b"')]);
  });

  test("what no database can keep is taken out of a webhook, and the rest is kept", async () => {
    await using w = await aWorld(await open());
    const body = { event: "meeting.started", payload: { account_id, object: { topic: "a\u0000b \ud800" } } };
    expect(await keepWebhooks(w.db, [{ key: "a", body }], after(NINE, minutes(1)))).toBe(1);
    expect(await w.db.one((r) => r["body"], sql`select body from webhooks where received_at > ${at(NINE)}`)).toEqual({
      event: "meeting.started",
      payload: { account_id, object: { topic: "ab \ufffd" } },
    });
  });

  test("the same webhook twice, one after the other and at once, is one row and one effect", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(1)) });
    await w.settle();
    const object = { id: (await w.session(s)).meeting!.id, uuid: "u", participant: { user_id: "1", user_name: "Ada" } };
    const body = { event: "meeting.participant_joined", event_ts: after(NINE, hours(1)), payload: { account_id, object } };
    const told = { key: "same", body };
    const [one, other] = [webhookKeeper(w, () => undefined), webhookKeeper(w, () => undefined)];

    await Promise.all([one("same", body), one("same", body), other("same", body), keepWebhooks(w.db, [told, told], NINE)]);
    expect(await readWebhooks(w, w.neighbours)).toBe(1);
    await one("same", body);
    expect(await readWebhooks(w, w.neighbours)).toBe(0);
    expect(await w.db.list((r) => r["key"], sql`select key from sightings where session_id = ${s.id}`)).toEqual(["1"]);
  });

  test("what comes while others are being kept is answered when it is kept itself, and what says nothing or tells of an account that is nobody's here is not kept", async () => {
    await using w = await aWorld(await open());
    let kept = 0;
    const keep = webhookKeeper(w, () => void (kept += 1));
    await Promise.all([
      ...["a", "b", "c"].map((key) => keep(key, { payload: { account_id } })),
      keep("d", null),
      keep("e", { payload: { account_id: "another" } }),
    ]);
    expect(await w.db.list((r) => r["key"], sql`select key from webhooks where length(key) = 1 order by key`)).toEqual(["a", "b", "c"]);
    expect(kept).toBeGreaterThan(0);
    expect(await readWebhooks(w, w.neighbours)).toBeGreaterThanOrEqual(3);
  });

  test("a look that finds it running as before is kept and decides nothing; one that finds it ended is decided about at once", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(1)) });
    await w.advanceTo(s.time.start);
    await start(w, s);
    await w.advanceTo(after(s.time.start, minutes(9)));
    const look = async (sinceStart: number) => {
      w.clock.set({ offset: 0, frozenAt: after(s.time.start, minutes(sinceStart)) });
      expect([await runDueSessions(w, w.neighbours), await runCommands(w, w.neighbours, w.process)]).toEqual([1, 1]);
      return runDueSessions(w, w.neighbours);
    };
    expect(await look(10)).toBe(0);
    expect((await w.session(s)).live).toMatchObject({ end: null, checkedAt: w.clock.now() });
    await w.control("faults", { kind: "webhooks", drop: 1 });
    await w.control("end", { meetingId: Number((await w.session(s)).meeting!.id) });
    expect(await look(15)).toBe(1);
    expect((await w.session(s)).live).toMatchObject({ end: w.clock.now() });
  });
});
