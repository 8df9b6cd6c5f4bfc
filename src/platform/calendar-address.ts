import { fine, refused, type Outcome } from "../lib/outcome.ts";
import { askOutward, type WhyNotAsked } from "./outward.ts";

const HEADERS = { accept: "text/calendar, text/plain;q=0.8, */*;q=0.1" };
/** Calendars are often asked for at an address that leads to another. */
const MOST_REDIRECTS = 4;
/** How calendar programs write an address that is read over TLS. */
const WEBCAL = /^webcals?:/i;

const BECAUSE: Record<WhyNotAsked, string> = {
  malformed: "calendar_address_malformed",
  "unknown host": "calendar_unknown_host",
  "not https": "calendar_not_https",
  private: "calendar_private",
};
const of = (because: string) => refused(because, { field: "address" });

/** `tag`: how the server calls what it said, to be asked whether that has changed; null where it does not say. */
export type FetchedCalendar = { is: "text"; text: string; tag: string | null } | { is: "unchanged" };

/** `knownAs`: what was read last. At most `bytes` are read, and `ms` waited at each address. */
export type Fetching = { bytes: number; ms?: number; knownAs?: string | null };

/**
 * The text at an address that somebody in an institution chose. Each one that it is led on to is judged anew: a public address may lead into the server's own network.
 * That the operator lets single sign-on go there is no leave to read there; where Bedel itself (`origin`) is on a laptop without TLS, a calendar may be on it too.
 */
export async function fetchCalendar(origin: string, address: string, { bytes, ms = 8000, knownAs = null }: Fetching): Promise<Outcome<FetchedCalendar>> {
  const reach = { privately: false, plainly: origin.startsWith("http:") };
  const headers = knownAs === null ? HEADERS : { ...HEADERS, "if-none-match": knownAs };
  let next = address.replace(WEBCAL, "https:");
  for (let led = 0; led <= MOST_REDIRECTS; led += 1) {
    const asked = await askOutward(reach, next, { headers }, { ms, bytes });
    if (asked.is === "not asked") return of(BECAUSE[asked.because]);
    if (asked.is !== "answered") return of(asked.is === "silent" ? "calendar_silent" : "calendar_too_large");
    const { status, text, location, tag } = asked.answer;
    if (status === 200) return fine({ is: "text", text, tag });
    if (status === 304 && knownAs !== null) return fine({ is: "unchanged" });
    const further = [301, 302, 303, 307, 308].includes(status) && location !== null ? URL.parse(location, next) : null;
    if (further === null) return of("calendar_not_found");
    next = further.href.replace(WEBCAL, "https:");
  }
  return of("calendar_leads_on");
}

/** The part of an address that may be shown: what follows may be a secret. */
export const shownOf = (address: string): string => URL.parse(address.replace(WEBCAL, "https:"))?.host ?? "";
