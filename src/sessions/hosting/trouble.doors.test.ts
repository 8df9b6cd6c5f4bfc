import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aWorld, NINE } from "../../../test/world.ts";
import { after, days } from "../../lib/time.ts";
import { readFromZoom } from "../../rooms/routes.ts";
import { upstairs } from "../showing/wiring-actions.ts";

const START = after(NINE, days(3));
const LUKASZ = { id: "uLukasz", email: "lukasz@universidad.example" };

eachDatabase((_, open) => {
  test("a host who is gone from Zoom keeps nobody from reading the rooms", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    await w.ask({ source: "personal", start: START });
    await fault(w, "GET /users/:host/meetings", "refuse", { times: 99, status: 404, body: { code: 1001, message: "User does not exist." } });
    await expect(readFromZoom(w, upstairs(w, w.neighbours), w.institutionId)).resolves.toBeUndefined();
  });
});
