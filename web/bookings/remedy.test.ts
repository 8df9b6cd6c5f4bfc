import { expect, test } from "vitest";
import { refusals } from "../../src/notices/messages/en/refusals.ts";
import { remedyOf } from "./remedy.ts";

const organizer = { isMine: true, mayRooms: false, mayConnection: false };
const administrator = { isMine: false, mayRooms: true, mayConnection: true };

test.for([
  ["booking_zoom_no_zoom_user", "mine", "connection"],
  ["booking_own_zoom_reconnect", "mine", "connection"],
  ["booking_calendar_unread", "calendars", null],
  ["booking_zoom_paused", null, "connection"],
  ["booking_default_host_gone", null, "connection"],
  ["booking_no_room", null, "rooms"],
  ["booking_host_gone", "hosts", "hosts"],
] as const)("%s is mended by whom it is about at %s, by an administrator at %s", ([because, own, admin]) => {
  expect(refusals).toHaveProperty(because);
  expect([remedyOf(because, organizer), remedyOf(because, administrator)]).toEqual([own, admin]);
});
