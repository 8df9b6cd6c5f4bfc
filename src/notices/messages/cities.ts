import type { Language } from "../../people/contract.ts";
import { cities as es } from "./es/cities.ts";

/** `Intl` knows what a zone is called, not its city. What is not in a table is called as in the zone. */
const cities: Record<Language, Readonly<Record<string, string>>> = { en: {}, es };

/** `America/Argentina/Buenos_Aires` → `Buenos Aires`: what people call their zone; in Spanish `America/New_York` → `Nueva York`. */
export function cityOf(zone: string, language: Language): string {
  const city = zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
  return Object.hasOwn(cities[language], city) ? cities[language][city]! : city;
}
