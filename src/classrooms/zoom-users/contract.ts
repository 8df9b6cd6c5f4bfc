import { z } from "zod";
import { freshId, revision } from "../../lib/shapes.ts";
import { farewell, heldBy, notDone, standingLink } from "../contract.ts";

export const madeAs = z.enum(["invited", "automatic", "sso"]);
/** GET, PUT /api/provisioning */
const fields = { on: z.boolean(), makesAt: z.enum(["accepted", "at once"]), madeAs, standing: standingLink };
export const changeProvisioning = z.object({ revision, ...fields });
const everybody = z.object({ people: z.number(), withoutUser: z.number(), withoutLicence: z.number(), stillUser: z.number(), stillLicence: z.number() });
export const provisioningView = z.object({
  revision: z.number(),
  ...fields,
  /** Scopes that it needs and the connection has not; message keys under `scopes`. */
  missing: z.array(z.object({ name: z.string(), reason: z.string() })),
  /** Message key under `refusals.` why it can't be switched on. */
  whyNotOn: z.string().nullable(),
  teams: z.array(
    z.object({
      ...{ id: z.string(), name: z.string(), makesZoomUsers: z.boolean(), givesLicence: z.boolean() },
      /** Its members, and where users are made at once also who is invited into it; how many of them have no Zoom user, and no licence, as Zoom was read last. */
      ...{ people: z.number(), withoutUser: z.number(), withoutLicence: z.number(), stillUser: z.number(), stillLicence: z.number() },
    }),
  ),
  /** Of all teams whose people are Zoom users, each person once: how many there are, with and without who is only invited; how many have no user, and no licence that their teams give. */
  all: z.object({ accepted: everybody, "at once": everybody }),
  /** What was asked for before and goes on once users are made: so many are made, so many get a licence, and so many are let go of. */
  waiting: z.object({ makes: z.number(), licences: z.number(), letsGo: z.number() }),
});
export type ProvisioningView = z.infer<typeof provisioningView>;
/** PUT /api/provisioning/teams/:id : what isn't said stays as it is; only the licence goes, or isn't there yet, where `makesZoomUsers` alone is turned. */
export const teamProvisioning = z.object({ makesZoomUsers: z.boolean().optional(), givesLicence: z.boolean().optional() });

/** One person as user of the institution's Zoom account. */
export const zoomUserRow = z.object({
  /** Of the run that looks after it; null where the account had the user before. */
  runId: z.string().nullable(),
  memberId: z.string().nullable(),
  name: z.string(),
  email: z.string(),
  /** `waits`: for the invitation to Bedel to be accepted, or for Zoom; `none`: nothing was asked for. */
  state: z.enum(["none", "waits", "invited", "active", "inactive", "expired", "failed"]),
  licensed: z.boolean().nullable(),
  licenceWanted: z.boolean(),
  /** What is under way ends with a licence: not of who can't be made, is looked after no more, or waits for nothing. */
  licenceComes: z.boolean(),
  /** Made without the licence that was asked for, which follows once they are active and one is free. */
  isLicenceShort: z.boolean(),
  invitedAt: z.string().nullable(),
  /** How often Zoom was asked to invite again. */
  resent: z.number(),
  expiresAt: z.string().nullable(),
  /** Message key under `runs.why.`, with Zoom's words among the values. */
  because: z.string().nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** There is a user, or an invitation of Zoom's, of which it can be asked here what becomes of it. */
  mayLetGo: z.boolean(),
  /** What was asked to become of the user is not done: `because` says why, with the words among `values`; `failed`: it goes on only when somebody does something. */
  lettingGo: z
    .object({
      runId: z.string(),
      farewell,
      failed: z.boolean(),
      because: z.string().nullable(),
      values: z.record(z.string(), z.union([z.string(), z.number()])),
    })
    .nullable(),
  whyNot: z.object({ make: z.string().nullable(), resend: z.string().nullable() }),
});
export type ZoomUserRow = z.infer<typeof zoomUserRow>;
/** GET /api/zoom-users. `seats.of`: as Zoom said at `toldAt`, when it last refused a licence; `left`: for a day after that; null: it does not tell. */
export const zoomUserList = z.object({
  people: z.array(zoomUserRow),
  seats: z.object({ used: z.number(), of: z.number().nullable(), toldAt: z.string().nullable(), left: z.number().nullable(), holders: z.array(z.object({ name: z.string(), email: z.string(), what: z.enum(["classroom", "classroom being made", "room", "member", "other"]) })) }),
  notDone,
  readAt: z.string().nullable(),
}); // prettier-ignore
export type ZoomUserList = z.infer<typeof zoomUserList>;
/** POST /api/runs/:id/resend : how often it was sent again, as it was shown. */
export const resend = z.object({ resent: z.number().int().min(0) });
/** POST /api/zoom-users : for one member, or for many as lines of CSV (email, name, licence). */
export const makeZoomUsers = z.object({
  batchId: freshId,
  preview: z.boolean(),
  memberIds: z.array(z.uuid()).max(500),
  text: z.string().max(1_000_000),
  licence: z.boolean(),
});
export const makeAnswer = z.object({
  lines: z.array(z.object({ line: z.number(), email: z.string(), name: z.string(), licence: z.boolean(), does: z.enum(["makes", "follows", "is there", "licenses", "refused"]), because: z.string().nullable() })),
  asked: z.number(),
  /** When the last of them is made, after all who wait before; null: there is nobody to make, or nobody can tell: `heldBy` says why, a message key under `runs.why.`. */
  expectedAt: z.string().nullable(),
  heldBy,
  /** Licences of the Zoom account: in use, left (null: Zoom does not tell), and needed by the good lines. */
  seats: z.object({ used: z.number(), left: z.number().nullable(), needed: z.number() }),
}); // prettier-ignore
/** POST /api/members/:id/zoom-user : what becomes of the Zoom user of a member who stays. */
export const stayingUser = z.object({ runId: freshId, farewell: farewell.exclude(["nothing"]) });
/** GET, POST /api/zoom-users/:email : somebody who is no member, and for whom Bedel made or asked for a user. */
export const emailParams = z.object({
  email: z
    .string()
    .max(254)
    .regex(/^\P{Cc}*$/u),
});
/** `stays`: the member leaves teams only, and is asked about for that. */
export const leavingAsked = z.object({ stays: z.enum(["true", "false"]).optional() });
/** GET /api/members/:id/zoom-user : what the Zoom user of somebody who leaves owns, before it is decided what becomes of it. */
export const leavingUser = z.object({
  hasUser: z.boolean(),
  /** By Zoom, and has not accepted. */
  isInvited: z.boolean(),
  licensed: z.boolean(),
  /** It is the default host, or hosts sessions to come as somebody's own Zoom. */
  hostsForOthers: z.boolean(),
  /** Planned in Zoom by anybody; null: Zoom does not tell just now. */
  planned: z.number().nullable(),
  bedelSessions: z.number(),
  whyNot: z.record(farewell, z.string().nullable()),
});
export type LeavingUser = z.infer<typeof leavingUser>;
