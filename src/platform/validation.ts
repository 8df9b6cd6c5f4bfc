/** What zod found wrong, as far as we read it: `keyword` is its code, `params` the rest of its issue. */
type Params = {
  minimum?: number | bigint;
  maximum?: number | bigint;
  origin?: string;
  format?: string;
  expected?: string;
  errors?: readonly (readonly Params[])[];
};
type Found = { keyword?: string; instancePath: string; message?: string; params: Params };

export type FieldError = { field: string; because: string; values: Record<string, string | number> };

/** One message key for each field that was refused, by the first thing wrong with it. */
export function fieldErrors(found: readonly unknown[]): FieldError[] {
  const errors = new Map<string, FieldError>();
  for (const one of found as readonly Found[]) {
    const field = one.instancePath.slice(1).replaceAll("/", ".") || "body";
    if (!errors.has(field)) errors.set(field, { field, ...inItsUnit(field, meaning(one)) });
  }
  return [...errors.values()];
}

/** Names carry their unit, so a bound can be told in it: *at least 5* of what? */
function inItsUnit(field: string, meant: Omit<FieldError, "field">): Omit<FieldError, "field"> {
  const bounded = meant.because === "below_minimum" || meant.because === "above_maximum";
  return bounded && /minutes$/i.test(field) ? { ...meant, because: `${meant.because}_minutes` } : meant;
}

function meaning({ keyword, message = "", params }: Found): Omit<FieldError, "field"> {
  const malformed = { because: "malformed", values: {} };
  switch (keyword) {
    case "too_small":
      if (params.origin === "string") return { because: Number(params.minimum) <= 1 ? "required" : "too_short", values: { min: Number(params.minimum) } };
      return { because: "below_minimum", values: { min: Number(params.minimum) } };
    case "too_big":
      return { because: params.origin === "string" || params.origin === "array" ? "too_long" : "above_maximum", values: { max: Number(params.maximum) } };
    case "invalid_format":
      return params.format === "email" ? { because: "not_an_email", values: {} } : malformed;
    case "invalid_union":
      return params.errors?.flat().some((e) => e.format === "email") ? { because: "not_an_email", values: {} } : malformed;
    case "invalid_type":
      if (/received (undefined|null)$/.test(message)) return { because: "required", values: {} };
      return params.expected === "number" || params.expected === "int" ? { because: "not_a_number", values: {} } : malformed;
    default:
      return malformed;
  }
}
