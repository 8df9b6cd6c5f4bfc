import { defaultHostId, hostsById } from "../../connections/hosts/actions.ts";
import { after, before, days, instant, iso, minutes, type Instant } from "../../lib/time.ts";
import { institutionById, memberOf } from "../../people/actions.ts";
import { isAdmin } from "../../people/member.ts";
import type { Tx } from "../../platform/database.ts";
import { refuse, type App } from "../../platform/http.ts";
import { busyOf, outagesOf, roomsOf } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import * as contract from "./contract.ts";
import type { Session } from "../session.ts";
import { heldWithin } from "../placing/reserved-store.ts";
import { sessionsBetween } from "../store.ts";
import { mayManage, whyNotMove } from "../why-not.ts";
import { boardViewsFor } from "./board-actions.ts";

const LONGEST = days(8);

/** Who has which room when. */
export function timelineRoutes(app: App, world: World): void {
  const { db, clock } = world;
  app.get("/api/timeline", { schema: { querystring: contract.span, response: { 200: contract.timeline } } }, async (request) => {
    const who = memberOf(request);
    const within = readSpan(request.query);
    const { settings } = (await institutionById(db, who.institutionId))!;
    const found = await sessionsBetween(db, who.institutionId, { start: before(within.start, minutes(120)), end: after(within.end, minutes(120)) }, null);
    const shown = found.filter((s) => s.status === "placed" && (s.source !== "personal" || mayManage(s, who)));
    const waiting = found.filter((s) => s.status === "waiting" && (isAdmin(who) || s.organizerId === who.id));
    const views = await boardViewsFor(world, who, shown);
    const [outages, busy] = [await outagesOf(db, who.institutionId, within.start), await busyOf(db, who.institutionId, within)];
    const held = await heldWithin(db, who.institutionId, within);
    const rooms = (await roomsOf(db, who.institutionId)).filter((room) => room.active || shown.some((s) => s.roomId === room.id));
    const now = clock.now();
    const hosts = await hostsShown(db, who.institutionId, shown);
    return {
      from: iso(within.start),
      to: iso(within.end),
      zone: settings.zone,
      rooms: rooms.map(({ id, hostId, name, code, assignment, meetingCapacity, webinarCapacity }) => ({
        id, name, code, assignment, meetingCapacity, webinarCapacity,
        outages: outages.filter((o) => o.roomId === id && o.during.start < within.end).map((o) => ({ from: iso(o.during.start), to: iso(o.during.end), reason: isAdmin(who) ? o.reason : "" })),
        busy: busy.filter((b) => b.hostId === hostId).map((b) => ({ from: iso(b.during.start), to: iso(b.during.end), title: isAdmin(who) ? b.title : "" })),
        held: held.filter((h) => h.roomId === id).map((h) => ({ from: iso(h.during.start), to: iso(h.during.end) })),
      })), // prettier-ignore
      hosts: hosts.map(({ id, name, email, source, isPrivate }) => ({
        id, name, source,
        busy: busy.filter((b) => b.hostId === id).map((b) => ({ from: iso(b.during.start), to: iso(b.during.end), title: (isAdmin(who) && !isPrivate) || email === who.email ? b.title : "" })),
      })), // prettier-ignore
      sessions: views.map((view, i) => ({ ...view, whyNotMove: whyNotMove(shown[i]!, who, now) })),
      waiting: await boardViewsFor(world, who, waiting),
    };
  });
}

/** `isPrivate`: known through a member's own connection only, so what is planned there is nobody else's business. */
type HostShown = { id: string; name: string; email: string; source: "default host" | "named host" | "personal"; isPrivate: boolean };

/** Who hosts what is shown: the default host first, then by name. Whoever hosts an own session and a course besides is told by the own one. */
async function hostsShown(tx: Tx, institutionId: string, shown: readonly Session[]): Promise<HostShown[]> {
  const general = await defaultHostId(tx, institutionId);
  const hosting = shown.flatMap((s) => (s.source === "pool" || s.hostId === null ? [] : [s.hostId]));
  const own = new Set(shown.flatMap((s) => (s.source === "personal" && s.hostId !== null ? [s.hostId] : [])));
  const hosts = await hostsById(tx, institutionId, [...new Set(hosting)]);
  return hosts
    .map(({ hostId, name, email, knownBy }): HostShown => ({
      id: hostId,
      name,
      email,
      source: hostId === general ? "default host" : own.has(hostId) ? "personal" : "named host",
      isPrivate: knownBy !== null,
    }))
    .toSorted((a, b) => Number(b.id === general) - Number(a.id === general) || a.name.localeCompare(b.name));
}

function readSpan(query: { from: string; to: string }): { start: Instant; end: Instant } {
  const [start, end] = [instant(query.from), instant(query.to)];
  if (end <= start) throw refuse(422, "malformed", { field: "to" });
  if (end - start > LONGEST) throw refuse(422, "above_maximum", { field: "to", values: { max: 8 } });
  return { start, end };
}
