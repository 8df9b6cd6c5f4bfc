/**
 * A "no" that we expected, as a message key with its values: the rule knows no language.
 * `field` names the form field it belongs to, where there is one; the key is looked up under `refusals.` in the message catalogue.
 */
export type Refusal = { because: string; field?: string; values?: Record<string, string | number> };

export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export const fine = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const refused = (because: string, more: Omit<Refusal, "because"> = {}): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { because, ...more },
});
