import { expect, test } from "vitest";
import { ADMINISTRATOR, OWNER, TEACHER } from "../../../sandbox/oauth/testing.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aMember } from "../../../test/world.ts";
import { hours, minutes } from "../../lib/time.ts";
import { DEFAULT_SETTINGS } from "../../people/institution.ts";
import type { Member } from "../../people/member.ts";
import { insertInstitution } from "../../people/store.ts";
import { at, sql, type Database } from "../../platform/database.ts";
import { aboveConnections } from "../../sessions/connecting/actions.ts";
import { openConnections } from "../actions.ts";
import { confirmCandidate, refuseCandidate } from "../authorizing/candidate-actions.ts";
import { aScene, connectedBy, lives, type Scene } from "../authorizing/authorizing.fixtures.ts";
import { finishDue } from "../authorizing/finishing-actions.ts";
import { refuseOther } from "../personal/actions.ts";

const AWAY = { kind: "next", match: "POST /oauth/revoke", do: "503" };

/** Whose authorizations live at Zoom. */
const alive = async (s: Scene): Promise<string[]> =>
  ((await s.control("apps"))["authorizations"] as { userId: string; endedAt: unknown }[]).flatMap(({ userId, endedAt }) => (endedAt === null ? [userId] : []));
const left = (s: Scene) => s.db.list((r) => String(r["zoom_user_email"]), sql`select zoom_user_email from grants_given_up order by given_up_at, id`);
const shown = async (s: Scene) => (await s.browser(s.admin).ask("GET", "/api/connection/connecting")).body["givingBack"];

/** A process that is killed as soon as its next transaction is kept: nothing of what comes after happens. */
function dying(db: Database): Database {
  let isDead = false;
  const killed = () => Promise.reject(new Error("killed"));
  const transaction: Database["transaction"] = async (work) => {
    if (isDead) return killed();
    const result = await db.transaction(work);
    isDead = true;
    return result;
  };
  return new Proxy(db, {
    get: (it, name) => {
      if (name === "transaction") return transaction;
      const own: unknown = Reflect.get(it, name);
      return typeof own !== "function" ? own : (...all: unknown[]): unknown => (isDead ? killed() : own.apply(it, all));
    },
  });
}

type Waiting = { s: Scene; key: { institutionId: string; id: string }; revoked: () => number };

/** Somebody of another account than the one in use waits for a yes. `revoked`: how often Zoom was told to end something. */
async function waiting(db: Database): Promise<Waiting> {
  let revoked = 0;
  const s = await aScene(db, {
    wire: (fetch) => (url, init) => {
      if (url.endsWith("/oauth/revoke")) revoked += 1;
      return fetch(url, init);
    },
  });
  await s.authorize(s.admin, OWNER);
  await s.db.run(sql`update connections set account_id = 'account-before' where institution_id = ${s.institutionId}`);
  await s.authorize(s.admin, ADMINISTRATOR);
  const id = (await s.browser(s.admin).ask("GET", "/api/connection/connecting")).body["candidates"][0].id;
  return { s, key: { institutionId: s.institutionId, id }, revoked: () => revoked };
}

async function elsewhere(s: Scene): Promise<Member> {
  const institutionId = s.random.uuid();
  await insertInstitution(s.db, institutionId, { ...DEFAULT_SETTINGS, name: "Otra" });
  return aMember(s.db, { institutionId, id: s.random.uuid(), name: "Otra", email: "admin@otra.example", role: "owner" });
}

const ADA = { name: "Ada", memberId: null };

