import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, NINE } from "../../test/world.ts";
import { after, days, iso, type Instant } from "../lib/time.ts";
import { refusalText } from "../notices/refusal-text.ts";
import type { SignIn } from "../people/signing-in/actions.ts";
import { newApp } from "../platform/http.ts";
import { exampleRoutes } from "./routes.ts";

eachDatabase((_, open) => {
  test("the sandbox's clock goes forward, by a month at most", async () => {
    await using w = await aWorld(await open());
    const app = await newApp({ log: w.log, words: refusalText, reader: () => "en", frameSelf: false });
    const mover = { moveTo: async (moment: Instant) => moment, under: () => null, stop: () => undefined };
    exampleRoutes(app, { world: w, mover, mailbox: null, signIn: {} as SignIn, zoom: async () => new Response() });
    const move = async (to: string) => (await app.inject({ method: "POST", url: "/api/sandbox/clock", payload: { to } })).json();
    const month = after(NINE, days(31));
    expect(await move(iso(month))).toEqual({ now: iso(month) });
    for (const to of [iso(after(month, 1)), "9999-01-01T00:00:00Z", "+275760-09-13T00:00:00Z"])
      expect(await move(to), to).toMatchObject({ status: 422, detail: "At most 31.", errors: [{ field: "to", because: "above_maximum" }] });
    expect(await move(iso(after(NINE, -1)))).toMatchObject({ status: 422, because: "clock_cannot_go_back" });
    expect(await move("tomorrow")).toMatchObject({ status: 422, errors: [{ field: "to" }] });
  });
});
