/** Where it is mended: in one's own account, with the rooms, at the institution's Zoom, or by choosing other hosts. Null: not by whoever reads. */
export type Remedy = "mine" | "calendars" | "rooms" | "connection" | "hosts" | null;

/** What only whoever it is about can mend, each in their own account. */
const OWN_ZOOM = [
  ...["booking_own_zoom_reconnect", "booking_zoom_never_connected", "booking_zoom_institution_disconnected"],
  ...["booking_zoom_no_zoom_user", "booking_zoom_pending", "booking_zoom_deactivated", "booking_zoom_is_room"],
];

type Reader = { isMine: boolean; mayRooms: boolean; mayConnection: boolean };

export function remedyOf(because: string, { isMine, mayRooms, mayConnection }: Reader): Remedy {
  if (because === "booking_host_gone" || because === "booking_no_host") return "hosts";
  if (because === "booking_calendar_unread") return isMine ? "calendars" : null;
  if (because === "booking_no_room") return mayRooms ? "rooms" : null;
  if (isMine && OWN_ZOOM.includes(because)) return "mine";
  return mayConnection ? "connection" : null;
}
