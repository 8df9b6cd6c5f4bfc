import { OWNER } from "../roles/roles.ts";
import type { World } from "../world.ts";

/** `me` is whoever authorized the app. Nobody did for a server-to-server app, which acts for the account: there it is the owner. */
export const meOf = (world: World, by: string | null): string | null => by ?? [...world.users.all()].find((user) => user.role_id === OWNER)?.id ?? null;
