import { expect } from "vitest";
import type { TestWorld } from "../../../test/world.ts";
import { refusalText } from "../../notices/refusal-text.ts";
import { newApp, type App } from "../../platform/http.ts";
import { accountRoutes } from "../account/routes.ts";
import { peopleRoutes } from "../routes.ts";
import { lookUpAt } from "../single-sign-on/proving-actions.ts";
import { singleSignOnRoutes } from "../single-sign-on/routes.ts";
import { openSignIn, type SignIn } from "./actions.ts";
import { signInRoutes } from "./routes.ts";
import { replacePassword } from "./store.ts";

export const PASSWORD = "correct horse";

type Answer = Awaited<ReturnType<Browser["ask"]>>;
/** Keeps its cookies from one request to the next. */
export type Browser = {
  ask(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", url: string, payload?: object): ReturnType<typeof ask>;
  cookies: Map<string, string>;
};
export type Door = { app: App; signIn: SignIn; browser(): Browser };

/** The way in, and what people do with their accounts. */
export async function aDoor(w: TestWorld, nameServers: readonly string[] = []): Promise<Door> {
  const log = { info: () => undefined, warn: () => undefined, error: (what: string, more: object = {}) => expect.fail(`${what} ${JSON.stringify(more)}`) };
  const app = await newApp({ log, words: refusalText, reader: (request) => request.member?.language ?? null, frameSelf: false });
  const signIn = openSignIn({ db: w.db, secret: "a secret of more than thirty-two letters", origin: w.origin });
  signInRoutes(app, signIn, w);
  accountRoutes(app, signIn, w);
  singleSignOnRoutes(app, { ...w, log, signIn, reach: { privately: false, plainly: true }, lookUp: lookUpAt(nameServers) });
  peopleRoutes(app, w, {
    peculiar: async () => ({ sandbox: true, mailbox: true, mailsWait: false, demo: false, setup: false }),
    badges: async () => ({ waiting: 0, alarms: 0 }),
    zoom: async () => ({ state: "connected", since: null, because: null }),
  });
  return { app, signIn, browser: () => aBrowser(app) };
}

function aBrowser(app: App): Browser {
  const cookies = new Map<string, string>();
  return { cookies, ask: (method, url, payload) => ask(app, cookies, method, url, payload) };
}

async function ask(app: App, cookies: Map<string, string>, method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", url: string, payload?: object) {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { cookie, "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" };
  const answer = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  for (const line of [answer.headers["set-cookie"] ?? []].flat()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
    if (/max-age=0\b/i.test(line)) cookies.delete(name!);
    else cookies.set(name!, value!);
  }
  return answer;
}

/** Gives a member of the test world a password. */
export async function canSignIn(w: TestWorld, { personId }: { personId: string }, { hashOf }: SignIn, password = PASSWORD): Promise<void> {
  const hash = await hashOf(password);
  await w.db.transaction((tx) => replacePassword(tx, personId, hash, w.random.uuid(), w.clock.now()));
}

export const entersAs = async (browser: Browser, email: string, password = PASSWORD): Promise<Answer> =>
  browser.ask("POST", "/api/auth/sign-in/email", { email, password });

/** The address in the latest letter to somebody. */
export async function mailedAddress(w: TestWorld, to: string): Promise<string> {
  await w.settle();
  const text = w.letters(to).at(-1)?.text ?? "";
  return /https?:\/\/bedel\.example(\/\S+)/.exec(text)?.[1] ?? expect.fail(`no address in: ${text}`);
}
