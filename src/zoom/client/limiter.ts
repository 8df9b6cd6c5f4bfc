import type { Label } from "./operations.ts";

export type Rate = { calls: number; perMs: number };
export type Limits = Record<Label, Rate>;

/**
 * Zoom's figures for Business, Education and Enterprise, of which a fifth is left to the account's other apps:
 * Zoom counts all of them together.
 */
export const BUSINESS_LIMITS: Limits = {
  light: { calls: 64, perMs: 1000 },
  medium: { calls: 48, perMs: 1000 },
  heavy: { calls: 32, perMs: 1000 },
  resource: { calls: 16, perMs: 60_000 },
};

/** Zoom counts within its own seconds: more than a quarter at once could put two bursts into one of them. */
const BURST = 1 / 4;

/** How long a call of that label has to wait. Asking takes the slot, so that calls at the same moment queue up. */
export function limiter(limits: Limits, machine: () => number): (label: Label) => number {
  const nextSlot: Record<Label, number> = { light: -Infinity, medium: -Infinity, heavy: -Infinity, resource: -Infinity };
  return (label) => {
    const { calls, perMs } = limits[label];
    const now = machine();
    const slot = Math.max(nextSlot[label], now - perMs * BURST);
    nextSlot[label] = slot + perMs / calls;
    return Math.max(0, slot - now);
  };
}
