import type { App } from "../platform/http.ts";
import type { World } from "../world.ts";
import type { Agenda } from "./around.ts";
import { beginRoutes } from "./founding/routes.ts";
import { invitationRoutes } from "./inviting/routes.ts";
import { memberRoutes } from "./members/routes.ts";
import type { SignIn } from "./signing-in/actions.ts";
import { teamRoutes } from "./teams/routes.ts";

type More = { agenda: Agenda; signIn: SignIn; accountId: string | null };

/** Who belongs to the institution, and how people come to. `accountId`: of the Zoom account that the server's settings name, if they do. */
export function membershipRoutes(app: App, world: World, { agenda, signIn, accountId }: More): void {
  memberRoutes(app, world, agenda);
  teamRoutes(app, world);
  invitationRoutes(app, world, agenda, signIn);
  beginRoutes(app, world, signIn, accountId);
}
