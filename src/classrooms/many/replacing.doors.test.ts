import { expect, test } from "vitest";
import type { z } from "zod";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, days, minutes } from "../../lib/time.ts";
import { readRooms } from "../../rooms/actions.ts";
import { made, place, published, theClassroom, theRun } from "../classrooms.fixtures.ts";
import type { manyAnswer, manyClassrooms } from "../contract.ts";
import { manyFrom } from "./actions.ts";
import { idOfLine } from "./lines.ts";

const BATCH = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e12";
const mail = (n: number): string => `aula.${n}@universidad.example`;
type Form = z.infer<typeof manyClassrooms>;
type Answer = z.infer<typeof manyAnswer>;

async function ask(w: TestWorld, text: string, more: Partial<Form> = {}): Promise<Answer> {
  const usual = {
    linkTableId: null,
    passcodeTableId: null,
    standing: "personal meeting" as const,
    licence: false,
    farewell: "nothing" as const,
    seen: {},
    confirmed: [] as string[],
  };
  return valueOf(await manyFrom(w, w.admin, { batchId: BATCH, what: "replace classroom", text, preview: false, ...usual, ...more }));
}
const look = (w: TestWorld, text: string, more: Partial<Form> = {}) => ask(w, text, { preview: true, ...more });
const whys = ({ lines }: Answer) => lines.map(({ because }) => because);
const seenIn = ({ lines }: Answer) => Object.fromEntries(lines.flatMap(({ line, seen }) => (seen === null ? [] : [[String(line), seen]])));

/** Two classrooms in use, in the rows 101 and 102 of the portal. */
async function twoInUse(w: TestWorld, email = mail(1)) {
  const f = await published(w);
  const [one, other] = [await made(w, { email, name: "Aula 1", code: "A1", ...place("101") }), await made(w, { email: mail(2), name: "Aula 2", code: "A2", ...place("102") })];
  await w.pass(minutes(10));
  return { f, one, other };
} // prettier-ignore

