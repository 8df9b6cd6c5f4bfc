import type { Instant } from "../../src/lib/time.ts";

/** `key`: the secret in it, which opens an activation's page or is the code. */
export type Mail = { id: string; to: string; about: "password changed" | "activation" | "account made" | "sign-in code"; at: Instant; key?: string };
/** A mail that the mail server has not taken yet. */
export type WaitingLetter = { id: string; to: string; at: Instant; dueAt: Instant; tries: number; subject: string; text: string; html: string };
