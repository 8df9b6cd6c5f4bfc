/** What an external database said, or that it said nothing. `away`: it may be otherwise later. Message keys under `external.found`. */
export type ExternalTrouble = { because: string; away: boolean; code: string };

/** Its line was broken off because it sent far more than was asked for. */
export const TOO_MUCH = "BEDEL_TOO_MUCH";

/** What it answered is nothing that a PostgreSQL server says. */
export const UNREADABLE = "BEDEL_UNREADABLE";

const CERTIFICATE = /^(CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|ERR_SSL_|ERR_OSSL)/;

/** By its codes alone: its words may hold what stands in rows. A fault of our own is thrown on. */
export function troubleOf(error: unknown): ExternalTrouble {
  if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError) throw error;
  const { code, severity, message } = (typeof error === "object" && error !== null ? error : {}) as { code?: unknown; severity?: unknown; message?: unknown };
  const known = typeof code === "string" ? code : "";
  if (severity !== undefined) return ofPostgres(known);
  return { because: ofNetwork(known, String(message ?? "")), away: true, code: known };
}

function ofNetwork(code: string, message: string): string {
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "unknown_host";
  if (code === "ECONNREFUSED") return "nobody_there";
  if (code === TOO_MUCH) return "too_much";
  if (code === UNREADABLE) return "unreadable";
  if (CERTIFICATE.test(code)) return "certificate";
  if (/does not support SSL/i.test(message)) return "no_tls";
  if (/timeout/i.test(message) || code === "ETIMEDOUT") return "silent";
  return "broken_off";
}

function ofPostgres(code: string): ExternalTrouble {
  const away = (because: string): ExternalTrouble => ({ because, away: true, code });
  const lasting = (because: string): ExternalTrouble => ({ because, away: false, code });
  if (code === "28P01" || code === "28000") return away("wrong_password");
  if (code === "3D000") return away("no_such_database");
  if (code === "53300") return away("too_many_connections");
  if (code === "57014") return away("silent");
  if (code === "55P03") return away("row_locked");
  if (/^(08|53|57P|58|40|XX)/.test(code)) return away("broken_off");
  if (code === "42501") return lasting("rights");
  if (code === "25006") return lasting("read_only");
  if (["42P01", "42703", "3F000", "42704"].includes(code)) return lasting("mapping_gone");
  if (code === "22001") return lasting("too_long");
  if (code.startsWith("22")) return lasting("wrong_type");
  if (code === "23502") return lasting("not_empty");
  if (code === "23505") return lasting("taken");
  return lasting("said_no");
}
