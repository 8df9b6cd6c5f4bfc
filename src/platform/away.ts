/** What Node says of a network or a host that may be there again later. */
const UNREACHED = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENOTFOUND", "EAI_AGAIN"]);
/** Connection lost, too little of something, and being restarted: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const STATES = /^(08|53|57P)/;

/** Whether a PostgreSQL was only not there just now, so that trying again is the cure. A wrong password, name or certificate is not, nor anything that its answer says of our own doing. */
export function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isAway);
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : null;
  if (code !== null) return UNREACHED.has(code) || STATES.test(code);
  return /^Connection terminated|timeout expired/.test(error.message); // so the driver says of a line that was cut, or never opened
}
