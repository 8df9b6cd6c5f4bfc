import { z } from "zod";
import { instant, type Instant } from "../lib/time.ts";

/**
 * Zoom's words, as they really come: ids as numbers or texts, absent fields, empty texts instead of nothing.
 * Nothing that Bedel does not need is read, so that what Zoom adds or drops elsewhere cannot break us.
 */

/** Zoom sends the same id as a number in one place and as text in another; ours are always text. */
export const idWire = z.union([z.string().min(1), z.number().int()]).transform(String);

/** Zoom writes "unknown" as a missing field, null or an empty text. */
export const textOrNull = z
  .string()
  .nullish()
  .transform((text) => (text === undefined || text === null || text.trim() === "" ? null : text));

/** Where nothing and an empty text mean the same to us. */
export const textOrEmpty = textOrNull.transform((text) => text ?? "");

export const momentOrNull = textOrNull.transform((text, context): Instant | null => {
  if (text === null) return null;
  try {
    return instant(text);
  } catch {
    context.addIssue({ code: "custom", message: "not a moment" });
    return z.NEVER;
  }
});

export const momentWire = momentOrNull.transform((moment, context): Instant => {
  if (moment !== null) return moment;
  context.addIssue({ code: "custom", message: "a moment is missing" });
  return z.NEVER;
});

export const userWire = z.object({
  id: idWire.nullish(),
  email: z.string().min(1),
  first_name: textOrNull,
  last_name: textOrNull,
  display_name: textOrNull,
  type: z.number().int(),
  status: z.enum(["active", "inactive", "pending"]).optional(),
  role_id: idWire.optional(),
  login_types: z
    .array(z.number().int())
    .nullish()
    .transform((types) => types ?? []),
  user_created_at: momentOrNull.catch(null),
  pmi: idWire.nullish().catch(null),
  personal_meeting_url: textOrNull.catch(null),
});
export type UserWire = z.output<typeof userWire>;

/** A person asked for alone, by which the account and the role's name are told too. */
export const myselfWire = userWire.extend({ id: idWire, account_id: idWire, role_id: idWire, role_name: textOrNull });
export type MyselfWire = z.output<typeof myselfWire>;

export const permissionsWire = z.object({
  permissions: z
    .array(z.string())
    .nullish()
    .transform((names) => names ?? []),
});

export const userSettingsWire = z.object({
  feature: z.object({
    meeting_capacity: z.number().int(),
    large_meeting: z.boolean().default(false),
    large_meeting_capacity: z.number().int().nullish(),
    webinar: z.boolean().default(false),
    webinar_capacity: z.number().int().nullish(),
  }),
});
/** The passcode of the user's own meeting stands among the settings for planning. */
export const personalSettingsWire = z.object({ schedule_meeting: z.object({ personal_meeting: z.boolean().default(true), pmi_password: textOrEmpty }) });
export type UserSettingsWire = z.output<typeof userSettingsWire>;

/** One reading for meetings and webinars: a webinar has neither waiting room nor joining before the host. */
export const meetingWire = z.object({
  id: idWire,
  host_id: textOrEmpty,
  agenda: textOrNull,
  topic: textOrEmpty,
  start_time: momentOrNull,
  duration: z.number().int().nullish(),
  status: textOrNull,
  join_url: textOrEmpty,
  start_url: textOrNull,
  password: textOrNull.catch(null),
  creation_source: textOrNull,
  settings: z
    .object({
      waiting_room: z.boolean().nullish(),
      join_before_host: z.boolean().nullish(),
      approval_type: z.number().int().nullish(),
      alternative_hosts: z.string().nullish(),
    })
    .default({ waiting_room: null, join_before_host: null, approval_type: null, alternative_hosts: null }),
});
export type MeetingWire = z.output<typeof meetingWire>;

export const pageWire = z.object({ next_page_token: textOrNull });

export const registrantsWire = z.object({
  registrants: z.array(z.object({ email: z.string().min(1), registrant_id: idWire, join_url: textOrNull })),
});

/** In a list the same id is called otherwise. */
export const registrantRowWire = z.object({ email: z.string().min(1), id: idWire, join_url: textOrNull });

export const instanceWire = z.object({ uuid: z.string().min(1), start_time: momentWire });

export const participantWire = z.object({
  id: textOrNull,
  participant_user_id: textOrNull,
  user_id: idWire.or(z.literal("")).nullish(),
  name: textOrEmpty,
  user_email: textOrNull,
  registrant_id: textOrNull,
  join_time: momentWire,
  leave_time: momentOrNull,
  duration: z.number().nullish(),
  status: textOrNull,
});
export type ParticipantWire = z.output<typeof participantWire>;

/** `scope` is one text with spaces; there is no `refresh_token` for Server-to-Server apps. */
export const tokenWire = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: textOrNull,
  scope: textOrEmpty.transform((text) => text.split(" ").filter((one) => one !== "")),
});

/** As a number or as text; what is neither is no code, like "SPRING26" in an answer that complains of nothing. */
const codeOrNull = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .regex(/^-?\d+$/)
      .transform(Number),
  ])
  .pipe(z.number().int())
  .nullish()
  .catch(null);
const saidOrNull = textOrNull.catch(null);
const fieldWire = z.object({ field: saidOrNull, message: saidOrNull });

/** Zoom's own errors, and those of its token endpoint, in one shape. Each part is read by itself: what is odd in one must not hide the others. */
export const errorWire = z.object({
  code: codeOrNull,
  errorCode: codeOrNull,
  message: saidOrNull,
  error_message: saidOrNull,
  reason: saidOrNull,
  error: saidOrNull,
  errors: z
    .array(fieldWire.nullable().catch(null))
    .catch([])
    .transform((fields) => fields.filter((field) => field !== null)),
});
