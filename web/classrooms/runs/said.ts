type Values = Record<string, string | number>;

/** What Zoom said stands in quotes, and the full stop after them is ours. */
export function unstopped(values: Values): Values {
  const { said } = values;
  return typeof said === "string" ? { ...values, said: said.trim().replace(/(?<!\.)\.$/, "") } : values;
}
