import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { seededRandom } from "../lib/random.ts";
import { dataKeyOf, fingerprintIn } from "./data-key.ts";
import { sql, type Database, type Tx } from "./database.ts";
import { keyring, secretsWith, type Keyring } from "./secrets.ts";

const random = seededRandom(31);
const [ONE, TWO, THREE] = ["the first secret, which is long enough", "the second secret, long enough as well", "a third secret that nobody ever used"];
const withSecret = (secret: string, ...former: string[]): Keyring => keyring(secret, former, random);
const keyIn = async (db: Tx, keys: Keyring): Promise<string | null> => (await dataKeyOf(db, keys))?.dataKey ?? null;
const wrappedIn = async (db: Database): Promise<Buffer> =>
  (await db.one((r) => Buffer.from(r["data_key_wrapped"] as Uint8Array), sql`select * from server_key`))!;

/** A database of before there was a data key: its row names the secret, and everything was made from that. */
async function olderDatabase(db: Database, secret: string): Promise<void> {
  const [{ print }] = withSecret(secret).wrappings;
  await db.run(sql`insert into server_key (fingerprint) values (${print})`);
}

eachDatabase((_, open) => {
  test("a new database gets a key of its own, which is the same at every start and can't be read there", async () => {
    const db = await open();
    const key = (await keyIn(db, withSecret(ONE)))!;

    expect(key.length).toBeGreaterThanOrEqual(64);
    expect(key).not.toContain(ONE);
    expect(await dataKeyOf(db, withSecret(ONE))).toEqual({ dataKey: key, exchanged: false });
    expect((await wrappedIn(db)).includes(key.slice(0, 8))).toBe(false);
  });

  test("with a new secret and the former one the key is wrapped anew, and from then on the former one opens nothing", async () => {
    const db = await open();
    const key = await keyIn(db, withSecret(ONE));

    expect(await dataKeyOf(db, withSecret(TWO, THREE, ONE))).toEqual({ dataKey: key, exchanged: true });
    expect(await dataKeyOf(db, withSecret(TWO))).toEqual({ dataKey: key, exchanged: false });
    expect(await dataKeyOf(db, withSecret(ONE))).toBeNull();
    const wrapped = await wrappedIn(db);
    expect(withSecret(TWO).wrappings[0].unwrap(wrapped)).toBe(key);
    expect(() => withSecret(ONE).wrappings[0].unwrap(wrapped)).toThrow();
  });

  test("a secret that never was the database's opens nothing and changes nothing, in use or former", async () => {
    const db = await open();
    const key = await keyIn(db, withSecret(ONE));
    const before = [await fingerprintIn(db), await wrappedIn(db)];

    expect(await dataKeyOf(db, withSecret(TWO))).toBeNull();
    expect(await dataKeyOf(db, withSecret(TWO, THREE))).toBeNull();
    expect([await fingerprintIn(db), await wrappedIn(db)]).toEqual(before);
    expect(await keyIn(db, withSecret(ONE, THREE))).toBe(key);
  });

  test("killed before the new wrapping was written, everything is as before; killed after it, the new secret opens", async () => {
    const db = await open();
    const key = await keyIn(db, withSecret(ONE));
    const dying = (when: "before" | "after"): Tx => ({
      ...db,
      run: async (query) => {
        if (when === "after") await db.run(query);
        throw new Error("killed");
      },
    });

    await expect(dataKeyOf(dying("before"), withSecret(TWO, ONE))).rejects.toThrow("killed");
    expect(await keyIn(db, withSecret(ONE))).toBe(key);
    await expect(dataKeyOf(dying("after"), withSecret(TWO, ONE))).rejects.toThrow("killed");
    expect(await keyIn(db, withSecret(TWO))).toBe(key);
  });

  test("processes that start at once, with the former secret or the new one, come to the same key", async () => {
    const db = await open();
    const made = await Promise.all([ONE, ONE, ONE].map((secret) => keyIn(db, withSecret(secret))));
    const exchanged = await Promise.all([1, 2, 3, 4].map(() => keyIn(db, withSecret(TWO, ONE))));

    expect(new Set([...made, ...exchanged])).toEqual(new Set([made[0]]));
    expect(made[0]).not.toBeNull();
  });

  test("in an older database everything made from the secret stays what it was, through an exchange of the secret too", async () => {
    const db = await open();
    await olderDatabase(db, ONE);
    const before = secretsWith(ONE, random);
    const sealed = before.seal("k7F2", "room 1");

    for (const keys of [withSecret(ONE), withSecret(ONE), withSecret(TWO, ONE), withSecret(TWO)]) {
      const now = secretsWith((await keyIn(db, keys))!, random);
      expect(now.open(sealed, "room 1")).toBe("k7F2");
      expect([now.tokenFor("attendee 1"), now.keyFor("sign-in")]).toEqual([before.tokenFor("attendee 1"), before.keyFor("sign-in")]);
    }
    expect(await keyIn(db, withSecret(ONE))).toBeNull();
  });

  test("an older database can be opened with a former secret at once", async () => {
    const db = await open();
    await olderDatabase(db, ONE);

    expect(await dataKeyOf(db, withSecret(TWO, ONE))).toEqual({ dataKey: ONE, exchanged: true });
    expect(await keyIn(db, withSecret(TWO))).toBe(ONE);
  });

  test("a row that was changed by hand is told, not taken", async () => {
    const db = await open();
    await keyIn(db, withSecret(ONE));
    await db.run(sql`update server_key set data_key_wrapped = set_byte(data_key_wrapped, 20, get_byte(data_key_wrapped, 20) # 1)`);

    await expect(dataKeyOf(db, withSecret(ONE))).rejects.toThrow(/server_key was changed/);
  });
});
