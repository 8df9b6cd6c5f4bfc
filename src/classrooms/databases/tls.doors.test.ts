import { afterAll, beforeAll, expect, test } from "vitest";
import { anAuthority, certificateFor } from "../../../sandbox/testing-certificate.ts";
import { aCluster, type Cluster } from "../../../test/external/cluster.ts";
import type { Opened } from "./connecting-actions.ts";
import { reach } from "./trying-actions.ts";

const [OURS, STRANGERS] = [anAuthority("Universidad"), anAuthority("Somebody else")];
const YESTERDAYS = ["200101000000Z", "200102000000Z"] as const;
let cluster: Cluster;
beforeAll(async () => {
  cluster = await aCluster();
  await cluster.run("create role aulas login");
}, 180_000);
afterAll(() => cluster.stop());

const at = (more: Partial<Opened>): Opened => ({
  ...{ id: "00000000-0000-4000-8000-0000000000d1", revision: 1, name: "Guaraní", host: "localhost", port: cluster.port, database: "postgres" },
  ...{ userName: "aulas", password: "opens-the-rows", tls: "verified", ca: OURS.cert, ...more },
});

const showing = (...how: Parameters<typeof certificateFor>): Promise<void> => cluster.shows(certificateFor(...how));

/** Who came in, by the server's own log. */
const cameIn = async (): Promise<number> => Number((await cluster.run("select sessions as n from pg_stat_database where datname = 'postgres'"))[0]!["n"]);

test("a server without TLS is not spoken with where it has to be verified", async () => {
  expect(await reach(at({}))).toBe("no_tls");
  expect(await reach(at({ tls: "none", ca: null }))).toBeNull();
});

test("a certificate that the institution's own authority signed, for that name or number, is genuine", async () => {
  await showing(["localhost", "127.0.0.1"], undefined, undefined, OURS);
  expect(await reach(at({}))).toBeNull();
  expect(await reach(at({ host: "127.0.0.1" }))).toBeNull();
  expect(await reach(at({ ca: STRANGERS.cert + OURS.cert })), "one of several that are trusted").toBeNull();
});

test.each([
  ["signed by another authority", ["localhost"], undefined, STRANGERS],
  ["that signs itself", ["localhost"], undefined, null],
  ["for another name", ["portal.example"], undefined, OURS],
  ["that is out of date", ["localhost"], YESTERDAYS, OURS],
] as const)("a certificate %s is refused, and nothing but the wish for TLS is said", async (_what, names, dates, by) => {
  await showing([...names], dates?.[0], dates?.[1], by);
  expect(await reach(at({ tls: "encrypted", ca: null })), "encrypted, whoever it is").toBeNull();
  const before = await cameIn();
  expect(await reach(at({}))).toBe("certificate");
  expect((await cameIn()) - before, "only we ourselves, who ask").toBeLessThanOrEqual(1);
});

test("without an authority of its own only what the whole world trusts is genuine", async () => {
  await showing(["localhost"], undefined, undefined, OURS);
  expect(await reach(at({}))).toBeNull();
  expect(await reach(at({ ca: null }))).toBe("certificate");
});
