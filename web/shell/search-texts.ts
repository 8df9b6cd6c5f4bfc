const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
/** Keeps the named search parameters that are texts, and drops the rest. */
export const texts =
  <K extends string>(...names: K[]) =>
  (search: Record<string, unknown>): { [name in K]?: string } =>
    Object.fromEntries(names.flatMap((name) => (text(search[name]) === undefined ? [] : [[name, text(search[name])]]))) as { [name in K]?: string };
