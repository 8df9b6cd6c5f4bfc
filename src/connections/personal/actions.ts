import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { after, iso, minutes } from "../../lib/time.ts";
import { institutionById, membersOf } from "../../people/actions.ts";
import { sendLetter } from "../../people/letters/actions.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { refreshed, type Token } from "../../zoom/client/oauth.ts";
import { ZoomError } from "../../zoom/port.ts";
import { appFor } from "../authorizing/actions.ts";
import { appOf, askingOf, whoStandsBehind, zoomBy } from "../authorizing/asking-actions.ts";
import { lockConnecting } from "../authorizing/grant-store.ts";
import type { Connection } from "../connection.ts";
import { giveBackDue } from "../giving-back/actions.ts";
import { personalConnectionOf } from "../store.ts";
import { openedToken, sealedToken } from "../tokens/actions.ts";
import * as candidates from "./candidate-store.ts";
import { endDue, giveUpOwn } from "./ending-actions.ts";
import { putOwn, userBehind, type BroughtOwn } from "./placing-actions.ts";
import * as store from "./store.ts";
import type { PersonalUpstairs } from "./upstairs.ts";

const MOST_AT_ONCE = 10;

/** What is due with members' own Zooms, whoever found it out. Says how much that was. */
export async function lookAfterOwnZooms(world: World, upstairs: PersonalUpstairs): Promise<number> {
  if (!(await store.isAnythingDue(world.db, world.clock.now()))) return 0;
  await endOfWhoLeft(world);
  return (await settleOwnZooms(world, upstairs)) + (await endDue(world));
}

/** Whoever is no member any more has none here: Zoom is told as after disconnecting. */
async function endOfWhoLeft(world: World): Promise<void> {
  const now = world.clock.now();
  await world.db.transaction(async (tx) => {
    for (const c of await store.ofWhoLeft(tx)) {
      if ((await store.saveDisconnected(tx, c, now)) === 0) continue;
      const deed = { institutionId: c.institutionId, at: now, who: "bedel", memberId: c.memberId, what: "own_zoom_disconnected" };
      await note(tx, world.random, { ...deed, details: { email: c.authorizedBy?.email ?? "" } });
    }
  });
}

/**
 * Settles what has become of members' own Zooms since it was last settled, whoever found it out: a call, a webhook, a person or another process. Sessions go
 * to the Zoom that is in force now, and a member whose own has to be connected anew gets one mail. Doing it twice does nothing more.
 */
export async function settleOwnZooms(world: World, upstairs: PersonalUpstairs): Promise<number> {
  const changed = await store.unsettled(world.db, MOST_AT_ONCE);
  for (const { connection, is } of changed) {
    await upstairs.ownZoomChanged(connection.institutionId, connection.memberId!);
    await world.db.transaction(async (tx) => {
      const isNews = (await store.saveSettled(tx, connection, is)) === 1;
      if (isNews && is === "reconnect needed") await writeToMember(tx, world, connection);
    });
  }
  if (changed.length > 0) world.poke();
  return changed.length;
}

/** One for each time that it has to be connected anew. Nobody else hears of it: it is the member's own. */
async function writeToMember(tx: Tx, world: Pick<World, "clock" | "random" | "origin">, c: Connection): Promise<void> {
  const member = (await membersOf(tx, c.institutionId)).find(({ id }) => id === c.memberId);
  if (member === undefined) return;
  const { name, email, language, zone } = member;
  await sendLetter(tx, world, {
    institutionId: c.institutionId,
    key: `own zoom ${c.id}/reconnect/${c.since}`,
    kind: "my_zoom_reconnect",
    to: { name, email, language, zone },
    facts: {
      values: { institution: (await institutionById(tx, c.institutionId))!.settings.name, email: c.authorizedBy?.email ?? "" },
      words: { because: `myZoom.because.${c.because ?? "refused"}` },
      page: `${world.origin}/account`,
    },
  });
}

