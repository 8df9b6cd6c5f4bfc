import { isRoute, whoMay, type Who } from "../../src/people/access/contract.ts";

const BEGINS = /\.(get|post|put|patch|delete)(?:<[^(]*>)?\(\s*"(\/[^"]+)"/g;
const ASKS_FOR = /\b(memberOf|adminOf)\(request\)/g;

/** Whom a handler takes for granted, against whom the table lets in: the table is what people and pages are told. */
const FITS: Record<string, readonly Who[]> = { memberOf: ["member", "its organizer", "admin", "owner"], adminOf: ["admin", "owner"] };

/** Handlers that ask for somebody else than the table lets in, and asking that stands in no handler whose address can be read. */
export function contradictions(path: string, text: string): string[] {
  const begins = [...text.matchAll(BEGINS)].map((found) => ({ at: found.index, route: `${found[1]!.toUpperCase()} ${found[2]!}` }));
  return [...text.matchAll(ASKS_FOR)].flatMap(({ 1: asked, index }) => {
    const route = begins.findLast(({ at }) => at < index)?.route;
    if (route === undefined || !isRoute(route)) return asked === "adminOf" ? [`${path}: ${asked} stands in no handler of a route that the table names`] : [];
    return FITS[asked!]!.includes(whoMay(route)) ? [] : [`${path}: ${route} is for ${whoMay(route)} by the table, and its handler asks ${asked}`];
  });
}
