import { afterAll, beforeAll, test } from "vitest";
import { serveSandbox } from "../../sandbox/serve.ts";
import { BASE, bench, meetingOf, ROOM, type Bench } from "../../sandbox/testing.ts";
import { FIRST_PASSWORD } from "../../sandbox/university.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";

/** Longer than a phone is wide, and nowhere to break it. */
const LONG = "Esternocleidomastoideo".repeat(3);

/** People, meetings, faults and webhooks with the longest of names; what is told are the doors of two meetings. */
async function fill(b: Bench): Promise<string[]> {
  const held = await meetingOf(b, { topic: `Anatomía: ${LONG}`, settings: { waiting_room: true } });
  const registered = await meetingOf(b, { topic: LONG, settings: { approval_type: 0 } });
  await b.control("POST", "/start", { meetingId: held["id"], by: { email: ROOM, password: FIRST_PASSWORD } });
  await b.control("POST", "/join", { joinUrl: held["join_url"], name: LONG });
  await b.control("POST", "/faults", { kind: "next", match: `GET /${LONG}`, do: "429" });
  await b.control("POST", "/webhooks", { url: `http://nowhere.example/${LONG}`, secret: "clave" });
  await b.api("GET", `/users/${LONG}@universidad.example`);
  await b.sandbox.run();
  const { body } = await b.api("GET", `/meetings/${held["id"]}`);
  return [body["start_url"], held["join_url"], registered["join_url"]].map((address: string) => address.replace(BASE, ""));
}

let browser: TestBrowser;
let pages: string[];
let stop: () => void;

beforeAll(async () => {
  const b = await bench();
  const { server, port } = await serveSandbox(b.sandbox, { port: 0, host: "127.0.0.1" });
  stop = () => (server.closeAllConnections(), void server.close());
  browser = await openBrowser(`http://127.0.0.1:${port}`);
  pages = ["/live", "/meetings", "/users", "/calls", "/webhooks", "/apps", "/faults", "/clock", "/signin", ...(await fill(b))];
});
afterAll(() => stop());

test.each([
  ["desktop", "light", "all"],
  ["desktop", "dark", "layout"],
  ["phone", "light", "layout"],
  ["phone", "dark", "all"],
] as const)("every page of the sandbox can be read by everybody on a %s in the %s", async (on, shade, what) => {
  const screen = await browser.open("/live", { on, in: shade });
  for (const path of pages) {
    await screen.page.goto(path);
    await screen.check(what);
  }
});
