/** Sites as a browser names them; what is no such name is left out, for all of it goes into a header. */
export const originsOf = (sites: readonly string[]): string[] => sites.filter((site) => URL.canParse(site) && new URL(site).origin === site);

/** The policy that comes with every page, but for who may show it in a frame: the sites that its institution allows. */
export const frameableBy = (policy: string, sites: readonly string[]): string =>
  policy.replace(/frame-ancestors [^;]*/, `frame-ancestors ${sites.length === 0 ? "'none'" : sites.join(" ")}`);
