import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { sql } from "../../platform/database.ts";
import { days } from "../../lib/time.ts";
import { accept } from "./accepting-actions.ts";
import { DEFAULT_SETTINGS } from "../institution.ts";
import { insertInstitution } from "../store.ts";
import { PASSWORD, theDoors, type Caller, type Doors } from "../doors.fixtures.ts";

const NEWCOMER = { newcomer: { name: "Eva Nueva", password: PASSWORD }, language: "es", zone: "Atlantic/Canary" };
const KNOWN = { newcomer: null, language: "en", zone: "Europe/Madrid" };

const invite = (by: Caller, lines: string, more: object = {}) => by("POST", "/api/invitations", { lines, role: "organizer", teams: [], ...more });
const deedsIn = ({ world }: Doors) =>
  world.db.list((r) => r["what"] as string, sql`select what from audit_log where institution_id = ${world.institutionId} order by seq`);

eachDatabase((_, open) => {
  test("whoever is invited by mail sets name and password, is signed in as a member, and is in the team", async () => {
    const doors = await theDoors(await open());
    const { call: admin } = await doors.aPerson("Berta", "admin");
    const team = (await admin("POST", "/api/teams", { name: "Física" })).body;
    expect((await invite(admin, "Eva <Eva@people.example>\nnobody\nberta@universidad.example", { teams: [team["id"]] })).body).toMatchObject({
      invited: 1,
      bad: [
        { line: 2, because: "line_without_email" },
        { line: 3, because: "already_member" },
      ],
    });
    expect((await invite(admin, "eva@people.example")).body).toMatchObject({ invited: 0, bad: [{ because: "already_invited" }] });
    const token = await doors.mailedToken("eva@people.example");
    expect((await doors.stranger("GET", `/api/invited/${token}`)).body).toMatchObject({
      ...{ state: "open", institution: "Universidad", inviter: "Berta", role: "organizer", email: "eva@people.example", hasAccount: false, reader: null },
    });
    const accepted = await doors.stranger("POST", `/api/invited/${token}/accept`, NEWCOMER);
    expect(accepted).toMatchObject({ status: 204, cookie: expect.stringContaining("bedel") });
    const me = (await doors.as(accepted.cookie)("GET", "/api/me")).body;
    expect(me).toMatchObject({
      member: { name: "Eva Nueva", role: "organizer", language: "es", zone: "Atlantic/Canary" },
      institution: { name: "Universidad" },
    });
    const list = (await admin("GET", "/api/members")).body as { members: { name: string; teams: string[] }[]; invitations: unknown[] };
    expect([list.invitations, list.members.find((m) => m.name === "Eva Nueva")?.teams]).toEqual([[], [team["id"]]]);
    expect((await doors.stranger("GET", `/api/invited/${token}`)).body).toMatchObject({ state: "used", email: "", inviter: "" });
    expect(await deedsIn(doors)).toEqual(["team_made", "member_invited", "member_joined"]);
    const stored = await doors.world.db.list(
      (r) => JSON.stringify(r),
      sql`select i.token_print::text, d.facts from invitations i join deliveries d on d.institution_id = i.institution_id`,
    );
    expect(stored.join(), "the address itself is kept nowhere").not.toContain(token);
  });

  test("of two who accept at once one becomes a member, once", async () => {
    const doors = await theDoors(await open());
    const { call: admin } = await doors.aPerson("Berta", "admin");
    await invite(admin, "eva@people.example");
    const token = await doors.mailedToken("eva@people.example");
    const both = await Promise.all([1, 2].map(() => doors.stranger("POST", `/api/invited/${token}/accept`, NEWCOMER)));
    expect(both.map((one) => one.status).toSorted()).toEqual([204, 409]);
    expect(both.find((one) => one.status === 409)?.body).toMatchObject({ because: "invitation_used" });
    expect(await doors.world.db.list((r) => Number(r["count"]), sql`select count(*) from members where email = 'eva@people.example'`)).toEqual([1]);
  });

  test("an address with an account is not made another: its person signs in and accepts, and works there from then on", async () => {
    const doors = await theDoors(await open());
    const { call: admin } = await doors.aPerson("Berta", "admin");
    const { call: carlos } = await doors.aPerson("Carlos", "organizer", await doors.anInstitution("Escuela"));
    const { call: diego } = await doors.aPerson("Diego", "organizer");
    expect((await admin("POST", "/api/invitations/preview", { lines: "carlos@universidad.example\nnobody@people.example" })).body).toMatchObject({
      good: 2, // nothing tells whether somebody has an account elsewhere
      lines: [{ because: null }, { because: null }],
    });
    await invite(admin, "carlos@universidad.example", { role: "organizer" });
    const url = `/api/invited/${await doors.mailedToken("carlos@universidad.example")}`;
    expect((await doors.stranger("GET", url)).body).toMatchObject({ hasAccount: true, reader: null });
    expect((await doors.stranger("POST", `${url}/accept`, NEWCOMER)).body).toMatchObject({ because: "has_an_account" });
    expect((await doors.stranger("POST", `${url}/accept`, KNOWN)).status).toBe(401);
    expect((await diego("GET", url)).body).toMatchObject({ reader: { email: "diego@universidad.example", isInvited: false } });
    expect((await diego("POST", `${url}/accept`, KNOWN)).body).toMatchObject({ because: "invited_is_somebody_else" });
    expect((await carlos("GET", url)).body).toMatchObject({ reader: { isInvited: true } });
    expect((await carlos("POST", `${url}/accept`, KNOWN)).status).toBe(204);
    expect((await carlos("GET", "/api/me")).body).toMatchObject({
      institution: { name: "Universidad" },
      institutions: [{ name: "Escuela" }, { name: "Universidad" }],
    });
  });

  test("sending again makes the former address void, revoking and a fortnight the last one", async () => {
    const doors = await theDoors(await open());
    const { call: admin } = await doors.aPerson("Berta", "admin");
    await invite(admin, "eva@people.example\njan@people.example");
    const first = await doors.mailedToken("eva@people.example");
    const { invitations } = (await admin("GET", "/api/members")).body as { invitations: { id: string; email: string; sent: number }[] };
    const [eva, jan] = ["eva@people.example", "jan@people.example"].map((email) => invitations.find((one) => one.email === email)!);
    const again = await Promise.all([1, 2].map(() => admin("POST", `/api/invitations/${eva!.id}/resend`, { sent: 1 })));
    expect(again.map((one) => one.status).toSorted()).toEqual([204, 409]);
    const second = await doors.mailedToken("eva@people.example");
    expect((await doors.stranger("GET", `/api/invited/${first}`)).status).toBe(404);
    expect((await doors.stranger("POST", `/api/invited/${first}/accept`, NEWCOMER)).status).toBe(404);
    expect((await doors.stranger("GET", `/api/invited/${second}`)).body).toMatchObject({ state: "open" });
    expect((await admin("DELETE", `/api/invitations/${eva!.id}`)).status).toBe(204);
    expect((await doors.stranger("GET", `/api/invited/${second}`)).body).toMatchObject({ state: "revoked" });
    expect((await doors.stranger("POST", `/api/invited/${second}/accept`, NEWCOMER)).body).toMatchObject({ because: "invitation_revoked" });
    expect((await admin("DELETE", `/api/invitations/${eva!.id}`)).body).toMatchObject({ because: "invitation_revoked" });
    const late = await doors.mailedToken("jan@people.example");
    await doors.world.pass(days(14));
    expect((await doors.stranger("POST", `/api/invited/${late}/accept`, NEWCOMER)).body).toMatchObject({ because: "invitation_expired" });
    expect((await admin("GET", "/api/members")).body).toMatchObject({ invitations: [{ email: "jan@people.example", state: "expired" }] });
    expect((await admin("POST", `/api/invitations/${jan!.id}/resend`, { sent: 1 })).status).toBe(204);
    expect((await doors.stranger("POST", `/api/invited/${await doors.mailedToken("jan@people.example")}/accept`, NEWCOMER)).status).toBe(204);
  });

  test("sent again while somebody chooses a password, the mail of before makes nobody a member", async () => {
    const doors = await theDoors(await open());
    const { world, signIn } = doors;
    const { call: admin } = await doors.aPerson("Berta", "admin");
    await invite(admin, "eva@people.example");
    const before = await doors.mailedToken("eva@people.example");
    const { invitations } = (await admin("GET", "/api/members")).body as { invitations: { id: string }[] };
    const hashOf = async (password: string): Promise<string> => {
      expect((await admin("POST", `/api/invitations/${invitations[0]!.id}/resend`, { sent: 1 })).status).toBe(204);
      return signIn.hashOf(password);
    };
    const by = { ...NEWCOMER, language: "es" } as const;
    const late = await accept(world, { hashOf }, before, { personId: null, signInId: null, onlyInstitution: null }, by);
    expect(late).toEqual({ ok: false, refusal: { because: "not_found" } });
    expect(await world.db.list((r) => r, sql`select from people where email = 'eva@people.example'`)).toEqual([]);
  });

  test("nobody of the demo, whose passwords everybody knows, accepts a real institution's invitation", async () => {
    const doors = await theDoors(await open());
    const demo = doors.world.random.uuid();
    await insertInstitution(doors.world.db, demo, { ...DEFAULT_SETTINGS, name: "Demo" }, "sandbox");
    const [{ call: admin }, { call: jan, member }] = [await doors.aPerson("Berta", "admin"), await doors.aPerson("Jan", "owner", demo)];
    await invite(admin, member.email);
    const url = `/api/invited/${await doors.mailedToken(member.email)}/accept`;
    expect((await jan("POST", url, KNOWN)).body).toMatchObject({ because: "person_of_the_demo" });
    expect((await doors.stranger("POST", url, NEWCOMER)).body).toMatchObject({ because: "has_an_account" });
    expect((await jan("GET", "/api/me")).body).toMatchObject({ institution: { id: demo }, institutions: [{ name: "Demo" }] });
  });

  test("whoever accepts has proven the address of an account that was not proven", async () => {
    const doors = await theDoors(await open());
    const [{ call: admin }, { call: jan, member }] = [await doors.aPerson("Berta", "admin"), await doors.aPerson("Jan", null)];
    const isProven = () => doors.world.db.one((r) => r["emailVerified"] as boolean, sql`select "emailVerified" from people where id = ${member.personId}`);
    await doors.world.db.run(sql`update people set "emailVerified" = false where id = ${member.personId}`);
    await invite(admin, member.email);
    const url = `/api/invited/${await doors.mailedToken(member.email)}`;
    expect([(await jan("GET", url)).status, await isProven()]).toEqual([200, false]);
    expect([(await jan("POST", `${url}/accept`, KNOWN)).status, await isProven()]).toEqual([204, true]);
  });

  test("only owners invite owners and administrators, or send and revoke such invitations; another institution's are not there", async () => {
    const doors = await theDoors(await open());
    const [{ call: owner }, { call: admin }] = [await doors.aPerson("Olga", "owner"), await doors.aPerson("Berta", "admin")];
    const { call: foreign } = await doors.aPerson("Fabio", "owner", await doors.anInstitution("Escuela"));
    for (const role of ["owner", "admin"])
      expect((await invite(admin, "eva@people.example", { role })).body).toMatchObject({ status: 403, because: "owners_only" });
    expect((await invite(owner, "eva@people.example", { role: "admin" })).body).toMatchObject({ invited: 1 });
    const { invitations } = (await owner("GET", "/api/members")).body as { invitations: { id: string }[] };
    const url = `/api/invitations/${invitations[0]!.id}`;
    expect([(await admin("POST", `${url}/resend`, { sent: 1 })).status, (await admin("DELETE", url)).status]).toEqual([403, 403]);
    expect([(await foreign("POST", `${url}/resend`, { sent: 1 })).status, (await foreign("DELETE", url)).status]).toEqual([404, 404]);
    expect((await foreign("GET", "/api/members")).body).toMatchObject({ invitations: [], members: [{ name: "Fabio" }] });
  });

  test("what only an owner may give is given no more by whoever is an owner no more", async () => {
    const doors = await theDoors(await open());
    const [olga, pavel, quim] = [await doors.aPerson("Olga", "owner"), await doors.aPerson("Pavel", "owner"), await doors.aPerson("Quim", "owner")];
    const invitedBy = async ({ call, member: { name } }: typeof olga) => {
      const tokens: string[] = [];
      for (const role of ["owner", "admin", "organizer"]) {
        const email = `${role}.of.${name.toLowerCase()}@people.example`;
        await invite(call, email, { role });
        tokens.push(await doors.mailedToken(email));
      }
      return tokens;
    };
    const [ofOlga, ofPavel, ofQuim] = [await invitedBy(olga), await invitedBy(pavel), await invitedBy(quim)];
    expect((await quim.call("PATCH", `/api/members/${olga.member.id}`, { role: "admin" })).status).toBe(204);
    expect((await quim.call("POST", `/api/members/${pavel.member.id}/remove`, { successor: null })).status).toBe(204);

    const states = (tokens: string[]) => Promise.all(tokens.map(async (token) => (await doors.stranger("GET", `/api/invited/${token}`)).body["state"]));
    for (const tokens of [ofOlga, ofPavel]) expect(await states(tokens)).toEqual(["revoked", "revoked", "open"]);
    expect(await states(ofQuim)).toEqual(["open", "open", "open"]);
    expect((await doors.stranger("POST", `/api/invited/${ofPavel[0]}/accept`, NEWCOMER)).body).toMatchObject({ because: "invitation_revoked" });
    expect((await deedsIn(doors)).filter((deed) => deed === "invitation_revoked")).toHaveLength(4);
  });
});
