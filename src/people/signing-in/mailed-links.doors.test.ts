import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld } from "../../../test/world.ts";
import { hours, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { DEFAULT_SETTINGS } from "../institution.ts";
import { insertInstitution, insertMember, saveLeft } from "../store.ts";
import { aDoor, canSignIn, entersAs, mailedAddress, PASSWORD } from "./door.fixtures.ts";

const tokenIn = (address: string): string => /[^/=]+$/.exec(address)![0];

eachDatabase((_, open) => {
  test("a mailed link signs in once, within a quarter of an hour", async () => {
    await using w = await aWorld(await open());
    const { browser } = await aDoor(w);
    const { email } = w.organizer;
    const person = browser();

    expect((await person.ask("POST", "/api/auth/sign-in/link", { email: email.toUpperCase() })).statusCode).toBe(204);
    const address = await mailedAddress(w, email);
    expect(address).toMatch(/^\/sign-in\/link\/[\w-]{22}$/);
    expect((await person.ask("POST", "/api/auth/sign-in/link/use", { token: tokenIn(address) })).json()).toEqual({ second: false });
    expect((await person.ask("GET", "/api/me")).json().member.email).toBe(email);

    expect((await browser().ask("POST", "/api/auth/sign-in/link/use", { token: tokenIn(address) })).json()).toMatchObject({
      status: 410,
      because: "link_dead",
    });
    await person.ask("POST", "/api/auth/sign-in/link", { email });
    const late = await mailedAddress(w, email);
    const chooses = { token: tokenIn(late), password: "another password" };
    expect((await browser().ask("POST", "/api/auth/reset-password", chooses)).statusCode, "a link to sign in chooses no password").toBe(410);
    await w.pass(minutes(15));
    expect((await browser().ask("POST", "/api/auth/sign-in/link/use", { token: tokenIn(late) })).statusCode).toBe(410);
  });

  test("whoever proves an address by the link puts out whoever chose its password without ever having proven it", async () => {
    await using w = await aWorld(await open());
    const { browser, signIn } = await aDoor(w);
    const { email, personId } = w.organizer;
    const [pretender, owner] = [browser(), browser()];
    await canSignIn(w, w.organizer, signIn);
    expect((await entersAs(pretender, email)).statusCode).toBe(200);
    await w.db.run(sql`update people set "emailVerified" = false where id = ${personId}`);
    await owner.ask("POST", "/api/auth/sign-in/link", { email });
    expect((await owner.ask("POST", "/api/auth/sign-in/link/use", { token: tokenIn(await mailedAddress(w, email)) })).statusCode).toBe(200);
    expect([(await owner.ask("GET", "/api/me")).statusCode, (await pretender.ask("GET", "/api/me")).statusCode]).toEqual([200, 401]);
    expect((await entersAs(browser(), email)).statusCode).toBe(401);
  });

  test("what is mailed to a real institution's member is its letter, not the demo's, whose mails everybody reads", async () => {
    await using w = await aWorld(await open());
    const demo = "00000000-0000-4000-8000-000000000001";
    await insertInstitution(w.db, demo, { ...DEFAULT_SETTINGS, name: "Demo" }, "sandbox");
    await insertMember(w.db, { ...w.organizer, institutionId: demo, id: w.random.uuid() });
    const { browser } = await aDoor(w);
    const letters = () => w.db.list((r) => r["institution_id"] as string, sql`select institution_id from deliveries where to_email = ${w.organizer.email}`);
    for (const url of ["/api/auth/sign-in/link", "/api/auth/forgotten-password"]) await browser().ask("POST", url, { email: w.organizer.email });
    await saveLeft(w.db, w.organizer, w.clock.now());
    await browser().ask("POST", "/api/auth/forgotten-password", { email: w.organizer.email });
    expect(await letters()).toEqual([w.institutionId, w.institutionId, w.institutionId]);
  });

  test("a stranger is told the same as anybody, gets no mail and no account", async () => {
    await using w = await aWorld(await open());
    const { browser } = await aDoor(w);
    for (const url of ["/api/auth/sign-in/link", "/api/auth/forgotten-password"]) {
      const [known, unknown] = [w.organizer.email, "nobody@elsewhere.example"].map(async (email) => {
        const asked = performance.now();
        const answer = await browser().ask("POST", url, { email });
        expect(performance.now() - asked, "an answer that comes at once tells").toBeGreaterThan(90);
        return answer;
      });
      expect([(await unknown!).statusCode, (await unknown!).body, (await unknown!).headers["content-type"]]).toEqual([
        (await known!).statusCode,
        (await known!).body,
        (await known!).headers["content-type"],
      ]);
    }
    await w.settle();
    expect(w.letters("nobody@elsewhere.example")).toEqual([]);
    expect(await w.db.one((r) => Number(r["n"]), sql`select count(*) as n from people`)).toBe(2);
    expect((await browser().ask("POST", "/api/auth/sign-up/email", { email: "x@y.example", password: "long enough", name: "x" })).statusCode).toBe(404);
    for (const closed of ["/api/auth/two-factor/disable", "/api/auth/sign-in/username", "/api/auth/change-password", "/api/auth/update-user"])
      expect((await browser().ask("POST", closed, { personId: w.admin.personId })).statusCode, closed).toBe(404);
  });

  test("whoever has left every institution can still choose a password and sign in: an invitation back asks for it", async () => {
    await using w = await aWorld(await open());
    const { browser } = await aDoor(w);
    const { email } = w.organizer;
    await saveLeft(w.db, w.organizer, w.clock.now());
    const person = browser();

    await person.ask("POST", "/api/auth/forgotten-password", { email });
    const token = tokenIn(await mailedAddress(w, email));
    expect((await person.ask("POST", "/api/auth/reset-password", { token, password: PASSWORD })).statusCode).toBe(204);
    expect((await entersAs(person, email)).json()).toEqual({ second: false });
    expect((await person.ask("GET", "/api/me")).json()).toMatchObject({ status: 403, because: "no_institution" });
    await person.ask("POST", "/api/auth/sign-in/link", { email });
    expect((await browser().ask("POST", "/api/auth/sign-in/link/use", { token: tokenIn(await mailedAddress(w, email)) })).statusCode).toBe(200);
  });

  test("a forgotten password is chosen anew, once, and everybody who was signed in is out", async () => {
    await using w = await aWorld(await open());
    const { browser, signIn } = await aDoor(w);
    const { email } = w.organizer;
    await canSignIn(w, w.organizer, signIn);
    const [before, after] = [browser(), browser()];
    expect((await entersAs(before, email)).json()).toEqual({ second: false });
    await after.ask("POST", "/api/auth/forgotten-password", { email });
    const address = await mailedAddress(w, email);
    expect(address).toMatch(/^\/reset-password\?token=[\w-]{22}$/);
    const reset = (password: string) => after.ask("POST", "/api/auth/reset-password", { token: tokenIn(address), password });

    expect((await reset("short")).json()).toMatchObject({ status: 422, errors: [{ field: "password", because: "too_short" }] });
    expect((await reset("battery staple")).statusCode).toBe(204);

    expect((await reset("battery staples")).statusCode).toBe(410);
    expect((await before.ask("GET", "/api/me")).statusCode).toBe(401);
    expect((await entersAs(after, email)).statusCode).toBe(401);
    expect((await entersAs(after, email, "battery staple")).statusCode).toBe(200);
    await after.ask("POST", "/api/auth/forgotten-password", { email });
    const late = await mailedAddress(w, email);
    await w.pass(hours(1));
    expect((await after.ask("POST", "/api/auth/reset-password", { token: tokenIn(late), password: PASSWORD })).statusCode).toBe(410);
  });

  test("whoever never had a password gets one by the same mail", async () => {
    await using w = await aWorld(await open());
    const { browser } = await aDoor(w);
    const person = browser();
    await person.ask("POST", "/api/auth/forgotten-password", { email: w.admin.email });
    const token = tokenIn(await mailedAddress(w, w.admin.email));
    await person.ask("POST", "/api/auth/reset-password", { token, password: PASSWORD });
    expect((await entersAs(person, w.admin.email)).statusCode).toBe(200);
  });

  test("a mailbox is not filled by whoever knows its address, and nobody is told", async () => {
    await using w = await aWorld(await open());
    const { browser } = await aDoor(w);
    const answers = [];
    for (let i = 0; i < 8; i += 1) answers.push((await browser().ask("POST", "/api/auth/sign-in/link", { email: w.organizer.email })).statusCode);
    await w.settle();
    expect(new Set(answers)).toEqual(new Set([204]));
    expect(w.letters(w.organizer.email)).toHaveLength(5);
  });

  test("the database holds no link that works", async () => {
    await using w = await aWorld(await open());
    const { browser } = await aDoor(w);
    await browser().ask("POST", "/api/auth/sign-in/link", { email: w.organizer.email });
    const token = tokenIn(await mailedAddress(w, w.organizer.email));
    for (const table of ["deliveries", "mailed_links", "verifications"]) {
      const rows = await w.db.list(
        (r) => JSON.stringify(r, (_key, value) => (value instanceof Uint8Array ? Buffer.from(value).toString() : value)),
        sql`select * from ${sql.table(table)}`,
      );
      expect(rows.join("\n")).not.toContain(token);
    }
  });

  test("ten wrong passwords a minute are enough, whichever process is asked", async () => {
    await using w = await aWorld(await open());
    const doors = [await aDoor(w), await aDoor(w)];
    await canSignIn(w, w.organizer, doors[0]!.signIn);
    for (let i = 0; i < 10; i += 1) expect((await entersAs(doors[i % 2]!.browser(), w.organizer.email, "wrong horse")).statusCode).toBe(401);
    expect((await entersAs(doors[0]!.browser(), w.organizer.email)).json()).toMatchObject({ status: 429, because: "too_many_requests" });
    expect((await entersAs(doors[1]!.browser(), w.organizer.email)).statusCode).toBe(429);
    expect((await entersAs(doors[0]!.browser(), w.admin.email)).statusCode).toBe(401);
  });
});
