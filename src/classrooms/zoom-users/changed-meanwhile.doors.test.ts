import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { hours, minutes } from "../../lib/time.ts";
import { sql, type Database } from "../../platform/database.ts";
import { readRooms } from "../../rooms/actions.ts";
import { made, published, stepsOf, theClassroom } from "../classrooms.fixtures.ts";
import { stopRun } from "../runs/actions.ts";
import { runFor } from "../runs/showing-actions.ts";
import { changeAccount } from "./accounts.fixtures.ts";
import { provisioning } from "./zoom-users.fixtures.ts";

type Seen = (url: string, init: RequestInit) => Promise<Response | null>;

/** A world in which something happens while a call is on its way; what answers instead of Zoom, or null. */
async function aWorldWhere(db: Database, seen: (w: TestWorld) => Seen): Promise<TestWorld> {
  const meanwhile: { seen: Seen } = { seen: async () => null };
  const w = await aWorld(db, { rooms: 0, wire: (fetch) => async (url, init) => (await meanwhile.seen(url, init)) ?? fetch(url, init) });
  meanwhile.seen = seen(w);
  return w;
}

/* Another Zoom account is connected while a step is at its call. */
eachDatabase((_, open) => {
  test("a classroom whose room is just being opened does not come into use with a user of the account of before", async () => {
    let changes = 0;
    await using w = await aWorldWhere(await open(), (it) => async (url, { method = "GET" }) => {
      if (method !== "GET" || !/\/users\/[^/]+$/.test(new URL(url).pathname)) return null;
      if (changes > 0) return Response.json({ code: 1001, message: "User does not exist." }, { status: 404 }); // so the next account says
      const isOpening = (await it.db.list((r) => r, sql`select from run_steps where name = 'open_room' and state = 'under way'`)).length > 0;
      if (!isOpening) return null;
      changes += 1;
      await changeAccount(it);
      return null;
    });
    await published(w);
    const { id } = await made(w);
    await w.settle();
    expect([changes, (await theClassroom(w, id)).state]).toEqual([1, "being made"]);
  });

  test("where Zoom refused to unlink somebody just then, nobody was unlinked: the replacing can be taken back", async () => {
    let changes = 0;
    await using w = await aWorldWhere(await open(), (it) => async (_url, { method }) => {
      if (method !== "DELETE" || changes > 0) return null;
      changes += 1;
      await changeAccount(it);
      return Response.json({ code: 429, message: "Too many concurrent requests." }, { status: 429 });
    });
    await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    const next = await made(w, { ...{ name: "Aula 20", code: "A20", email: "aula.20@universidad.example" }, link: null, passcode: null, replaces: old.id, farewell: "unlink" }); // prettier-ignore
    await w.pass(hours(1));
    expect([changes, (await stepsOf(w, next.id)).at(-1)]).toEqual([1, "retire_user waiting (user_of_former_account)"]);
    valueOf(await stopRun(w, w.admin, next.id));
    await changeAccount(w, "another", "sandbox-account");
    await provisioning(w, { on: true });
    valueOf(await readRooms(w, w.institutionId));
    expect((await runFor(w, w.institutionId, next.id))!.whyNot.undo).toBeNull();
  });
});