eachDatabase((_, open) => {
  test("each line shows its rows as they are and as they will be, and the sessions that move; what is said of no name is as before; passcodes are not shown", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    await w.ask({ start: after(w.clock.now(), days(3)) });
    await twoInUse(w, w.rooms[0]!.email);
    const { lines } = await look(w, `Aula 1,${mail(11)}\nA2,${mail(12)},Aula 2 bis,A2B`);
    expect(lines).toMatchObject([
      { name: "Aula 1", replaces: "Aula 1", because: null, sessions: { moving: 0, untilOver: 0, homeless: 1, untold: 0 }, address: "new" },
      { name: "Aula 2 bis", replaces: "Aula 2", because: null, sessions: { moving: 0, untilOver: 0, homeless: 0, untold: 0 }, address: "new", becomesRoom: false },
    ]);
    expect((await look(w, `Aula 1,${mail(11)}`, { licence: true })).lines).toMatchObject([{ sessions: { moving: 1, homeless: 0 }, becomesRoom: true }]);
    const [link, passcode] = lines[1]!.rows;
    const { link: shown } = JSON.parse(JSON.stringify(Object.fromEntries(link!.columns.map((column) => [column.what, column]))));
    expect(shown).toMatchObject({ hidden: false, after: null });
    expect(shown.before).toMatch(/^http/);
    expect(link!.columns.filter(({ what }) => what === "name" || what === "code")).toMatchObject([{ before: "Aula 2", after: "Aula 2 bis" }, { before: "A2", after: "A2B" }]);
    expect(passcode!.columns).toEqual([expect.objectContaining({ what: "passcode", before: null, after: null, hidden: true })]);
    expect(JSON.stringify(lines)).not.toContain("222222");
  }); // prettier-ignore

  test("a row that somebody changed since it was looked at refuses its own line, and no other; sent again nothing is asked for twice", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, other } = await twoInUse(w);
    const text = `Aula 1,${mail(11)}\nAula 2,${mail(12)},Aula 2 bis`;
    const seen = seenIn(await look(w, text));
    await f.run("update negocio.sga_espacios set nombre = 'Depósito' where espacio = 101");
    const sent = await ask(w, text, { seen, farewell: "deactivate" });
    expect([whys(sent), sent.asked]).toEqual([["row_changed", null], 1]);
    await w.pass(minutes(10));
    const run = await theRun(w, idOfLine(BATCH, mail(12)));
    expect(run).toMatchObject({ kind: "replace classroom", state: "done", batchId: BATCH, line: 2, asked: { farewell: "deactivate" } });
    expect((await f.row("102"))!["nombre"]).toBe("Aula 2 bis");
    expect([(await f.row("101"))!["nombre"], (await theClassroom(w, other.id)).state]).toEqual(["Depósito", "replaced"]);

    const again = await ask(w, text, { seen, farewell: "deactivate" });
    expect([whys(again), again.asked]).toEqual([["row_changed", null], 1]);
    expect((await look(w, text)).lines.map(({ because, isAsked }) => [because, isAsked])).toEqual([[null, false], [null, true]]); // prettier-ignore
    const looked = await ask(w, text, { seen: { ...seen, 1: seenIn(await look(w, text))["1"]! } });
    expect([whys(looked), looked.asked]).toEqual([[null, null], 2]);
  });

  test("of two lines for one classroom, or one row, the second is told; where the first can't be, the second is asked for", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await twoInUse(w);
    const text = [
      "replaces,email,name,key",
      `Aula 1,${mail(11)},,`,
      `${mail(1)},${mail(12)},,`,
      `Nobody,${mail(13)},,103`,
      `Aula 2,${mail(14)},,103`,
      `,${mail(15)},Aula 15,103`,
      `A2,${mail(2)},,`,
    ].join("\n");
    const tables = { what: "new classroom" as const, linkTableId: place("1").link.tableId };
    const expected = [null, "line_replaces_twice", "line_replaces_nobody", null, "line_row_twice", "line_replaces_twice"];
    const looked = await look(w, text, tables);
    expect([whys(looked), looked.lines[1]!.values, looked.lines[4]!.values]).toEqual([expected, { line: 2 }, { line: 5 }]);
    const sent = await ask(w, text, tables);
    expect([whys(sent), sent.asked]).toEqual([expected, 2]);

    const [bad, good] = [`A2,${mail(1)},,103`, `A2,${mail(16)},,`];
    expect(whys(await look(w, `replaces,email,name,key\n${bad}\n${good}`, { batchId: w.random.uuid(), ...tables }))).toEqual([
      "run_under_way",
      "run_under_way",
    ]);
  });

  test("what an address is already is told; a member's own is refused; and of how many licences are needed those count that are not there", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    await published(w);
    await w
      .zoomOf(w.institutionId)
      .makeUser({ email: mail(20), firstName: "A", lastName: "B", displayName: "A B", licensed: false, as: "automatic", password: "Clave-larga-7" });
    await w.pass(minutes(10)); // Zoom's lists lag
    await readRooms(w, w.institutionId);
    const emails = [mail(20), w.rooms[0]!.email.toUpperCase(), mail(21), w.admin.email];
    const text = emails.map((email, i) => `${email},,,Aula ${i}`).join("\n");
    const { lines, seats } = await look(w, text, { what: "new classroom", licence: true });
    expect(lines.map(({ address, because }) => [address, because])).toEqual([
      ["user unread", null],
      ["room", null],
      ["new", null],
      ["member", "classroom_email_members"],
    ]);
    expect(seats).toMatchObject({ needed: 2 });
    const unmeant = await ask(w, text, { what: "new classroom", licence: true });
    expect(whys(unmeant)).toEqual(["classroom_email_unconfirmed", "classroom_email_unconfirmed", null, "classroom_email_members"]);
    const confirmed = lines.filter(({ address }) => address === "user unread" || address === "room").map(({ email }) => email);
    const sent = await ask(w, text, { what: "new classroom", licence: true, confirmed });
    expect([whys(sent), sent.asked]).toEqual([[null, null, null, "classroom_email_members"], 3]);
  });
});
