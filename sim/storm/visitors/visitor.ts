import type { Member } from "../../../src/people/member.ts";
import type { Deeds } from "../deeds.ts";
import type { House } from "../house.ts";
import type { Process } from "../process.ts";

/** Somebody at the door of one process, with what they know of the house. */
export type Visitor = { house: House; deeds: Deeds; at: Process; who: Member };
export type Outcome = { ok: true; value: unknown } | { ok: false; refusal: { because: string } };

export const between = (v: { random: House["random"] }, from: number, to: number): number => from + Math.floor(v.random.unit() * (to - from + 1));

/** Everybody waits for an answer, which does not come from a process that died: then they look what has become of it, as people do. */
export async function visit(v: Visitor, what: string, work: () => Promise<Outcome>, done?: (value: never) => void): Promise<void> {
  const { house, at, deeds } = v;
  const outcome = await house.job(at, work);
  if (outcome === undefined) {
    deeds.unanswered += 1;
    return house.tell(`${v.who.name} ${what}: no answer from ${at.name}`);
  }
  house.tell(`${v.who.name} ${what}: ${outcome.ok ? "done" : outcome.refusal.because}`);
  if (outcome.ok) done?.(outcome.value as never);
}
