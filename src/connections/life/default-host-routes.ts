import { adminOf, membersOf } from "../../people/actions.ts";
import { hasLeft } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import { refuse, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { connectionOf } from "../actions.ts";
import { hostsOfAccount, whyNotDefaultHost, type KnownHost } from "../hosts/actions.ts";
import type { Above } from "../upstairs.ts";
import * as contract from "./contract.ts";
import { saveDefaultHost } from "./store.ts";

/** Who hosts where no room does: one Zoom user of the account for all. */
export function defaultHostRoutes(app: App, world: World, above: Above): void {
  const { db, clock, random } = world;
  app.get("/api/connection/default-host", { schema: { response: { 200: contract.defaultHost } } }, (request) =>
    viewOf(world, above, adminOf(request).institutionId),
  );

  app.put("/api/connection/default-host", { schema: { body: contract.chooseHost, response: { 200: contract.defaultHost } } }, async (request) => {
    const who = adminOf(request);
    const { hostId } = request.body;
    await db.transaction(async (tx) => {
      const c = await connectionOf(tx, who.institutionId);
      if (c === null) throw refuse(409, "zoom_not_connected");
      const why = hostId === null ? null : await whyNotDefaultHost(tx, who.institutionId, hostId);
      if (why !== null) throw refuse(422, why, { field: "hostId" });
      if ((await saveDefaultHost(tx, c, hostId)) === 0) return;
      await note(tx, random, { institutionId: who.institutionId, at: clock.now(), who: who.name, memberId: who.id, what: "default_host_changed" });
    });
    await above.rehost(who.institutionId, hostId);
    return viewOf(world, above, who.institutionId);
  });
}

async function viewOf({ db, clock }: Pick<World, "db" | "clock">, above: Above, institutionId: string): Promise<contract.DefaultHost> {
  const c = await connectionOf(db, institutionId);
  const hosts = (await hostsOfAccount(db, institutionId)).filter(({ status, hostId }) => status === "active" || hostId === c?.defaultHostId);
  const choices = hosts.map((host) => ({ id: host.hostId, name: host.name, email: host.email, licensed: host.licensed, whyNot: whyNot(host) }));
  const host = choices.find(({ id }) => id === c?.defaultHostId) ?? null;
  const waiting = await above.hostless(institutionId, clock.now());
  const isMember = (await membersOf(db, institutionId)).some((m) => !hasLeft(m) && m.email.toLowerCase() === host?.email.toLowerCase());
  return { host: host && { ...host, isMember }, choices, waiting, advice: host !== null && !host.licensed ? "no_licence" : null };
}

const whyNot = (host: KnownHost): string | null => (host.isRoom ? "default_host_is_room" : host.status === "active" ? null : "default_host_gone");
