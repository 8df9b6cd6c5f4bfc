import { z } from "zod";
import { adminOf, memberOf } from "../../people/actions.ts";
import type { Member } from "../../people/member.ts";
import { assureMayTry } from "../../people/signing-in/trying-actions.ts";
import { idIn, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { activation } from "../runs/contract.ts";
import { attach, change, detach, mailboxesShown, tryMailbox } from "./actions.ts";
import * as contract from "./contract.ts";
import { activationOf, codeForHolder } from "./showing-actions.ts";

const params = z.object({ id: z.string() });
const response = { 200: contract.mailboxList };

/** Mailboxes of rooms, and what is read in them there and then: never cached, never kept. */
export function mailboxRoutes(app: App, world: World): void {
  const mayRead = (institutionId: string): Promise<void> => assureMayTry(world.db, "mailbox reading", institutionId);
  const mayConnect = async ({ institutionId, id }: Member): Promise<void> => {
    await assureMayTry(world.db, "connection trying", `member ${id}`);
    await mayRead(institutionId);
  };

  app.get("/api/mailboxes", { schema: { response } }, (request) => mailboxesShown(world, adminOf(request).institutionId));

  app.post("/api/mailboxes", { schema: { body: contract.newMailbox, response } }, async (request) => {
    const who = adminOf(request);
    await mayConnect(who);
    const { id, ...given } = request.body;
    valueOf(await attach(world, who, id, given));
    return mailboxesShown(world, who.institutionId);
  });

  app.post("/api/mailboxes/try", { schema: { body: contract.newMailbox, response: { 200: contract.triedMailbox } } }, async (request) => {
    const who = adminOf(request);
    await mayConnect(who);
    const { id, ...given } = request.body;
    return valueOf(await tryMailbox(world, who.institutionId, id, given));
  });

  app.put("/api/mailboxes/:id", { schema: { params, body: contract.changeMailbox, response } }, async (request) => {
    const who = adminOf(request);
    await mayConnect(who);
    const { revision, ...given } = request.body;
    valueOf(await change(world, who, idIn(request.params.id), revision, given));
    return mailboxesShown(world, who.institutionId);
  });

  app.delete("/api/mailboxes/:id", { schema: { params, response } }, async (request) => {
    const who = adminOf(request);
    valueOf(await detach(world, who, idIn(request.params.id)));
    return mailboxesShown(world, who.institutionId);
  });

  app.get("/api/runs/:id/activation", { schema: { params, response: { 200: activation } } }, async (request, reply) => {
    void reply.header("cache-control", "no-store");
    const who = adminOf(request);
    await mayRead(who.institutionId);
    return valueOf(await activationOf(world, who, idIn(request.params.id)));
  });

  app.post("/api/sessions/:id/sign-in-code", { schema: { params, response: { 200: contract.signInCode } } }, async (request, reply) => {
    void reply.header("cache-control", "no-store");
    const who = memberOf(request);
    await assureMayTry(world.db, "mailbox reading", `member ${who.id}`);
    return valueOf(await codeForHolder(world, who, idIn(request.params.id)));
  });
}
