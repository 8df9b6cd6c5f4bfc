import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { minutes, seconds, type Duration } from "../../lib/time.ts";

/**
 * What keeps robots from the form without asking anybody else: the page gets a signed token with its first answer, may send it back after some seconds, as a person
 * would, and has to find a number first, which takes tenths of a second on a phone and makes a flood dear. All is judged from what comes in; nothing is stored.
 */
export const FORM_WAIT: Duration = seconds(3);
const HOLDS_FOR: Duration = minutes(120);
/** Leading zero bits: some 65,000 tries. */
export const PROOF_BITS = 16;

const signed = (key: string, text: string): string => createHmac("sha256", key).update(text).digest("base64url").slice(0, 32);

/** `at`: machine time, so that it goes on where the application's clock stands still. */
export const formToken = (key: string, pageId: string, at: number): string => `${at.toString(36)}.${signed(key, `${pageId} ${at}`)}`;

/** Whether the token is ours, of this page, and of the right age. */
export function whyNotForm(key: string, pageId: string, token: string, at: number): "form_malformed" | "form_too_quick" | "form_expired" | null {
  const [when = "", signature = ""] = token.split(".");
  const since = Number.parseInt(when, 36);
  if (!Number.isSafeInteger(since) || !isSame(signature, signed(key, `${pageId} ${since}`))) return "form_malformed";
  if (at - since < FORM_WAIT) return "form_too_quick";
  return at - since > HOLDS_FOR ? "form_expired" : null;
}

const isSame = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** The number was found for this form and this address: neither serves for another one. */
export function isProven(token: string, email: string, proof: string, bits = PROOF_BITS): boolean {
  if (!/^\d{1,12}$/.test(proof)) return false;
  const digest = createHash("sha256").update(`${token}|${email}|${proof}`).digest();
  return digest.readUInt32BE(0) >>> (32 - bits) === 0;
}
