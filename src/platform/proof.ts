import { createHmac, timingSafeEqual } from "node:crypto";
import { minutes, type Instant } from "../lib/time.ts";

/**
 * Whoever knows the server's secret may ask it how it is, or for a copy: a command reads it where the server does. The secret itself is not sent, and
 * what was listened to opens nothing for long.
 */
export const proofOf = (key: string, at: Instant): string => `${at}.${signed(key, String(at))}`;

const HOLDS = minutes(2);

export function isProof(key: string, proof: string, now: Instant): boolean {
  const [moment = "", signature = ""] = proof.split(".");
  if (!/^\d{1,15}$/.test(moment) || Math.abs(now - Number(moment)) > HOLDS) return false;
  const [given, expected] = [Buffer.from(signature), Buffer.from(signed(key, moment))];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const signed = (key: string, text: string): string => createHmac("sha256", key).update(text).digest("base64url");
