import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE } from "../../../test/world.ts";
import { after, hours, minutes, seconds } from "../../lib/time.ts";
import { at, sql } from "../../platform/database.ts";
import { keepWebhook, readWebhooks } from "./actions.ts";

eachDatabase((_, open) => {
  test("one webhook that can't be read is set aside, and the others are read", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(1)) });
    await w.settle();
    const meeting = (await w.session(s)).meeting!;
    const joined = (user_id: string, more: object = {}) => ({
      event: "meeting.participant_joined",
      event_ts: after(NINE, hours(1)),
      payload: { object: { id: meeting.id, uuid: "u", participant: { user_id, user_name: "Ada" } } },
      ...more,
    });
    await keepWebhook(w.db, w.institutionId, "a", joined("1", { event_ts: 1e300 }), NINE);
    await keepWebhook(w.db, w.institutionId, "b", joined("broken"), NINE);
    await keepWebhook(w.db, w.institutionId, "c", joined("3"), after(NINE, seconds(1)));
    const sighted: typeof w.neighbours.sighted = async (tx, session, fact) => {
      await w.neighbours.sighted(tx, session, fact);
      if ("who" in fact && fact.who.key === "broken") await tx.run(sql`insert into sightings (institution_id) values ('no id')`);
    };
    expect(await readWebhooks(w, { ...w.neighbours, sighted })).toBe(3);
    expect(await readWebhooks(w, w.neighbours)).toBe(0);
    expect(await w.db.list((r) => r["key"], sql`select key from sightings where session_id = ${s.id}`)).toEqual(["3"]);
    expect(w.surprises.splice(0)).toMatchObject([expect.stringContaining('a webhook could not be read {"key":"b"')]);
  });

  test("what no database can keep is taken out of a webhook, and the rest is kept", async () => {
    await using w = await aWorld(await open());
    const body = { event: "meeting.started", payload: { object: { topic: "a\u0000b \ud800" } } };
    expect(await keepWebhook(w.db, w.institutionId, "a", body, after(NINE, minutes(1)))).toBe(true);
    expect(await w.db.one((r) => r["body"], sql`select body from webhooks where received_at > ${at(NINE)}`)).toEqual({
      event: "meeting.started",
      payload: { object: { topic: "ab \ufffd" } },
    });
  });
});
