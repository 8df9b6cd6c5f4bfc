import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { hours } from "../../lib/time.ts";
import { sql, type Database, type Tx } from "../../platform/database.ts";
import { PASSWORD, theDoors, type Doors } from "../doors.fixtures.ts";
import { beginBy, foundFor, offerBeginning } from "./actions.ts";

const BEGIN = {
  institution: "Escuela de Música",
  zone: "America/Bogota",
  language: "es",
  newcomer: { name: "Nuria", email: "Nuria@escuela.example", password: PASSWORD },
};
const FIRST = { first: true, institution: null, email: null } as const;
const ACCOUNT = { accountId: "the-account", clientId: "b", clientSecret: "c" };

const BASES = { apiBase: "", oauthBase: "", signIn: "" };

const tokenIn = (address: string): string => /\/begin\/([A-Za-z0-9_-]{22})$/.exec(address)![1]!;

/** As at a first start: nobody is there. */
async function anEmptyHouse(db: Database): Promise<Doors> {
  const doors = await theDoors(db, "the-account");
  await db.script("truncate institutions, members cascade");
  return doors;
}

const start = async ({ world, signIn }: Doors, owner: { email: string; password: string } | null = null): Promise<string[]> => {
  const said: string[] = [];
  await foundFor(world, signIn, { owner, zoom: { ...BASES, account: ACCOUNT, admin: null, personal: null, webhookSecrets: ["d"] } }, (line) => said.push(line));
  return said;
};
const owners = ({ world }: Doors) => world.db.list((r) => `${r["email"]} ${r["role"]}`, sql`select email, role from members order by email`);
const accounts = ({ world }: Doors) => world.db.list((r) => r["account_id"] as string, sql`select account_id from connections`);

