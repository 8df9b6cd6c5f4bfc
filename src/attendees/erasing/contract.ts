import { z } from "zod";

const email = z.email().max(254);

/** POST /api/personal-data/find : what is held of a person as an attendee. In the body, so that no log of addresses asked for holds one. */
export const personAsked = z.object({ email });
export const personFound = z.object({
  /** Sessions that are still to come or running, where the person is on the list. */
  coming: z.number(),
  past: z.number(),
  mails: z.number(),
  groups: z.number(),
  lists: z.number(),
  /** By public pages, confirmed or not. */
  registrations: z.number(),
  /** Appointments. */
  bookings: z.number(),
  /** Also a member: an account is ended under People, not here. */
  member: z.boolean(),
});
export type PersonFound = z.infer<typeof personFound>;

const moment = z.iso.datetime();
const mail = z.object({ kind: z.string(), to: z.string(), state: z.string(), madeAt: moment, sentAt: moment.nullable() });

/** POST /api/personal-data/export : all that is held of the person as an attendee, of nobody else, and no address that opens anything. */
export const personExport = z.object({
  exportedAt: moment,
  institution: z.string(),
  email: z.string(),
  /** How the person wants to be written to; null: has no page of the person's own. */
  panel: z.object({ language: z.string().nullable(), zone: z.string().nullable(), madeAt: moment }).nullable(),
  groups: z.array(z.object({ group: z.string(), name: z.string(), email: z.string(), at: moment })),
  lists: z.array(z.object({ list: z.string(), name: z.string(), email: z.string(), at: moment })),
  registrations: z.array(
    z.object({
      of: z.string(),
      name: z.string(),
      email: z.string(),
      language: z.string(),
      zone: z.string(),
      /** The words that were agreed to. */
      consent: z.string().nullable(),
      askedAt: moment,
      confirmedAt: moment.nullable(),
      cancelledAt: moment.nullable(),
    }),
  ),
  bookings: z.array(
    z.object({ type: z.string(), name: z.string(), email: z.string(), message: z.string(), start: moment, end: moment, status: z.string(), at: moment }),
  ),
  sessions: z.array(
    z.object({
      title: z.string(),
      start: moment,
      end: moment,
      zone: z.string(),
      status: z.string(),
      registered: z.object({ name: z.string(), email: z.string(), at: moment, knownToZoom: z.boolean() }).nullable(),
      /** From the report: a line, and one more for each guest who was said to be this person. */
      present: z.array(
        z.object({
          name: z.string(),
          attended: z.boolean(),
          firstJoin: moment.nullable(),
          lastLeave: moment.nullable(),
          minutes: z.number(),
          share: z.number(),
          stays: z.array(z.object({ start: moment, end: moment })),
        }),
      ),
      /** As Zoom told it while it happened. */
      seen: z.array(z.object({ name: z.string(), joinedAt: moment.nullable(), leftAt: moment.nullable() })),
      mails: z.array(mail),
    }),
  ),
  /** Mails about no one session. */
  letters: z.array(mail),
});
export type PersonExport = z.infer<typeof personExport>;

/** POST /api/personal-data/erase : `confirm` is the address, typed a second time. */
export const personErase = z.object({ email, confirm: z.string().max(254) });
export const personErased = z.object({ past: z.number(), coming: z.number() });
export type PersonErased = z.infer<typeof personErased>;

/** GET /api/personal-data : what was done on request, the latest first. `print` is made of the address and does not tell it. */
export const personRecords = z.object({
  records: z.array(z.object({ at: moment, who: z.string(), what: z.enum(["person_exported", "person_erased"]), print: z.string(), sessions: z.number() })),
});
export type PersonRecord = z.infer<typeof personRecords>["records"][number];
