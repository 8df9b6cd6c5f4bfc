import { z } from "zod";
import { leaving } from "./life/contract.ts";

/** As the Zoom client tells them apart; `refused` is one that Zoom gave no reason for. */
export const RECONNECT_CAUSES = [
  "app_unknown",
  "app_switched_off",
  "wrong_address",
  "owner_gone",
  "role_lost",
  "app_removed",
  "not_authorized",
  "disabled_by_admin",
  "used_twice",
  "revoked",
  "code_dead",
  "refused",
] as const;
export type ReconnectCause = (typeof RECONNECT_CAUSES)[number];

/** What people are told of a connection; `none`: there never was one. */
export const standing = z.enum(["none", "disconnected", "reconnect needed", "paused", "unreachable", "connected"]);

/** GET /api/connection : the institution's Zoom, as its administrators see it. */
export const connectionView = z.object({
  standing,
  since: z.string().nullable(),
  because: z.enum(RECONNECT_CAUSES).nullable(),
  /** How it was made; null where there is none. */
  app: z.enum(["account", "admin"]).nullable(),
  account: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  /** Who authorized it at Zoom; null with Server-to-Server. */
  authorizedBy: z.object({ name: z.string(), email: z.string(), role: z.string() }).nullable(),
  authorizedAt: z.string().nullable(),
  pausedAt: z.string().nullable(),
  /** Somebody here is ending it; null: nobody is. */
  leaving: leaving.nullable(),
  lastOkAt: z.string().nullable(),
  /** Which ways of connecting this server offers, and for the others why not, as a message key under `refusals`. */
  ways: z.object({ admin: z.string().nullable(), link: z.string().nullable(), account: z.string().nullable() }),
});
export type ConnectionView = z.infer<typeof connectionView>;
