import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { catalogue } from "../../notices/messages/catalogue.ts";
import { newApp, type App } from "../../platform/http.ts";
import { sql } from "../../platform/database.ts";
import { addAttendees } from "../actions.ts";
import { attending, INSTITUTION, MARTA, SESSION, type Attending } from "../attending.fixtures.ts";
import { attendeeRoutes } from "../routes.ts";
import { panelAddress, panelOf } from "./actions.ts";

const ANA = "ana@elsewhere.example";
const DISCREET = { "referrer-policy": "no-referrer", "cache-control": "no-store", "x-robots-tag": "noindex, nofollow" };

async function serving(it: Attending): Promise<App> {
  const words = (language: "en" | "es", because: string): string => (catalogue[language].refusals as Record<string, string>)[because] ?? because;
  const app = await newApp({ log: it.world.log, words, reader: () => null, frameSelf: false });
  attendeeRoutes(app, it.world, { publicPage: (reply) => reply.type("text/html").send("the public page") });
  return app;
}

async function invited(it: Attending): Promise<string> {
  await addAttendees(it.world, MARTA, SESSION, `Ana <${ANA}>`);
  return new URL(panelAddress(it.world, await panelOf(it.world.db, it.world, INSTITUTION, ANA))).pathname;
}

eachDatabase((_, open) => {
  test("the panel and its calendar tell nobody of themselves, and each address opens only what is its own", async () => {
    const it = await attending(await open());
    const path = await invited(it);
    const app = await serving(it);
    expect((await app.inject({ url: path })).headers).toMatchObject(DISCREET);
    const page = await app.inject({ url: `/api${path}` });
    expect(page.headers).toMatchObject(DISCREET);
    expect(page.json()).toMatchObject({ email: ANA, sessions: [{ title: "Óptica cuántica", state: "before", mayLeave: true }] });
    const feed = new URL(page.json().feed).pathname;
    const calendar = await app.inject({ url: feed });
    expect(calendar.headers).toMatchObject({ ...DISCREET, "content-type": "text/calendar; charset=utf-8" });
    expect(calendar.body).toContain("SUMMARY:Óptica cuántica");
    expect((await app.inject({ url: `${path}/calendar.ics` })).statusCode).toBe(404);
    expect((await app.inject({ url: `/api${feed.replace("/calendar.ics", "")}` })).statusCode).toBe(404);
  });

  test("a place is given up by a press, not by following a link, and twice is no surprise", async () => {
    const it = await attending(await open());
    const path = await invited(it);
    const app = await serving(it);
    const { sessions } = (await app.inject({ url: `/api${path}` })).json();
    const leave = `/api${sessions[0].address}/leave`;
    expect((await app.inject({ url: leave })).statusCode).toBe(404);
    expect((await app.inject({ url: `/api${path}` })).json().sessions).toHaveLength(1);
    expect((await app.inject({ method: "POST", url: leave })).statusCode).toBe(204);
    expect((await app.inject({ method: "POST", url: leave })).statusCode).toBe(404);
    expect((await app.inject({ url: `/api${path}` })).json().sessions).toEqual([]);
  });

  test("what can't be read is refused beside its field; whoever asks too often for what nobody has is slowed down", async () => {
    const it = await attending(await open());
    const path = await invited(it);
    const app = await serving(it);
    const choose = (payload: object) => app.inject({ method: "PATCH", url: `/api${path}`, payload });
    expect((await choose({ zone: "Mars/Olympus" })).json()).toMatchObject({ status: 422, errors: [{ field: "zone", because: "time_zone_unknown" }] });
    expect((await choose({ language: "xx" })).statusCode).toBe(422);
    expect((await choose({ language: "en", zone: "Asia/Tokyo" })).statusCode).toBe(204);
    expect((await choose({})).statusCode).toBe(204);
    expect((await app.inject({ url: `/api${path}` })).json()).toMatchObject({ language: "en", zone: "Asia/Tokyo" });
    const unknown = () => app.inject({ url: `/api/p/${"x".repeat(22)}` });
    for (let i = 0; i < 61; i += 1) await unknown();
    expect((await unknown()).statusCode).toBe(429);
    expect((await app.inject({ url: `/api${path}` })).statusCode).toBe(200);
  });

  test("who asks for the link is told the same whether or not anybody is known by the address", async () => {
    const it = await attending(await open());
    await invited(it);
    const app = await serving(it);
    const ask = async (email: string) => {
      const { statusCode, body } = await app.inject({ method: "POST", url: "/api/panel", payload: { email } });
      return { statusCode, body };
    };
    const mails = () => it.count(sql`select count(*) from deliveries where kind = 'panel'`);
    const nobody = await ask("nobody@elsewhere.example");
    expect([nobody.statusCode, await mails()]).toEqual([204, 0]);
    expect(await ask(ANA)).toEqual(nobody);
    expect(await mails()).toBe(1);
    for (let i = 0; i < 10; i += 1) expect(await ask(ANA)).toEqual(nobody);
    expect(await mails()).toBe(5);
    for (let i = 0; i < 9; i += 1) await ask(`nobody${i}@elsewhere.example`);
    expect((await ask("one@elsewhere.example")).statusCode).toBe(429);
    expect((await ask("not an address")).statusCode).toBe(422);
  });
});
