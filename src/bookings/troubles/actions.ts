import { after, minutes, type Instant } from "../../lib/time.ts";
import { institutionById, memberById, membersOf } from "../../people/actions.ts";
import { sendLetter } from "../../people/letters/actions.ts";
import { hasLeft, isAdmin, type Member } from "../../people/member.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { Trouble } from "../contract.ts";
import type { AppointmentType } from "../type.ts";
import { isByAge, newsOf } from "./news.ts";
import * as store from "./store.ts";
import type { Watched } from "./store.ts";
import { troublesIn, type Found, type Offered } from "./trouble.ts";

export { bookableHosts } from "./trouble.ts";

/** What keeps a type from being booked now, or from being booked with one of its hosts, as message keys under `refusals`. Empty: nothing does. */
export async function troublesOf(tx: Tx, type: Offered & Pick<AppointmentType, "institutionId" | "hostIds">, now: Instant): Promise<Trouble[]> {
  const known = new Map((await store.hostsKnown(tx, type.institutionId, type.hostIds)).map((host) => [host.memberId, host]));
  const hosts = type.hostIds.flatMap((id) => known.get(id) ?? []);
  return troublesIn(type, hosts, await store.houseKnown(tx, type.institutionId), now).map(({ because, member, since }) => ({ because, member, since }));
}

type Needs = Pick<World, "db" | "clock" | "random" | "origin" | "poke">;

const LOOKS_EVERY_MS = 3000;

/** Whoever pokes every loop need not make this one look each time. */
export function tellingTroubles(world: Needs): () => Promise<number> {
  let next = 0;
  return async () => {
    if (world.clock.machine() < next) return 0;
    next = world.clock.machine() + LOOKS_EVERY_MS;
    return tellTroubles(world);
  };
}

/** Tells the owners of types that can't be booked why, as soon as that is so: each trouble once, and again only when it has gone and come back. Says how many owners. */
export async function tellTroubles(world: Needs): Promise<number> {
  let told = 0;
  for (const institutionId of await store.institutionsWithTypes(world.db)) told += await tellIn(world, institutionId);
  if (told > 0) world.poke(["mails"]);
  return told;
}

type Told = { type: Watched; found: Found[]; fresh: Found[]; next: string | null };

async function tellIn(world: Needs, institutionId: string): Promise<number> {
  const { db } = world;
  const now = world.clock.now();
  const types = await store.watchedTypes(db, institutionId);
  const known = new Map((await store.bookableKnown(db, institutionId)).map((host) => [host.memberId, host]));
  const house = await store.houseKnown(db, institutionId);
  const all = types.map((type): Told => {
    const found = troublesIn(type, type.hostIds.flatMap((id) => known.get(id) ?? []), house, now); // prettier-ignore
    const { told: next, fresh } = newsOf(type.toldTrouble, found);
    return { type, found, fresh, next };
  });
  let told = 0;
  for (const [ownerId, those] of Map.groupBy(all, ({ type }) => type.ownerId)) {
    for (const one of those) if (one.fresh.length === 0 && one.next !== one.type.toldTrouble) await store.saveTold(db, one.type, one.next, null);
    if (isToBeTold(those, now) && (await db.transaction((tx) => tellOwner(tx, world, institutionId, ownerId, those, now)))) told += 1;
  }
  return told;
}

/** So long what grows old by itself is gathered after a mail: while Zoom is away for all, it comes over one host after the other. */
const GATHERS = minutes(15);

function isToBeTold(those: readonly Told[], now: Instant): boolean {
  const fresh = those.flatMap((one) => one.fresh);
  const isLate = those.every(({ type: { toldAt } }) => toldAt === null || after(toldAt, GATHERS) <= now);
  return fresh.length > 0 && (isLate || !fresh.every(isByAge));
}

/** One mail with all that is wrong, whatever of it is new. Whoever told meanwhile has told it. Where its owner has left administrators are told. */
async function tellOwner(tx: Tx, world: Needs, institutionId: string, ownerId: string, those: readonly Told[], now: Instant): Promise<boolean> {
  const mine: Told[] = [];
  for (const one of those) if (one.fresh.length > 0 && (await store.saveTold(tx, one.type, one.next, now)) === 1) mine.push(one);
  if (mine.length === 0) return false;
  const owner = await memberById(tx, institutionId, ownerId);
  const readers = owner !== null && !hasLeft(owner) ? [owner] : (await membersOf(tx, institutionId)).filter(isAdmin);
  const told = [...mine, ...those.filter((one) => !mine.includes(one) && one.found.some(({ isSure }) => isSure))];
  for (const reader of readers) await write(tx, world, reader, told, `booking trouble ${ownerId}/${now}/${reader.id}`);
  return true;
}

async function write(tx: Tx, world: Needs, { institutionId, name, email, language, zone }: Member, told: readonly Told[], key: string): Promise<void> {
  await sendLetter(tx, world, {
    ...{ institutionId, key, kind: "booking_trouble", to: { name, email, language, zone } },
    facts: {
      values: { institution: (await institutionById(tx, institutionId))!.settings.name },
      troubles: told.map(({ type, found }) => ({
        type: type.name,
        lines: found.filter(({ isSure }) => isSure).map(({ because, member, since }) => ({ because, name: member?.name ?? null, since })),
      })),
      page: `${world.origin}/appointments`,
    },
  });
}
