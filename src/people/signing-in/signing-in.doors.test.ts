import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, type TestWorld } from "../../../test/world.ts";
import { sql } from "../../platform/database.ts";
import { newApp, type App } from "../../platform/http.ts";
import { refusalText } from "../../notices/refusal-text.ts";
import { roomRoutes } from "../../rooms/routes.ts";
import { peopleRoutes } from "../routes.ts";
import { openSignIn } from "./actions.ts";
import { signInRoutes } from "./routes.ts";

const log = { info: () => undefined, warn: () => undefined, error: (what: string, more: object = {}) => expect.fail(`${what} ${JSON.stringify(more)}`) };
const OUTAGE = "0b8f4d5e-3c1a-4f7e-9d2b-1a2b3c4d5e6f";
const anApp = (): Promise<App> => newApp({ log, words: refusalText, reader: (request) => request.member?.language ?? null, frameSelf: false });

async function aDoor(w: TestWorld) {
  const app = await anApp();
  const signIn = openSignIn({ db: w.db, secret: "a secret of more than thirty-two letters", origin: "http://bedel.example" });
  signInRoutes(app, signIn, w);
  await signIn.addPerson({ name: "Ana", email: "ana@universidad.example", password: "correct horse" });
  return async (payload: object) => app.inject({ method: "POST", url: "/api/auth/sign-in/email", payload, headers: { "accept-language": "es" } });
}

eachDatabase((_, open) => {
  test("a malformed try is told in the reader's language and counts for nothing", async () => {
    await using w = await aWorld(await open());
    const tryWith = await aDoor(w);
    for (let i = 0; i < 15; i += 1) {
      const answer = await tryWith({ email: 7, password: ["x"] });
      expect([answer.statusCode, answer.headers["content-type"]]).toEqual([422, "application/problem+json"]);
      expect(answer.json()).toMatchObject({
        because: "malformed",
        detail: refusalText("es", "malformed", {}),
        errors: [{ field: "email" }, { field: "password" }],
      });
    }
    expect((await tryWith({ email: "ana@universidad.example", password: "wrong horse" })).json()).toMatchObject({ status: 401, because: "wrong_password" });
    expect((await tryWith({ email: "ana@universidad.example", password: "correct horse" })).statusCode).toBe(200);
  });

  test("who changes settings, the order of rooms and outages is noted", async () => {
    await using w = await aWorld(await open());
    const app = await anApp();
    app.addHook("onRequest", async (request) => void (request.member = w.admin));
    peopleRoutes(app, w, {
      peculiar: async () => ({ sandbox: true, mailbox: true, mailsWait: false, demo: false, setup: false }),
      badges: async () => ({ waiting: 0, alarms: 0 }),
      zoom: async () => ({ state: "connected", since: null, because: null }),
    });
    roomRoutes(app, w, {
      agenda: async () => new Map(),
      lost: async () => undefined,
      planned: async () => undefined,
      gained: async () => undefined,
      hosts: async () => [],
      untold: async () => ({ created: 0, started: 0, ended: 0 }),
    });
    const { settings, revision } = (await app.inject("/api/settings")).json();
    const put = (body: object) => app.inject({ method: "PUT", url: "/api/settings", payload: body });
    expect([(await put({ settings, revision })).statusCode, (await put({ settings, revision })).statusCode]).toEqual([200, 409]);
    const ids = (await app.inject("/api/rooms")).json().rooms.map((room: { id: string }) => room.id);
    await app.inject({ method: "POST", url: "/api/rooms/order", payload: { ids } });
    const url = `/api/rooms/${ids[0]}/outages`;
    const outage = { id: OUTAGE, from: "2027-06-01T10:00", to: "2027-06-01T12:00", reason: "Cables" };
    const [added, twice] = await Promise.all([outage, outage].map((payload) => app.inject({ method: "POST", url, payload })));
    expect([added!.json().room.outages.length, twice!.json().room.outages.length]).toEqual([1, 1]);
    await app.inject({ method: "DELETE", url: `${url}/${added!.json().room.outages[0].id}` });
    for (const from of ["9999-06-01T10:00", "2027-06-01T10:00:00", "2027-06-01"])
      expect((await app.inject({ method: "POST", url, payload: { id: OUTAGE, from, to: "2027-06-01T12:00", reason: "x" } })).json()).toMatchObject({
        status: 422,
        errors: [{ field: "from" }],
      });
    const noted = await w.db.list(
      (r) => r["what"],
      sql`select what from audit_log where institution_id = ${w.institutionId} and session_id is null order by seq`,
    );
    expect(noted).toEqual(["settings_changed", "rooms_ordered", "outage_added", "outage_removed"]);
  });
});
