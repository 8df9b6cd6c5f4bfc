import { z } from "zod";
import { refuse, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import type { SignIn } from "../signing-in/actions.ts";
import { beginBy, beginPageFor } from "./actions.ts";
import * as contract from "./contract.ts";

/** The page behind the address that the operator was shown. `accountId`: of the Zoom account that the settings name, if they do. */
export function beginRoutes(
  app: App,
  world: Pick<World, "db" | "clock" | "random">,
  signIn: Pick<SignIn, "hashOf" | "signIn">,
  accountId: string | null,
): void {
  const params = z.object({ token: z.string() });
  app.get("/api/begin/:token", { schema: { params, response: { 200: contract.beginPage } } }, async (request, reply) => {
    void reply.header("cache-control", "no-store");
    const page = await beginPageFor(world, request.params.token, { personId: request.person ?? null });
    if (page === null) throw refuse(404, "not_found");
    return page;
  });
  app.post("/api/begin/:token", { schema: { params, body: contract.begin } }, async (request, reply) => {
    const { newcomer } = request.body;
    const reader = { personId: request.person ?? null };
    const { signInAs } = valueOf(await beginBy(world, signIn, accountId, request.params.token, reader, request.body));
    const cookies = signInAs === null || newcomer === null ? null : await signIn.signIn(signInAs, newcomer.password);
    for (const cookie of cookies ?? []) void reply.header("set-cookie", cookie);
    return reply.code(204).send();
  });
}
