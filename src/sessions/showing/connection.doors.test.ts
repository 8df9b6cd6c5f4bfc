import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE } from "../../../test/world.ts";
import { RECONNECT_CAUSES } from "../../connections/contract.ts";
import { sql } from "../../platform/database.ts";
import { around } from "./wiring-actions.ts";

eachDatabase((_, open) => {
  test("why Zoom has to be reconnected is told to administrators, who can mend it, and to nobody else", async () => {
    await using w = await aWorld(await open());
    const { zoom } = around(w, { sandbox: true, mailbox: true });
    expect(await zoom(w.admin)).toMatchObject({ state: "connected", because: null });

    await w.db.run(sql`update connections set state = 'reconnect needed', trouble_code = 4717 where institution_id = ${w.institutionId}`);
    expect(await zoom(w.admin)).toEqual({ state: "reconnect needed", since: NINE, because: "app_switched_off" });
    expect(await zoom(w.organizer)).toEqual({ state: "reconnect needed", since: NINE, because: null });
  });

  test("every code of Zoom's that ends a connection has a cause that pages know", async () => {
    await using w = await aWorld(await open());
    const { zoom } = around(w, { sandbox: true, mailbox: true });
    const seen = new Set<string | null>();
    for (const code of [124, 200, ...Array.from({ length: 44 }, (_, i) => 4699 + i)]) {
      await w.db.run(sql`update connections set state = 'reconnect needed', trouble_code = ${code} where institution_id = ${w.institutionId}`);
      seen.add((await zoom(w.admin)).because);
    }
    expect([...seen].toSorted()).toEqual([...RECONNECT_CAUSES].toSorted());
  });
});
