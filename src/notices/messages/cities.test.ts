import { expect, test } from "vitest";
import { cityOf } from "./cities.ts";
import { cities as es } from "./es/cities.ts";

test("a zone is called by its city", () => {
  expect(cityOf("America/Argentina/Buenos_Aires", "en")).toBe("Buenos Aires");
  expect(cityOf("UTC", "es")).toBe("UTC");
});

test("in Spanish a city has its Spanish name", () => {
  expect(cityOf("America/New_York", "es")).toBe("Nueva York");
  expect(cityOf("America/New_York", "en")).toBe("New York");
  expect(cityOf("Europe/Madrid", "es")).toBe("Madrid");
});

test("every name in the table is the city of some zone", () => {
  const newer = ["Ho Chi Minh", "Kathmandu", "Kolkata", "Yangon", "Kyiv", "Faroe"]; // browsers offer these or the older names
  const known = new Set(Intl.supportedValuesOf("timeZone").map((zone) => cityOf(zone, "en")));
  expect(Object.keys(es).filter((city) => !known.has(city) && !newer.includes(city))).toEqual([]);
});
