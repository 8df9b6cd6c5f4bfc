import { expect, test } from "vitest";
import type { Setup } from "../../../src/people/setting-up/contract.ts";
import { doneOf, ITEMS } from "./done.ts";

const ORIGIN = "https://rooms.example.edu";
const DONE: Setup = {
  putAway: false,
  address: { is: "secure", origin: ORIGIN },
  mail: { server: true, waiting: 0, test: { state: "sent", to: "a@b.example", at: "2027-03-01T12:00:00Z", answer: null } },
  zoom: "connected",
  rooms: 1,
  contact: { name: "", email: "a@b.example", phone: "" },
  people: { members: 1, invited: 1 },
};

test("everything is done when everything is so now", () => {
  expect(ITEMS.every((item) => doneOf(DONE, ORIGIN)[item])).toBe(true);
});

test.each<[keyof ReturnType<typeof doneOf>, Partial<Setup>]>([
  ["address", { address: { is: "local", origin: ORIGIN } }],
  ["mail", { mail: { ...DONE.mail, test: null } }],
  ["mail", { mail: { ...DONE.mail, server: false } }],
  ["zoom", { zoom: "reconnect needed" }],
  ["rooms", { rooms: 0 }],
  ["contact", { contact: { name: "Ana", email: "", phone: "" } }],
  ["people", { people: { members: 1, invited: 0 } }],
])("%s is to be done when it is %j", (item, now) => {
  expect(doneOf({ ...DONE, ...now }, ORIGIN)[item]).toBe(false);
});

test("an address that the page did not come from is not known to work", () => {
  expect(doneOf(DONE, "https://elsewhere.example").address).toBe(false);
});