eachDatabase((_, open) => {
  test("where nobody owns the server each start says an address, and whoever opens one first becomes owner", async () => {
    const doors = await anEmptyHouse(await open());
    const [one, two] = [await start(doors), await start(doors)].map((said) => tokenIn(said.at(-1)!));
    expect(one).not.toBe(two);
    for (const token of [one, two]) expect((await doors.stranger("GET", `/api/begin/${token}`)).body).toMatchObject({ state: "open", email: "" });
    const first = await doors.stranger("POST", `/api/begin/${one}`, BEGIN);
    expect(first.status).toBe(204);
    expect((await doors.as(first.cookie)("GET", "/api/me")).body).toMatchObject({
      member: { name: "Nuria", email: "nuria@escuela.example", role: "owner", language: "es", zone: "America/Bogota" },
      institution: { name: "Escuela de Música", zone: "America/Bogota", contact: { name: "Nuria" } },
    });
    for (const token of [one, two]) {
      expect((await doors.stranger("GET", `/api/begin/${token}`)).body).toMatchObject({ state: "used" });
      expect((await doors.stranger("POST", `/api/begin/${token}`, BEGIN)).body).toMatchObject({ because: "beginning_used" });
    }
    expect(await start(doors)).toEqual([]);
    expect([await owners(doors), await accounts(doors)]).toEqual([["nuria@escuela.example owner"], ["the-account"]]);
  });

  test("of two who open two addresses at once one becomes owner, and a day is too late", async () => {
    const doors = await anEmptyHouse(await open());
    const tokens = [tokenIn((await start(doors)).at(-1)!), tokenIn((await start(doors)).at(-1)!)];
    await doors.world.pass(hours(24));
    expect((await doors.stranger("POST", `/api/begin/${tokens[0]}`, BEGIN)).body).toMatchObject({ because: "beginning_expired" });
    const again = [tokenIn((await start(doors)).at(-1)!), tokenIn((await start(doors)).at(-1)!)];
    const wishes = ["one@escuela.example", "two@escuela.example"].map((email) => ({ ...BEGIN, newcomer: { ...BEGIN.newcomer, email } }));
    const both = await Promise.all(again.map((token, i) => doors.stranger("POST", `/api/begin/${token}`, wishes[i])));
    expect(both.map((one) => one.status).toSorted()).toEqual([204, 409]);
    expect([(await owners(doors)).length, await accounts(doors)]).toEqual([1, ["the-account"]]);
  });

  test("a founding waits for the one that is under way, and finds that it came second", async () => {
    const doors = await anEmptyHouse(await open());
    const { world, signIn } = doors;
    const isOneAtATime = world.db.kind === "pglite"; // by itself: nobody is seen to wait
    let insideAtOnce = 0;
    const waiting = sql`select from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`;
    const untilBothAreKnown = async (tx: Tx): Promise<void> => {
      insideAtOnce += 1;
      await expect.poll(async () => isOneAtATime || insideAtOnce > 1 || (await tx.list((r) => r, waiting)).length > 0, { timeout: 10_000 }).toBe(true);
    };
    const both = ["one@escuela.example", "two@escuela.example"].map(async (email) => {
      const token = tokenIn((await start(doors)).at(-1)!);
      const wish = { ...BEGIN, language: "es", newcomer: { ...BEGIN.newcomer, email } } as const;
      return beginBy(world, signIn, null, token, { personId: null }, wish, untilBothAreKnown);
    });
    const answers = await Promise.all(both);
    expect(answers.map((one) => (one.ok ? "founded" : one.refusal.because)).toSorted()).toEqual(["beginning_used", "founded"]);
    expect([insideAtOnce, (await owners(doors)).length]).toEqual([1, 1]);
  });

  test("the owner whom the settings name is made by the first start, once, however many start at once", async () => {
    const doors = await anEmptyHouse(await open());
    const owner = { email: "Rector@escuela.example", password: PASSWORD };
    expect(await Promise.all([1, 2, 3].map(() => start(doors, owner)))).toEqual([[], [], []]);
    expect([await owners(doors), await accounts(doors)]).toEqual([["rector@escuela.example owner"], ["the-account"]]);
    expect((await (await doors.signedIn("rector@escuela.example"))("GET", "/api/me")).body).toMatchObject({ member: { role: "owner" } });
  });

  test("the operator's address for another institution is for the one it names, and brings no Zoom account with it", async () => {
    const doors = await theDoors(await open(), "the-account");
    const before = await accounts(doors);
    const offer = { first: false, institution: "Escuela", email: "nuria@escuela.example" } as const;
    const url = `/api/begin/${tokenIn(await offerBeginning(doors.world, offer))}`;
    expect((await doors.stranger("GET", url)).body).toMatchObject({ state: "open", institution: "Escuela", email: "nuria@escuela.example", hasAccount: false });
    const stranger = { ...BEGIN, newcomer: { ...BEGIN.newcomer, email: "eva@escuela.example" } };
    expect((await doors.stranger("POST", url, stranger)).body).toMatchObject({ because: "invited_is_somebody_else" });
    expect((await doors.stranger("POST", url, { ...BEGIN, zone: "Mars/Base" })).body).toMatchObject({ errors: [{ field: "zone" }] });
    expect((await doors.stranger("POST", url, BEGIN)).status).toBe(204);
    expect(await accounts(doors)).toEqual(before);
    expect((await doors.stranger("GET", "/api/begin/nobody-has-this-token")).status).toBe(404);
  });

  test("whoever has an account signs in to found an institution, and is member of both", async () => {
    const doors = await theDoors(await open());
    const { call: eva } = await doors.aPerson("Eva", "organizer");
    const { call: jan } = await doors.aPerson("Jan", "organizer");
    const url = `/api/begin/${tokenIn(await offerBeginning(doors.world, { first: false, institution: "Escuela", email: "eva@universidad.example" }))}`;
    expect((await doors.stranger("GET", url)).body).toMatchObject({ hasAccount: true });
    const newcomer = { ...BEGIN.newcomer, email: "eva@universidad.example" };
    expect((await doors.stranger("POST", url, { ...BEGIN, newcomer })).body).toMatchObject({ because: "has_an_account" });
    expect((await jan("POST", url, { ...BEGIN, newcomer: null })).body).toMatchObject({ because: "invited_is_somebody_else" });
    expect((await eva("POST", url, { ...BEGIN, newcomer: null })).status).toBe(204);
    expect((await eva("GET", "/api/me")).body).toMatchObject({ institutions: [{ name: "Escuela de Música" }, { name: "Universidad" }] });
  });

  test("an address of a server that nobody owns is worth nothing once somebody does", async () => {
    const doors = await theDoors(await open());
    const token = tokenIn(await offerBeginning(doors.world, FIRST));
    expect((await doors.stranger("POST", `/api/begin/${token}`, BEGIN)).body).toMatchObject({ because: "beginning_used" });
  });
});
