import { fault, well, type Finding } from "./finding.ts";

/** Certificates that renew by themselves do so a month before; what is nearer than that has failed to. */
const SOON_DAYS = 14;
const DAY_MS = 86_400_000;

/** `trouble`: what Node has against it, or null. */
export type Certificate = { from: number; until: number; names: string; trouble: string | null };

/** Dates come first: of a certificate that is both expired and unknown, OpenSSL names but one. */
export function judgeCertificate(c: Certificate, host: string, now: number): Finding {
  const days = Math.floor((c.until - now) / DAY_MS);
  if (c.until <= now) return fault("tls", "expired", { host, day: dayOf(c.until) });
  if (c.from > now) return fault("tls", "not_yet", { host, day: dayOf(c.from) });
  if (c.trouble === "ERR_TLS_CERT_ALTNAME_INVALID") return fault("tls", "other_name", { host, names: c.names });
  if (c.trouble !== null) return fault("tls", "untrusted", { host, code: c.trouble });
  return days < SOON_DAYS ? fault("tls", "expires_soon", { host, days }) : well("tls", "well", { host, days });
}

const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);
