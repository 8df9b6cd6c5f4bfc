import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { hours, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { expectOpens, listens, made, published, stepsOf, theRun } from "../classrooms.fixtures.ts";
import { retryRun } from "./actions.ts";
import { runFor } from "./showing-actions.ts";
import { stepAt } from "./run.ts";
import { shownOf, tryAgain } from "./retrying.fixtures.ts";

const LATER = { ok: false, refusal: { because: "revision_conflict" } };
const tableAt = async (w: TestWorld, id: string) => stepAt(await theRun(w, id))?.values["table"];

eachDatabase((_, open) => {
  test("whoever goes on because a database was away has not said yes to writing over what is found once it answers", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w, "invited");
    const { id, email } = await made(w);
    await w.settle();
    await listens(w, 1);
    await w.control("accept-invitation", { email, password: "Typed-by-hand-7" });
    await w.pass(hours(1));
    const away = await shownOf(w, id);
    expect(away.because).toBe("database_away");
    await f.run("update negocio.sga_espacios set link_clase_virtual = 'https://meet.example/ours' where espacio = 101");
    await listens(w, f.opened.port);
    valueOf(await retryRun(w, w.admin, id, away));
    await w.pass(minutes(5));
    expect((await stepsOf(w, id)).at(-1)).toBe("write_rows failed (row_changed)");
    expect(await retryRun(w, w.admin, id, away)).toMatchObject(LATER); // another administrator, who still sees the former reason
    await w.pass(minutes(5));
    expect((await f.row("101"))!["link_clase_virtual"]).toBe("https://meet.example/ours");
    valueOf(await tryAgain(w, id));
    await w.pass(minutes(5));
    expect((await theRun(w, id)).state).toBe("done");
    await expectOpens(w, f, id);
  });

  test("a yes is of one row as it was found: what stands there since, or in the other row, is asked about anew", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w, "invited");
    const { id, email } = await made(w);
    await w.settle();
    const put = (link: string) => f.run(`update negocio.sga_espacios set link_clase_virtual = '${link}' where espacio = 101`);
    await put("https://meet.example/one");
    await f.run("update zoom.claves set clave = 'ajena' where aula = 'A1'");
    await w.control("accept-invitation", { email, password: "Typed-by-hand-7" });
    await w.pass(hours(1));
    const first = await shownOf(w, id);
    expect(first.because).toBe("row_changed");
    const { stands } = (await runFor(w, w.institutionId, id))!; // what is said yes to, told without opening the room to anybody
    expect(stands).toEqual([
      { what: "name", value: "Aula 1", isHidden: false },
      { what: "code", value: "A1", isHidden: false },
      { what: "link", value: "meet.example", isHidden: false },
    ]);
    await put("https://meet.example/two");
    valueOf(await tryAgain(w, id)); // found again, and another
    await w.pass(minutes(5));
    expect(await retryRun(w, w.admin, id, first)).toMatchObject(LATER);
    expect([await shownOf(w, id), await tableAt(w, id)]).toMatchObject([{ because: "row_changed" }, "Espacios"]);
    valueOf(await tryAgain(w, id));
    await w.pass(minutes(5));
    expect([await shownOf(w, id), await tableAt(w, id)]).toMatchObject([{ because: "row_changed" }, "Claves"]);
    expect([(await f.row("101"))!["link_clase_virtual"], await f.passcode("A1")]).toEqual(["https://meet.example/two", "ajena"]);
    valueOf(await tryAgain(w, id));
    await w.pass(minutes(5));
    await expectOpens(w, f, id);
  });

  test("nor has whoever goes on for another reason said yes to taking somebody's Zoom user", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    await w.db.run(sql`update provisioning set switched_on = false`);
    const { id, email } = await made(w, { confirmed: false, link: null, passcode: null });
    await w.pass(minutes(10));
    const off = await shownOf(w, id);
    expect(off.because).toBe("provisioning_off");
    await w.zoomOf(w.institutionId).makeUser({ email, firstName: "Ana", lastName: "Prof", displayName: "Ana Prof", licensed: false, as: "automatic", password: "Clave-larga-7" }); // prettier-ignore
    await w.db.run(sql`update provisioning set switched_on = true`);
    valueOf(await retryRun(w, w.admin, id, off));
    await w.pass(minutes(10));
    expect((await shownOf(w, id)).because).toBe("user_unconfirmed");
    expect(await retryRun(w, w.admin, id, off)).toMatchObject(LATER);
    await w.pass(minutes(10));
    expect(await w.zoomOf(w.institutionId).findUser(email)).toMatchObject({ name: "Ana Prof", licensed: false });
    valueOf(await tryAgain(w, id));
    await w.pass(minutes(10));
    expect(await w.zoomOf(w.institutionId).findUser(email)).toMatchObject({ name: "Aula 10", licensed: true });
  });
});
