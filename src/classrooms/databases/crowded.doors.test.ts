import { expect, test } from "vitest";
import { aForeignDatabase, ESPACIOS } from "../../../test/external/foreign.ts";
import { readRowIn } from "./rows-actions.ts";

test("a role that is allowed few connections, as the sample in the docs does, is enough for whatever is read at once", async () => {
  const f = await aForeignDatabase();
  await f.run(`alter role ${f.role} connection limit 7`);
  const found = await Promise.all(Array.from({ length: 60 }, (_, n) => readRowIn(f.opened, ESPACIOS, n % 2 === 0 ? "101" : "103", 6000)));
  expect([...new Set(found.map(({ is }) => is))]).toEqual(["found"]);
});

test("where others have all connections of the role for a moment it is tried again, and told only if that lasts", async () => {
  const f = await aForeignDatabase();
  await f.run(`alter role ${f.role} connection limit 0`);
  const [first] = await Promise.all([readRowIn(f.opened, ESPACIOS, "101"), f.run(`alter role ${f.role} connection limit 5`)]);
  expect(first).toMatchObject({ is: "found" });
  await f.run(`alter role ${f.role} connection limit 0`);
  expect(await readRowIn(f.opened, ESPACIOS, "101")).toMatchObject({ is: "unreachable", because: "too_many_connections" });
});
