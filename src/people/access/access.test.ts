import { expect, test } from "vitest";
import { refusalText } from "../../notices/refusal-text.ts";
import { newApp, type App } from "../../platform/http.ts";
import { aMember } from "../../../test/builders.ts";
import type { Role } from "../contract.ts";
import { guardRoutes } from "./actions.ts";
import { ACCESS, isRoute, whoMay, whyNotCall, type Route } from "./contract.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A guarded server to which somebody of this role has signed in. `null`: of no institution; undefined: nobody has. */
async function guarded(role?: Role | null): Promise<App> {
  const app = await newApp({ log, words: refusalText, reader: () => null, frameSelf: false });
  app.addHook("onRequest", async (request) => {
    request.person = role === undefined ? null : "p1";
    request.member = role == null ? null : aMember({ role });
  });
  guardRoutes(app);
  return app;
}

const routes = Object.keys(ACCESS) as Route[];
const ROLES = [undefined, null, "organizer", "admin", "owner"] as const;

test("a route that the table does not name stops the start, by its method too", async () => {
  const app = await guarded();
  expect(() => app.get("/api/forgotten", async () => "open")).toThrow("GET /api/forgotten is not in src/people/access/contract.ts");
  expect(() => app.delete("/api/me", async () => "open")).toThrow("DELETE /api/me");
  expect(() => app.route({ method: ["GET", "DELETE"], url: "/api/me", handler: async () => "open" })).toThrow("DELETE /api/me");
  expect(() => app.post("/j/:token", async () => "open")).toThrow("POST /j/:token");
});

test("a route in a scope of its own is guarded like any other", async () => {
  const app = await guarded("organizer");
  await app.register(async (scope) => void scope.get("/api/rooms", async () => "open"));
  expect((await app.inject("/api/rooms")).json()).toMatchObject({ status: 403, because: "admins_only" });
  const forgetful = await guarded();
  await expect(forgetful.register(async (scope) => void scope.get("/api/forgotten", async () => "open"))).rejects.toThrow("GET /api/forgotten");
});

test("pages and their parts need no line", async () => {
  const app = await guarded();
  app.get("/index.html", async () => "a page");
  expect((await app.inject("/index.html")).body).toBe("a page");
});

test.each([
  [undefined, 401],
  [null, 403],
  ["organizer", 403],
  ["admin", 200],
  ["owner", 200],
] as const)("who is %s gets %d from a route for administrators, and as much of its head", async (role, status) => {
  const app = await guarded(role);
  app.get("/api/rooms", async () => "rooms");
  expect((await app.inject("/api/rooms")).statusCode).toBe(status);
  expect((await app.inject({ method: "HEAD", url: "/api/rooms" })).statusCode).toBe(status);
});

test("what is asked of an address that leads nowhere is not found, whoever asks", async () => {
  const app = await guarded();
  expect((await app.inject("/api/nothing")).statusCode).toBe(404);
});

test("only what the table itself names is a route of it", () => {
  expect(routes.every(isRoute)).toBe(true);
  expect(["GET /api/nothing", "HEAD /api/me", "toString", "__proto__", ""].filter(isRoute)).toEqual([]);
});

test("whoever may do less may not do more: what is refused to a higher role is refused to all below it", () => {
  for (const route of routes) {
    const open = ROLES.map((role) => whyNotCall(route, role) === null);
    expect(open, route).toEqual(open.toSorted((a, b) => Number(a) - Number(b)));
    expect(open.at(-1), `${route} is for nobody`).toBe(true);
  }
});

test("each kind of who has its own refusals", () => {
  const told = (who: string): (string | null)[] => {
    const route = routes.find((one) => whoMay(one) === who)!;
    return ROLES.map((role) => whyNotCall(route, role));
  };
  expect(told("anyone")).toEqual([null, null, null, null, null]);
  expect(told("member")).toEqual(["not_signed_in", "no_institution", null, null, null]);
  expect(told("its organizer")).toEqual(["not_signed_in", "no_institution", null, null, null]);
  expect(told("admin")).toEqual(["not_signed_in", "no_institution", "admins_only", null, null]);
});