/** Nothing is made by it from now on, and Zoom is told at once; what Zoom does not answer now is told to it later. Refused where none is connected. */
export async function disconnectOwn(world: World, upstairs: PersonalUpstairs, who: Member): Promise<Outcome<null>> {
  const now = world.clock.now();
  const isDone = await world.db.transaction(async (tx) => {
    await lockConnecting(tx, who.institutionId);
    const c = await personalConnectionOf(tx, who.institutionId, who.id);
    if (c === null || (await store.saveDisconnected(tx, c, now)) === 0) return false;
    const deed = { institutionId: who.institutionId, at: now, who: who.name, memberId: who.id, what: "own_zoom_disconnected" };
    await note(tx, world.random, { ...deed, details: { email: c.authorizedBy?.email ?? "" } });
    return true;
  });
  if (!isDone) return refused("own_zoom_not_connected");
  await lookAfterOwnZooms(world, upstairs);
  return fine(null);
}

/** The member says yes: the other Zoom user is the member's own from now on. Refused where it was settled meanwhile, belongs to another member, or Zoom knows it no more. */
export async function confirmOther(world: World, upstairs: PersonalUpstairs, who: Member, id: string): Promise<Outcome<null>> {
  const waiting = await candidates.candidateOf(world.db, who.institutionId, who.id);
  if (waiting === null || waiting.id !== id) return refused("candidate_gone");
  const brought = await alive(world, waiting);
  if (!brought.ok) return brought;
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    await lockConnecting(tx, who.institutionId);
    if ((await candidates.takeCandidate(tx, who.institutionId, who.id, id)) === null) return refused("candidate_gone");
    const holder = await store.memberWithZoomUser(tx, who.institutionId, waiting.by.hostId);
    if (holder !== null && holder !== who.id) return refused("own_zoom_taken");
    const inPlace = await personalConnectionOf(tx, who.institutionId, who.id);
    await putOwn(tx, world, { institutionId: who.institutionId, memberId: who.id, name: who.name }, inPlace, brought.value);
    return fine(null);
  });
  await lookAfterOwnZooms(world, upstairs);
  return outcome;
}

/** Its token may have run out while it waited: then it is exchanged, and kept before it is used. What Zoom knows no more is forgotten here too. */
async function alive(world: World, c: candidates.PersonalCandidate): Promise<Outcome<BroughtOwn>> {
  const app = await appFor(world, c.institutionId, "personal");
  const token = openedToken(world.secrets, c, c.kept);
  try {
    if (app === null || token === null) throw new ZoomError("reconnect", "nothing of it can be opened");
    const fresh = await freshOf(world, c, token);
    const client = await zoomBy(world, app.zoom, app.keys, fresh);
    const { who: by } = await whoStandsBehind(world, client, false);
    return fine({ by, user: await userBehind(client, by), token: fresh, number: c.number });
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    if (error.kind !== "reconnect") return refused("zoom_unreachable");
    await candidates.dropDeadCandidate(world.db, c);
    return refused("candidate_gone");
  }
}

async function freshOf(world: World, c: candidates.PersonalCandidate, token: Token): Promise<Token> {
  const app = (await appFor(world, c.institutionId, "personal"))!;
  if (token.expiresAt > after(world.clock.now(), minutes(1)) || token.refreshToken === null) return token;
  const fresh = await refreshed(askingOf(world, app.zoom), appOf(app.zoom, app.keys), token.refreshToken);
  await candidates.saveCandidateToken(world.db, c, c.kept, sealedToken(world.secrets, c, fresh));
  return fresh;
}

/** The member says no: it is given back to Zoom, now or as soon as Zoom answers, and what is connected stays. */
export async function refuseOther(world: World, who: Member, id: string): Promise<Outcome<null>> {
  const isDone = await world.db.transaction(async (tx) => {
    const taken = await candidates.takeCandidate(tx, who.institutionId, who.id, id);
    if (taken !== null) await giveUpOwn(tx, world, taken);
    return taken !== null;
  });
  if (!isDone) return refused("candidate_gone");
  await giveBackDue(world);
  world.poke();
  return fine(null);
}

/** When Zoom is told again that what was disconnected is to end; null where it has confirmed. */
export async function endingAt(tx: Tx, c: Connection): Promise<string | null> {
  const ending = await store.endingOf(tx, c);
  return ending === null ? null : iso(ending.askedAgainAt);
}
