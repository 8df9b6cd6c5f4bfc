import { onTestFinished } from "vitest";
import { valueOf, type TestWorld } from "../../../test/world.ts";
import type { Said } from "../../../test/support/outside.ts";
import { after, type Duration } from "../../lib/time.ts";
import { withBookings } from "../../bookings/hosting/giving-actions.ts";
import { withCourses } from "../../courses/handing-over/actions.ts";
import { refusalText } from "../../notices/refusal-text.ts";
import { memberRoutes } from "../../people/members/routes.ts";
import { newApp } from "../../platform/http.ts";
import { agenda } from "../../sessions/showing/wiring-actions.ts";
import type { ZoomUserRow } from "./contract.ts";
import { withZoomUsers } from "./leaving/actions.ts";
import { zoomUserRoutes } from "./routes.ts";
import { changeProvisioningOf, provisioningOf, type Provisioning } from "./settings/actions.ts";

export const EVA = "eva.nueva@otra.example";
/** The organizer of every house. */
export const LUKASZ = "lukasz@universidad.example";
export const PASSWORD = "Otono-Secreto-58";
/** What makes, changes, deactivates or lets go of a user. */
export const CHANGES = ["POST /users", "PATCH /users/:userId", "PUT /users/:userId/status", "DELETE /users/:userId"] as const;

export async function provisioning(w: TestWorld, change: Partial<Provisioning>): Promise<void> {
  const before = await provisioningOf(w.db, w.institutionId);
  valueOf(await changeProvisioningOf(w, w.admin, { ...before, makesAt: "at once", ...change }));
}

/** As Zoom has it. */
export const theUser = async (w: TestWorld, email = EVA): Promise<Said> =>
  ((await w.control("state"))["users"] as Said[]).find((user) => user["email"] === email) as Said;

/** How often Zoom was asked for one of these. */
export async function callsTo(w: TestWorld, ...operations: string[]): Promise<number> {
  const { calls } = await w.control("state");
  return operations.reduce((sum, name) => sum + Number(calls["byOperation"][name] ?? 0), 0);
}

/** As if nothing had happened meanwhile; then whatever is due is done. */
export async function skip(w: TestWorld, length: Duration): Promise<void> {
  w.clock.set({ offset: 0, frozenAt: after(w.clock.now(), length) });
  await w.settle();
}

type Answer = { status: number; body: any }; // oxlint-disable-line typescript/no-explicit-any -- whatever the server says
export type Ask = (method: "GET" | "POST" | "PUT", url: string, payload?: object) => Promise<Answer>;

export async function asAdmin(w: TestWorld): Promise<Ask> {
  const app = await newApp({ log: w.log, words: refusalText, reader: () => "en", frameSelf: false });
  app.addHook("onRequest", async (request) => void (request.member = w.admin));
  zoomUserRoutes(app, w);
  memberRoutes(app, w, withZoomUsers(w, withBookings(w, withCourses(w, agenda(w)))));
  onTestFinished(() => app.close().then(() => undefined));
  return async (method, url, payload) => {
    const answer = await app.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, body: answer.body === "" ? null : answer.json() };
  };
}

/** Somebody as the page of Zoom users tells it. */
export const rowOf = async (ask: Ask, email: string): Promise<ZoomUserRow> =>
  (await ask("GET", "/api/zoom-users")).body.people.find((one: ZoomUserRow) => one.email === email);
