import type { Instant } from "../../lib/time.ts";
import { iso } from "../../lib/time.ts";
import type { Setup, TestMail } from "./contract.ts";

/** Where people reach Bedel, as far as the address itself tells. */
export function addressOf(origin: string): Setup["address"] {
  const { protocol, hostname } = new URL(origin);
  if (/^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)) return { is: "local", origin };
  return { is: protocol === "https:" ? "secure" : "open", origin };
}

export type SentTest = { state: string; to: string; madeAt: Instant; sentAt: Instant | null; trouble: string | null };

/** `ambiguous`: it went out twice, so it has arrived. */
export function testMailOf({ state, to, madeAt, sentAt, trouble }: SentTest): TestMail {
  if (state === "sent" || state === "ambiguous") return { state: "sent", to, at: iso(sentAt ?? madeAt), answer: null };
  if (state === "failed" || state === "refused" || state === "bounced") return { state: "refused", to, at: iso(madeAt), answer: trouble };
  return { state: trouble === null ? "waiting" : "trouble", to, at: iso(madeAt), answer: trouble };
}
