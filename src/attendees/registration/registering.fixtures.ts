import { createHash } from "node:crypto";
import { seconds } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { INSTITUTION } from "../attending.fixtures.ts";
import { formToken } from "./form.ts";
import { tokenName } from "./page.ts";
import { machineTime } from "./store.ts";

/** What the page works out before it sends the form. */
export function proofFor(token: string, email: string): string {
  for (let n = 0; ; n += 1) if (createHash("sha256").update(`${token}|${email}|${n}`).digest().readUInt16BE(0) === 0) return String(n);
}

/** A form that was asked for so long ago, filled in by somebody. */
export async function filledIn({ db, secrets }: World, slug: string, email: string, more: object = {}, ago = seconds(10)): Promise<Record<string, unknown>> {
  const pageId = (await db.one((r) => String(r["id"]), sql`select id from registration_pages where slug = ${slug}`))!;
  const form = formToken(secrets.keyFor("registration form"), pageId, (await machineTime(db)) - ago);
  return { name: "Ana García", email, consent: false, topic: "", form, proof: proofFor(form, email), language: "es", zone: "America/Lima", ...more };
}

/** The secret part of the address that was mailed to somebody. */
export async function tokenOf({ db, secrets }: World, email: string, institutionId = INSTITUTION): Promise<string> {
  const id = await db.one((r) => String(r["id"]), sql`select id from registrations where institution_id = ${institutionId} and lower(email) = lower(${email})`);
  return secrets.tokenFor(tokenName(id ?? "nobody"));
}

export const mailsTo = ({ db }: World, email: string): Promise<string[]> =>
  db.list((r) => String(r["kind"]), sql`select kind from deliveries where institution_id = ${INSTITUTION} and to_email = ${email} order by made_at, kind`);
