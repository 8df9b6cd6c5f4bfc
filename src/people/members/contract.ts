import { z } from "zod";
import { neededLine } from "../../lib/text.ts";
import { role } from "../contract.ts";

/** For each role a message key that says why this reader can't give it; null: it can be given. */
const whyNotRole = z.object({ owner: z.string().nullable(), admin: z.string().nullable(), organizer: z.string().nullable() });

export const team = z.object({ id: z.string(), name: z.string() });
export type Team = z.infer<typeof team>;

/** Which Zoom is in force for somebody's own sessions, and why none is. */
export const memberZoom = z.object({ by: z.enum(["personal", "institution", "none"]), because: z.string().nullable() });

export const memberView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  state: z.enum(["active", "left"]),
  leftAt: z.string().nullable(),
  /** Ids. */
  teams: z.array(z.string()),
  /** The reader. */
  self: z.boolean(),
  zoom: memberZoom.nullable(),
  whyNot: z.object({ roles: whyNotRole, remove: z.string().nullable() }),
});
export type MemberView = z.infer<typeof memberView>;

export const invitationView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  state: z.enum(["invited", "expired"]),
  teams: z.array(z.string()),
  by: z.string(),
  sentAt: z.string(),
  expiresAt: z.string(),
  /** How often the mail went out; sending again says which one was seen, so that pressing twice sends once. */
  sent: z.number(),
  /** Why this reader can neither send it again nor revoke it. */
  whyNot: z.string().nullable(),
});
export type InvitationView = z.infer<typeof invitationView>;

/** GET /api/members */
export const memberList = z.object({
  members: z.array(memberView),
  invitations: z.array(invitationView),
  teams: z.array(team),
  /** Who may be invited. */
  whyNotInvite: whyNotRole,
});
export type MemberList = z.infer<typeof memberList>;

/** What becomes of the Zoom user of somebody who leaves. */
export const zoomFarewell = z.enum(["nothing", "take the licence", "deactivate", "unlink"]);
export type ZoomFarewell = z.infer<typeof zoomFarewell>;

/** Of invitations that are taken back with what their inviter is no more: what becomes of their people's Zoom users; nothing, of those that aren't named. */
const takenBack = z
  .array(z.object({ id: z.uuid(), zoomUser: zoomFarewell }))
  .max(500)
  .default([]);

const memberTeams = z.array(z.uuid()).max(200).optional();
/** PATCH /api/members/:id : `teams`, these and no others; `joining` and `leaving` leave the member in all others. */
export const changeMember = z.object({ role: role.optional(), teams: memberTeams, joining: memberTeams, leaving: memberTeams, takenBack });

/** GET /api/members/:id/removal : what removing somebody would mean; `takesBack` also that an owner is one no more. */
export const removal = z.object({
  whyNot: z.string().nullable(),
  /** Not over yet; the soonest ones, and how many there are in all. */
  sessions: z.array(z.object({ id: z.string(), title: z.string(), start: z.string(), zone: z.string() })),
  count: z.number(),
  /** Courses whose dates these are. */
  courses: z.number(),
  /** Appointments that strangers can book with this person, or that are this person's. */
  offered: z.number(),
  /** Invitations by this owner to be owner or administrator, which end with that. */
  takesBack: z.array(z.object({ id: z.string(), name: z.string(), email: z.string() })),
});
export type Removal = z.infer<typeof removal>;

/** POST /api/members/:id/remove : `successor` takes the sessions over; null: they stay in the person's name, and administrators look after them. */
export const removeMember = z.object({ successor: z.uuid().nullable(), zoomUser: zoomFarewell.default("nothing"), takenBack });

/** POST /api/teams ; PATCH and DELETE /api/teams/:id */
export const makeTeam = z.object({ name: neededLine(80) });
const teamMembers = z.array(z.uuid()).max(5000).optional();
/** `members`: these and nobody else; `joining` and `leaving` leave all others where they are. */
export const changeTeam = z.object({ name: neededLine(80).optional(), members: teamMembers, joining: teamMembers, leaving: teamMembers });
