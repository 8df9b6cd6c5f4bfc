import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { request, type APIRequestContext } from "playwright-core";
import { createTranslator } from "use-intl/core";
import { afterAll, inject } from "vitest";
import type { z } from "zod";
import { ADMINISTRATOR, ORGANIZER, PASSWORD, PEOPLE } from "../../../src/example/programme.ts";
import { catalogue } from "../../../src/notices/messages/catalogue.ts";
import type { Language } from "../../../src/people/contract.ts";
import { roomList, type Room } from "../../../src/rooms/contract.ts";
import { sessionView, type Ask, type SessionView } from "../../../src/sessions/contract.ts";
import { openBrowser, type Look, type Screen } from "../../support/browser.ts";
import { forget, startServer } from "./server.ts";

/** Who you are is asked before anybody has signed in. */
const UNKNOWN = /401 .*\/api\/me/;

export type Who = "administrator" | "owner" | "organizer";
type Asked = Partial<Ask> & { start: string };

/** Somebody who does things without a browser, for what a journey needs beforehand. */
export type Person = {
  ask(asked: Asked): Promise<SessionView>;
  post(path: string, body?: object): Promise<unknown>;
  patch(path: string, body: object): Promise<unknown>;
  put(path: string, body: object): Promise<unknown>;
  get<S extends z.ZodType>(path: string, shape: S): Promise<z.output<S>>;
};

export type House = {
  origin: string;
  administrator: Person;
  organizer: Person;
  /** Opens a page as this person, or as a stranger. */
  open(path: string, as: Who | null, look?: Look): Promise<Screen>;
  /** What happens in the sandbox's Zoom. */
  zoom(path: string, body: object): Promise<unknown>;
  moveClock(wish: { minutes: number } | { to: string } | { next: true }): Promise<void>;
  rooms(): Promise<Room[]>;
};

/** A started institution with so many rooms turned on, in which nobody moves by themselves. One for a file's tests. */
export async function aHouse({ rooms = 3, settings = {} }: { rooms?: number; settings?: Record<string, string> } = {}): Promise<House> {
  const [server, people] = [await startServer(inject("institution"), settings), [] as APIRequestContext[]];
  afterAll(async () => {
    await Promise.all(people.map((person) => person.dispose()));
    await server.stop();
    forget(server.folder);
  });
  const { origin } = server;
  const browser = await openBrowser(origin);
  const enter = async (email: string): Promise<APIRequestContext> => {
    const person = await request.newContext({ baseURL: origin });
    people.push(person);
    await done(person, "post", "/api/auth/sign-in/email", { email, password: PASSWORD });
    return person;
  };
  const known = { administrator: await enter(ADMINISTRATOR), organizer: await enter(ORGANIZER), owner: await enter(PEOPLE[0].email) };
  const { administrator, organizer } = known;
  const house: House = {
    origin,
    administrator: doings(administrator),
    organizer: doings(organizer),
    open: async (path, as, look) => {
      if (as === null) return browser.open(path, { expecting: UNKNOWN, ...look });
      const { cookies } = await known[as].storageState();
      return browser.open(path, { ...look, cookies });
    },
    zoom: (path, body) => done(administrator, "post", `/zoom/control/${path}`, body),
    moveClock: async (wish) => void (await done(administrator, "post", "/api/sandbox/clock", wish)),
    rooms: async () => roomList.parse(await done(administrator, "get", "/api/rooms")).rooms,
  };
  await house.zoom("visitors", { on: false });
  await turnOn(house, administrator, rooms);
  return house;
}

async function turnOn(house: House, administrator: APIRequestContext, many: number): Promise<void> {
  const usable = (await house.rooms()).filter((room) => /^(sala|room)\./.test(room.email) && room.whyNotActivate === null).slice(0, many);
  for (const { id, revision } of usable) await done(administrator, "patch", `/api/rooms/${id}`, { active: true, revision });
}

const doings = (person: APIRequestContext): Person => ({
  ask: async (asked) => {
    const body = {
      id: randomUUID(),
      title: "Doctoral seminar",
      zone: "Europe/Madrid",
      minutes: 60,
      admission: "automatic",
      kind: "meeting",
      expected: null,
      ...asked,
    };
    return sessionView.parse(await done(person, "post", "/api/sessions", body));
  },
  post: (path, body) => done(person, "post", path, body ?? {}),
  patch: (path, body) => done(person, "patch", path, body),
  put: (path, body) => done(person, "put", path, body),
  get: async (path, shape) => shape.parse(await done(person, "get", path)),
});

/** What a journey can't begin without. */
async function done(person: APIRequestContext, how: "get" | "post" | "patch" | "put", path: string, data?: object): Promise<unknown> {
  const answer = await person[how](path, data === undefined ? {} : { data });
  if (!answer.ok()) throw new Error(`${how} ${path}: ${answer.status()} ${await answer.text()}`);
  const text = await answer.text();
  return /json/.test(answer.headers()["content-type"] ?? "") && text !== "" ? JSON.parse(text) : text;
}

/** The same words as the screens'. */
export const wordsIn = (language: Language) => createTranslator({ locale: language, messages: catalogue[language], timeZone: "Europe/Madrid" });
export type Words = ReturnType<typeof wordsIn>;

/** Fails on what is wrong with this screen, once it is all there. With `SCREENS_FOLDER` set, keeps a picture of it there, to be looked at. */
export async function look(screen: Screen, name: string, what: "all" | "layout" = "all"): Promise<void> {
  const { page } = screen;
  await page.locator("h1").first().waitFor();
  await page.waitForFunction(isAtRest);
  const folder = process.env["SCREENS_FOLDER"] ?? "";
  if (folder !== "") {
    mkdirSync(folder, { recursive: true });
    await page.evaluate(() => scrollTo(0, 0)); // what stays in its place while scrolling would lie across the picture
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  }
  await screen.check(what);
}

/** Runs inside the page: nothing is being fetched for the first time, and nothing slides or fades. A loader may turn for ever. */
function isAtRest(): boolean {
  const moves = document.getAnimations().some(({ playState, effect }) => playState === "running" && effect?.getComputedTiming().iterations !== Infinity);
  return !moves && document.querySelector(".mantine-Skeleton-root, [aria-busy=true]") === null;
}
