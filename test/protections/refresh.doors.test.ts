import { describe, expect, test } from "vitest";
import { refresh, ADMIN_APP } from "../../sandbox/oauth/testing.ts";
import { sql, type Database } from "../../src/platform/database.ts";
import { tokensInMemory, type TokenStore } from "../../src/zoom/client/tokens.ts";
import { eachDatabase } from "../support/databases.ts";
import { killProcess } from "../support/outside.ts";
import { aConnection, atTheSameMoment, outcomeOf, toldBy, type Grant, type Process } from "./two-processes.ts";

/** Whoever wants the lease has it, whoever else holds it. */
const withoutLease =
  (db: Database) =>
  (store: TokenStore): TokenStore => ({
    ...store,
    take: async () => {
      for (;;) {
        await db.run(sql`update connections set token_leased_by = null, token_leased_until = null`);
        const lease = await store.take();
        if (lease !== null) return lease;
      }
    },
  });

/** Two processes need a token at the same moment. */
async function twoAtOnce(db: Database, grant: Grant, protect: (store: TokenStore) => TokenStore = (store) => store) {
  const it = await aConnection(db, grant);
  const together = atTheSameMoment(grant === "account" ? "second" : "first");
  const aProcess = () => it.process((usual) => together({ ...usual, tokens: protect(usual.tokens) }));
  const [one, other] = [await aProcess(), await aProcess()];
  const outcomes = await Promise.all([outcomeOf(one), outcomeOf(other)]);
  return { outcomes, ...(await toldBy(it)), state: await it.state() };
}

/** Two processes, one after the other and again, each of which keeps the token for itself or in the database with the other. */
async function inTurns(db: Database, grant: Grant, each: "shared" | "by itself") {
  const it = await aConnection(db, grant);
  const alone = (usual: Process): Process => {
    const tokens = tokensInMemory();
    if (it.first !== null) void tokens.save(it.first);
    return { ...usual, tokens };
  };
  const aProcess = () => it.process(each === "shared" ? undefined : alone);
  const [one, other] = [await aProcess(), await aProcess()];
  const outcomes: string[] = [];
  for (const zoom of [one, other, one, other]) outcomes.push(await outcomeOf(zoom));
  const { tokens, deadTokens } = await toldBy(it);
  return { outcomes, tokens, deadTokens };
}

eachDatabase((_, open) => {
  describe("one token for all processes", () => {
    test.each(["account", "refresh token"] as const)("by %s it is asked for once, and everybody goes on with it", async (grant) => {
      expect(await inTurns(await open(), grant, "shared")).toEqual({
        outcomes: ["fine", "fine", "fine", "fine"],
        tokens: grant === "account" ? 1 : 2,
        deadTokens: 0,
      });
    });

    test("kept by each process for itself, by account: each kills the other's, and every turn begins with a refused call", async () => {
      expect(await inTurns(await open(), "account", "by itself")).toEqual({ outcomes: ["fine", "fine", "fine", "fine"], tokens: 4, deadTokens: 2 });
    });

    test("kept by each process for itself, by refresh token: the second finds its own used up, and has to be reconnected", async () => {
      const { outcomes } = await inTurns(await open(), "refresh token", "by itself");
      expect(outcomes).toEqual(["fine", "reconnect", "fine", "reconnect"]);
    });
  });

  describe("the lease on the token", () => {
    test.each(["account", "refresh token"] as const)("by %s: of two at the same moment one asks, and both go on", async (grant) => {
      expect(await twoAtOnce(await open(), grant)).toMatchObject({ outcomes: ["fine", "fine"], deadTokens: 0, state: "connected" });
    });

    test("without it, by account: the second token kills the first, the first is kept, and both are refused", async () => {
      const db = await open();
      expect(await twoAtOnce(db, "account", withoutLease(db))).toMatchObject({ outcomes: ["reconnect", "reconnect"], deadTokens: 4, tokens: 4 });
    });

    test("without it, by refresh token: the second is refused as used up, and a person is asked to connect anew", async () => {
      const db = await open();
      const { outcomes, tokens } = await twoAtOnce(db, "refresh token", withoutLease(db));
      expect({ outcomes: outcomes.toSorted(), tokens }).toEqual({ outcomes: ["fine", "reconnect"], tokens: 2 });
    });
  });

  describe("the number of the token that a late process followed", () => {
    /** A process hangs with its new token in hand until a person has authorized the app anew. */
    async function tooLate(db: Database, protect: (store: TokenStore) => TokenStore = (store) => store) {
      const it = await aConnection(db, "refresh token");
      const store = await it.store();
      const lease = (await protect(store).take())!;
      const { body } = await refresh(it.bench, ADMIN_APP, lease.token!.refreshToken!);
      await killProcess(db, store.self);
      await it.reconnect();
      await lease.save({ ...lease.token!, accessToken: String(body["access_token"]), refreshToken: String(body["refresh_token"]) });
      return outcomeOf(await it.process());
    }

    test("keeps it from putting a dead token over the living one", async () => {
      expect(await tooLate(await open())).toBe("fine");
    });

    test("not compared, the connection is dead again as soon as it was mended", async () => {
      const anyway = (store: TokenStore): TokenStore => ({
        ...store,
        take: async () => {
          const lease = await store.take();
          return lease && { ...lease, save: async (token) => (await store.take())!.save(token) };
        },
      });
      expect(await tooLate(await open(), anyway)).toBe("reconnect");
    });
  });
});
