import type { AppointmentType } from "../type.ts";

/** As it goes to a successor, who takes the leaver's place among its hosts too. */
export function handedTo(type: AppointmentType, fromId: string, toId: string): AppointmentType {
  const hostIds = [...new Set(type.hostIds.map((id) => (id === fromId ? toId : id)))];
  return { ...type, ownerId: type.ownerId === fromId ? toId : type.ownerId, hostIds, hosting: hostIds.length === 1 ? "one" : type.hosting };
}

/**
 * As it stays behind without a successor: whoever shares it with others by turns is taken off. What nobody could host any more is closed if it was the
 * leaver's own; of somebody else's its owner is told what keeps it from being booked. The same object: nothing changes.
 */
export function leftBehind(type: AppointmentType, fromId: string): AppointmentType {
  if (!type.hostIds.includes(fromId)) return type;
  const hostIds = type.hostIds.filter((id) => id !== fromId);
  if (type.hosting === "round robin" && hostIds.length > 0) return { ...type, hostIds, hosting: hostIds.length === 1 ? "one" : type.hosting };
  return type.ownerId === fromId && type.active ? { ...type, active: false } : type;
}
