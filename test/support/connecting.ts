import { ADMIN_APP, tokensFor, type Client } from "../../sandbox/oauth/testing.ts";
import type { Bench } from "../../sandbox/testing.ts";
import { place, type Placed } from "../../src/connections/authorizing/placing-actions.ts";
import { connectionOf } from "../../src/connections/actions.ts";
import { after, hours } from "../../src/lib/time.ts";
import { connecting } from "../../src/sessions/showing/wiring-actions.ts";
import { DEFAULT_APP } from "../../sandbox/university.ts";
import type { TestWorld } from "../world.ts";

/** Somebody at Zoom who may look after the account, with the role that person has there. */
export type ZoomPerson = { id: string; email: string; role: { id: string; name: string } };

/** What Zoom gives when this person allows the app. */
export const tokensOf = (w: Pick<TestWorld, "sandbox">, email: string, app: Client = ADMIN_APP): Promise<{ access: string; refresh: string }> =>
  tokensFor({ sandbox: w.sandbox } as Bench, app, email);

let number = 0;

/** This person authorizes the app for the whole account, and comes back with what Zoom gave. */
export async function authorizes(w: TestWorld, { id, email, role }: ZoomPerson, accountId = DEFAULT_APP.accountId): Promise<Placed> {
  const { access, refresh } = await tokensOf(w, email);
  const token = { accessToken: access, expiresAt: after(w.clock.now(), hours(1)), refreshToken: refresh, refreshExpiresAt: null };
  const by = { hostId: id, email, name: id, licensed: true, accountId, role };
  number += 1;
  const brought = { app: "admin" as const, accountId, by, number, token, ownApp: null, sinceNumber: number, linkId: null, authorization: null };
  const placed = await place(w, connecting(w, w.neighbours), w.institutionId, brought, { name: w.admin.name, memberId: w.admin.id });
  await w.pause(1000); // so long a process believes that the connection is the one before
  await w.settle();
  return placed;
}

export const theConnection = async (w: TestWorld) => (await connectionOf(w.db, w.institutionId))!;
