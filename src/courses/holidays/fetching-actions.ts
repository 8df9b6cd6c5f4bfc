import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { askOutward, type WhyNotAsked } from "../../platform/outward.ts";
import { MOST_TEXT } from "./holiday.ts";

const LIMITS = { ms: 8000, bytes: MOST_TEXT };
const HEADERS = { accept: "text/calendar, text/plain;q=0.8, */*;q=0.1" };
/** Holiday calendars are often asked for at an address that leads to another. */
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

/**
 * The text at an address. Each one that it is led on to is judged anew: a public address may lead into the server's own network.
 * That the operator lets single sign-on go there is no leave to read there; where Bedel itself (`origin`) is on a laptop without TLS, a calendar may be on it too.
 */
export async function fetchCalendar(origin: string, address: string): Promise<Outcome<string>> {
  const reach = { privately: false, plainly: origin.startsWith("http:") };
  let next = address.replace(WEBCAL, "https:");
  for (let led = 0; led <= MOST_REDIRECTS; led += 1) {
    const asked = await askOutward(reach, next, { headers: HEADERS }, LIMITS);
    if (asked.is === "not asked") return of(BECAUSE[asked.because]);
    if (asked.is !== "answered") return of(asked.is === "silent" ? "calendar_silent" : "calendar_too_large");
    const { status, text, location } = asked.answer;
    if (status === 200) return fine(text);
    const further = [301, 302, 303, 307, 308].includes(status) && location !== null ? URL.parse(location, next) : null;
    if (further === null) return of("calendar_not_found");
    next = further.href.replace(WEBCAL, "https:");
  }
  return of("calendar_leads_on");
}

/** The part of an address that may be shown: what follows may be a secret. */
export const hostOf = (address: string): string => URL.parse(address.replace(WEBCAL, "https:"))?.host ?? "";
