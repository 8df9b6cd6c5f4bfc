import { expect, onTestFinished, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, type TestWorld } from "../../../test/world.ts";
import { minutes } from "../../lib/time.ts";
import { refusalText } from "../../notices/refusal-text.ts";
import { newApp } from "../../platform/http.ts";
import { isPutAway } from "./actions.ts";
import { setupRoutes } from "./routes.ts";

type Ask = (method: "GET" | "POST", url: string, payload?: object) => Promise<{ status: number; body: Record<string, unknown> }>;

async function asAdmin(w: TestWorld, mailServer: boolean): Promise<Ask> {
  const app = await newApp({ log: w.log, words: refusalText, reader: () => "en", frameSelf: false });
  app.addHook("onRequest", async (request) => void (request.member = w.admin));
  setupRoutes(app, w, mailServer);
  onTestFinished(() => app.close().then(() => undefined));
  return async (method, url, payload) => {
    const answer = await app.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, body: answer.body === "" ? {} : answer.json() };
  };
}

eachDatabase((_, open) => {
  test("the list tells what is so now", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const ask = await asAdmin(w, true);
    expect((await ask("GET", "/api/setup")).body).toMatchObject({
      putAway: false,
      address: { is: "open", origin: "http://bedel.example" },
      mail: { server: true, test: null },
      zoom: "connected",
      rooms: 2,
      people: { members: 2, invited: 0 },
    });
  });

  test("a test mail goes to whoever asks, one at a time, and the list tells what the mail server said", async () => {
    await using w = await aWorld(await open());
    await w.settle();
    const ask = await asAdmin(w, true);
    expect((await ask("POST", "/api/setup/test-mail")).status).toBe(204);
    expect(await ask("POST", "/api/setup/test-mail")).toMatchObject({ status: 409, body: { because: "test_mail_on_its_way" } });
    await w.settle();
    expect(w.letters(w.admin.email).at(-1)!.subject).toMatch(/test/i);
    expect((await ask("GET", "/api/setup")).body).toMatchObject({ mail: { waiting: 0, test: { state: "sent", to: w.admin.email } } });

    w.mailbox.treat(() => "refuse");
    await w.pass(minutes(1));
    await ask("POST", "/api/setup/test-mail");
    await w.settle();
    expect((await ask("GET", "/api/setup")).body).toMatchObject({ mail: { test: { state: "refused", answer: expect.stringContaining("no such mailbox") } } });
  });

  test("without a mail server no test mail is wished for", async () => {
    await using w = await aWorld(await open());
    const ask = await asAdmin(w, false);
    expect(await ask("POST", "/api/setup/test-mail")).toMatchObject({ status: 409, body: { because: "no_mail_server" } });
    expect((await ask("GET", "/api/setup")).body).toMatchObject({ mail: { server: false, test: null } });
  });

  test("the list is put away, and brought back", async () => {
    await using w = await aWorld(await open());
    const ask = await asAdmin(w, true);
    await ask("POST", "/api/setup/put-away", { away: true });
    expect(await isPutAway(w.db, w.institutionId)).toBe(true);
    await ask("POST", "/api/setup/put-away", { away: false });
    expect(await isPutAway(w.db, w.institutionId)).toBe(false);
  });
});
