/** What zod found wrong, as far as we read it. */
type Issue = { code?: string; path?: readonly PropertyKey[]; minimum?: number | bigint; maximum?: number | bigint; origin?: string; format?: string; input?: unknown; errors?: readonly (readonly Issue[])[] };
type Found = { instancePath: string; params: { issue?: unknown } };

export type FieldError = { field: string; because: string; values: Record<string, string | number> };

/** One message key for each field that was refused, by the first thing wrong with it. */
export function fieldErrors(found: readonly unknown[]): FieldError[] {
  const errors = new Map<string, FieldError>();
  for (const one of found as readonly Found[]) {
    const issue = (one.params.issue ?? {}) as Issue;
    const field = (issue.path ?? []).map(String).join(".") || one.instancePath.slice(1).replaceAll("/", ".") || "body";
    if (!errors.has(field)) errors.set(field, { field, ...meaning(issue) });
  }
  return [...errors.values()];
}

function meaning(issue: Issue): Omit<FieldError, "field"> {
  switch (issue.code) {
    case "too_small":
      return issue.origin === "string" ? { because: Number(issue.minimum) <= 1 ? "required" : "too_short", values: { min: Number(issue.minimum) } } : { because: "below_minimum", values: { min: Number(issue.minimum) } };
    case "too_big":
      return issue.origin === "string" || issue.origin === "array" ? { because: "too_long", values: { max: Number(issue.maximum) } } : { because: "above_maximum", values: { max: Number(issue.maximum) } };
    case "invalid_format":
      return { because: issue.format === "email" ? "not_an_email" : "malformed", values: {} };
    case "invalid_union":
      return issue.errors?.flat().some((e) => e.format === "email") ? { because: "not_an_email", values: {} } : { because: "malformed", values: {} };
    case "invalid_type":
      return { because: issue.input === undefined || issue.input === null ? "required" : issue.origin === "number" ? "not_a_number" : "malformed", values: {} };
    default:
      return { because: "malformed", values: {} };
  }
}