eachDatabase((_, open) => {
  test("while Zoom is away, what another administrator gave before waits, is shown, and is told until Zoom confirms", async () => {
    await using s = await connectedBy(await open(), ADMINISTRATOR);
    await s.control("faults", { ...AWAY, times: 3 });
    expect(await s.authorize(s.admin, OWNER)).toMatchObject({ outcome: "reconnected" });
    expect(await alive(s)).toHaveLength(2);
    expect(await shown(s)).toMatchObject([{ email: ADMINISTRATOR, tellAt: expect.any(String), trouble: "unreachable" }]);
    await s.pass(minutes(1));
    expect([await alive(s), await left(s), await shown(s)]).toEqual([["uOwner00000000000000AA"], [], []]);
    expect(await lives(s)).toBe(true);
  });

  test.each(["confirmed", "refused"])("a process that is killed as soon as an account is %s leaves it to the next", async (what) => {
    const { s, key } = await waiting(await open());
    await using _s = s;
    const world = { ...s, db: dying(s.db) };
    const decided = what === "confirmed" ? confirmCandidate(world, aboveAll(s), key, ADA) : refuseCandidate(world, key, ADA);
    await expect(decided).rejects.toThrow("killed");
    expect(await alive(s)).toHaveLength(2);
    await s.settle();
    expect([await alive(s), await left(s)]).toEqual([[what === "confirmed" ? "uAdmin00000000000000AA" : "uOwner00000000000000AA"], []]);
  });

  test("what runs out while Zoom is away is exchanged, kept, and ended", async () => {
    const { s, key } = await waiting(await open());
    await using _s = s;
    await s.control("faults", { ...AWAY, times: 16 });
    expect(await refuseCandidate(s, key, ADA)).toMatchObject({ ok: true });
    await s.pass(hours(6));
    expect([await alive(s), await left(s)]).toEqual([["uOwner00000000000000AA"], []]);
  });

  test("what the same person authorized again meanwhile, here or in another institution, is never ended", async () => {
    const { s, key, revoked } = await waiting(await open());
    await using _s = s;
    await s.control("faults", { ...AWAY, times: 1 });
    await refuseCandidate(s, key, ADA);
    const other = await elsewhere(s);
    expect(await s.authorize(other, ADMINISTRATOR)).toMatchObject({ outcome: "connected" });
    expect(revoked()).toBe(1);
    await s.pass(minutes(10));
    expect([await left(s), revoked()]).toEqual([[], 1]);
    expect(await asks(s, other)).toBe(ADMINISTRATOR);
  });

  test("what nobody knows whose it is goes to those who live by the same person's, which it has ended", async () => {
    await using s = await connectedBy(await open(), OWNER);
    const other = await elsewhere(s);
    await s.authorize(other, ADMINISTRATOR);
    const it = s.browser(s.admin);
    const back = await s.consent(await it.leave(), ADMINISTRATOR);
    await s.control("faults", { kind: "next", match: "GET /users/:userId", do: "503", times: 3 });
    expect(await it.land(back)).toMatchObject({ outcome: "finishing" });
    await s.db.run(sql`update members set role = 'organizer' where id = ${s.admin.id}`);
    await s.db.run(sql`update authorizations set go_on_at = ${at(s.clock.now())} where go_on_at is not null`);
    expect(await finishDue(s, aboveAll(s))).toBe(1); // before anybody has noticed that the other's is dead
    expect([await left(s), await asks(s, other), await lives(s)]).toEqual([[], ADMINISTRATOR, true]);
  });

  test("an app that Zoom refuses for a while loses nothing: it is told when the app is mended", async () => {
    const { s, key } = await waiting(await open());
    await using _s = s;
    await s.pass(hours(3)); // its token has run out
    await s.control("faults", { kind: "next", match: "POST /oauth/token", do: "refuse", status: 400, body: { reason: "Invalid client_id or client_secret", error: "invalid_client", errorCode: 4702 }, times: 2 }); // prettier-ignore
    await refuseCandidate(s, key, ADA);
    expect(await left(s)).toEqual([ADMINISTRATOR]);
    await s.pass(minutes(2));
    expect([await alive(s), await left(s)]).toEqual([["uOwner00000000000000AA"], []]);
  });

  test("what has died by itself is forgotten without asking", async () => {
    const { s, key, revoked } = await waiting(await open());
    await using _s = s;
    await s.control("faults", { ...AWAY, times: 1 });
    await refuseCandidate(s, key, ADA);
    await s.db.run(sql`update grants_given_up set token_expires_at = '2020-01-01', refresh_expires_at = '2020-01-01'`);
    await s.pass(minutes(1));
    expect([await left(s), revoked()]).toEqual([[], 1]);
  });

  test("a member's own: refused or taken, it is told until Zoom confirms", async () => {
    await using s = await aScene(await open());
    await s.personal(s.organizer, TEACHER);
    expect(await s.personal(s.organizer, OWNER)).toMatchObject({ outcome: "personal_other_user" });
    const { id } = (await s.db.one((r) => ({ id: String(r["id"]) }), sql`select id from personal_candidates`))!;
    await s.control("faults", { ...AWAY, times: 2 });
    expect(await refuseOther(s, s.organizer, id)).toMatchObject({ ok: true });
    expect([(await alive(s)).length, await left(s)]).toEqual([2, [OWNER]]);
    await s.pass(minutes(1));
    expect([(await alive(s)).length, await left(s)]).toEqual([1, []]);
  });
});

const aboveAll = (s: Scene) => ({ accountChanged: async () => undefined, connected: async () => undefined, forget: aboveConnections(s).forget });
const asks = async (s: Scene, { institutionId }: Member): Promise<string> =>
  (await openConnections({ ...s, process: null }, s.zooms)(institutionId).whoAmI()).email;
