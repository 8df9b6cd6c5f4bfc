import type { Setup } from "../../../src/people/setting-up/contract.ts";

export type Item = "address" | "mail" | "zoom" | "rooms" | "contact" | "people";
export const ITEMS: readonly Item[] = ["address", "mail", "zoom", "rooms", "contact", "people"];

/** What needs nothing more at this moment. `here`: from which address the page came. */
export function doneOf(setup: Setup, here: string): Record<Item, boolean> {
  const { address, mail, zoom, rooms, contact, people } = setup;
  return {
    address: address.is === "secure" && address.origin === here,
    mail: mail.server && mail.test?.state === "sent",
    zoom: zoom === "connected",
    rooms: rooms > 0,
    contact: contact.email !== "" || contact.phone !== "",
    people: people.members > 1 || people.invited > 0,
  };
}
