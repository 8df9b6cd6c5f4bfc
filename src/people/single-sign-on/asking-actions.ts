import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { askOutward, type Question, type Reach, type WhyNotAsked } from "../../platform/outward.ts";

export type { Reach } from "../../platform/outward.ts";

const LIMITS = { ms: 8000, bytes: 512 * 1024 };

const BECAUSE: Record<WhyNotAsked, string> = {
  malformed: "issuer_malformed",
  "unknown host": "issuer_unknown_host",
  "not https": "issuer_not_https",
  private: "issuer_private",
};

/** Asks a provider, whose address an administrator of an institution chose. Message keys are told beside the issuer's field. */
export async function askProvider(reach: Reach, address: string, { headers, ...question }: Question = {}): Promise<Outcome<{ status: number; body: unknown }>> {
  const asked = await askOutward(reach, address, { ...question, headers: { accept: "application/json", ...headers } }, LIMITS);
  if (asked.is === "answered") return fine({ status: asked.answer.status, body: parsed(asked.answer.text) });
  if (asked.is !== "not asked") return refused("issuer_silent", { field: "issuer" });
  const values = asked.because === "unknown host" ? { values: { host: URL.parse(address)!.hostname } } : {};
  return refused(BECAUSE[asked.because], { field: "issuer", ...values });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
