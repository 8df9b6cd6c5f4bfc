import { z } from "zod";
import { instant, isInOurTimes, isZone } from "../../src/lib/time.ts";
import type { User } from "../account.ts";
import { alike } from "../reading.ts";
import { defaultAccount } from "../university.ts";

function isPlain({ type, status, role_id, login_types }: User): boolean {
  return type === 1 && status === "active" && role_id === "2" && login_types.includes(100);
}

const { id: _id, email: _email, first_name: _first, last_name: _last, pmi: _pmi, ...unremarkable } = defaultAccount().users.find(isPlain)!;

/** Who has nothing remarkable about them: what is not said of a person is as here. */
export const nobody = unremarkable;

const moment = z.iso
  .datetime({ offset: true, error: "a moment such as 2021-09-01T08:00:00Z is needed" })
  .transform((text) => instant(text))
  .refine((at) => isInOurTimes(at), "that year is not ours");

/** What may be said of a person, in a seed or behind Zoom's back. */
export const PERSON = z
  .strictObject({
    ...alike(nobody),
    email: z.email("an e-mail address is needed"),
    first_name: z.string(),
    last_name: z.string(),
    pmi: z.int().min(1),
    type: z.literal([1, 2, 4, 99]),
    status: z.enum(["active", "inactive", "pending"]),
    role_id: z.string().min(1),
    login_types: z.array(z.int()).min(1),
    timezone: z.string().refine(isZone, "there is no such time zone"),
    created_at: moment,
    feature: z.strictObject({ ...alike(nobody.feature), large_meeting_capacity: z.int() }).partial(),
  })
  .partial();
