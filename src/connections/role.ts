import type { Myself } from "../zoom/port.ts";
import { permissionsFor } from "./scopes.ts";

/** Zoom's ids of the two roles that may do everything that Bedel asks. */
const OWNER = "0";
const ADMINISTRATOR = "1";

export const isOwner = ({ role }: Pick<Myself, "role">): boolean => role.id === OWNER;

/**
 * What the role in Zoom of whoever authorized for the whole account lacks; empty where it will do. The owner's and an administrator's will,
 * and any other that allows all that the table of scopes needs. `permissions` null: Zoom would not tell, which it does only to who has none of them.
 */
export function roleLacks({ role }: Pick<Myself, "role">, permissions: readonly string[] | null): string[] {
  if (role.id === OWNER || role.id === ADMINISTRATOR) return [];
  return permissionsFor("admin").filter((permission) => !(permissions ?? []).includes(permission));
}
