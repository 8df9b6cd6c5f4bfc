/** Sites as a browser names them; what is no such name is left out, for all of it goes into a header. */
export const originsOf = (sites: readonly string[]): string[] =>
  sites.filter((site) => /^https?:/.test(site) && URL.canParse(site) && new URL(site).origin === site);
