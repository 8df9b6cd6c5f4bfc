/** A domain that an institution entered. `token` stands in the record that proves it; another institution's is another. */
export type Domain = { domain: string; token: string; isProven: boolean };

const MARK = "bedel-domain=";

/** What is to be published, as the page shows it: only whoever keeps the domain can. */
export const recordOf = ({ domain, token }: Pick<Domain, "domain" | "token">): { name: string; value: string } => ({
  name: `_bedel.${domain}`,
  value: `${MARK}${token}`,
});

/** Where it may stand: a domain whose names begin with no underscore can have it at its top. */
export const namesOf = (domain: string): string[] => [recordOf({ domain, token: "" }).name, domain];

/** What stands at one name; null: no name server said anything. */
export type TextRecords = readonly string[] | null;

/** Why these don't prove it, as a message key; null: they do. */
export function whyNotProven(
  one: Pick<Domain, "domain" | "token">,
  found: readonly TextRecords[],
): "record_not_there" | "record_different" | "dns_silent" | null {
  const texts = found.flatMap((records) => records ?? []).map((text) => text.trim());
  if (texts.includes(recordOf(one).value)) return null;
  if (texts.some((text) => text.startsWith(MARK))) return "record_different";
  return found.includes(null) ? "dns_silent" : "record_not_there";
}

export const provenIn = (domains: readonly Domain[]): string[] => domains.filter((one) => one.isProven).map((one) => one.domain);
