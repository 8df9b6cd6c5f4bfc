import { TOTP } from "otpauth";
import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld } from "../../../test/world.ts";
import { wallClock } from "../../platform/clock.ts";
import { sql } from "../../platform/database.ts";
import { saveSettings, institutionById } from "../store.ts";
import { aDoor, canSignIn, entersAs, mailedAddress, PASSWORD, type Browser } from "../signing-in/door.fixtures.ts";

const codeFor = (secret: string): string => new TOTP({ secret }).generate();
/** A code that holds already, for another sign-in within the same half minute. */
const nextCodeFor = (secret: string): string => new TOTP({ secret }).generate({ timestamp: wallClock() + 30_000 });

/** Turns the second step on; what was shown once. */
async function turnsOn(person: Browser): Promise<{ secret: string; address: string; backupCodes: string[]; qr: string }> {
  const begun = (await person.ask("POST", "/api/account/two-factor", { password: PASSWORD })).json();
  const confirmed = await person.ask("POST", "/api/account/two-factor/confirm", { code: codeFor(begun.secret) });
  expect(confirmed.statusCode, confirmed.body).toBe(204);
  return begun;
}

const second = (person: Browser, code: string, more: object = {}) => person.ask("POST", "/api/auth/second-step", { code, by: "app", trust: false, ...more });

eachDatabase((_, open) => {
  test("the second step is asked for once a code was shown to be right, and by every way in", async () => {
    await using w = await aWorld(await open());
    const { browser, signIn } = await aDoor(w);
    const { email } = w.organizer;
    await canSignIn(w, w.organizer, signIn);
    const person = browser();
    await entersAs(person, email);

    const wrong = await person.ask("POST", "/api/account/two-factor", { password: "wrong horse" });
    expect(wrong.json()).toMatchObject({ status: 422, errors: [{ field: "password", because: "password_wrong" }] });
    await person.ask("POST", "/api/account/two-factor", { password: PASSWORD });
    expect((await entersAs(browser(), email)).json()).toEqual({ second: false });
    const { secret, qr, address, backupCodes } = await turnsOn(person);

    expect([address, qr.slice(0, 4), backupCodes.length]).toEqual([expect.stringMatching(/^otpauth:\/\/totp\//), "<svg", 10]);
    expect((await person.ask("GET", "/api/me")).json().security).toEqual({ twoFactor: true, mustSetUp: false });
    const other = browser();
    expect((await entersAs(other, email)).json()).toEqual({ second: true });
    expect((await other.ask("GET", "/api/me")).statusCode).toBe(401);
    expect((await second(other, "000000")).json()).toMatchObject({ status: 401, errors: [{ field: "code", because: "wrong_code" }] });
    expect((await second(other, ` ${codeFor(secret).slice(0, 3)} ${codeFor(secret).slice(3)}`)).json()).toEqual({ second: false });
    expect((await other.ask("GET", "/api/me")).statusCode).toBe(200);
    const byMail = browser();
    await byMail.ask("POST", "/api/auth/sign-in/link", { email });
    const token = (await mailedAddress(w, email)).split("/").at(-1)!;
    expect((await byMail.ask("POST", "/api/auth/sign-in/link/use", { token })).json()).toEqual({ second: true });
    expect((await byMail.ask("GET", "/api/me")).statusCode).toBe(401);
    expect((await second(byMail, nextCodeFor(secret))).statusCode).toBe(200);
  });

  test("a backup code works once, a trusted device is not asked again, and wrong codes come to an end", async () => {
    await using w = await aWorld(await open());
    const { browser, signIn } = await aDoor(w);
    const { email } = w.organizer;
    await canSignIn(w, w.organizer, signIn);
    const person = browser();
    await entersAs(person, email);
    const { secret, backupCodes } = await turnsOn(person);
    const [code] = backupCodes as [string];

    const [other, third] = [browser(), browser()];
    await entersAs(other, email);
    expect((await second(other, code, { by: "backup code", trust: true })).statusCode).toBe(200);
    await other.ask("POST", "/api/auth/sign-out", {});
    expect((await entersAs(other, email)).json()).toEqual({ second: false });
    await entersAs(third, email);
    expect((await second(third, code, { by: "backup code" })).statusCode).toBe(401);
    for (let i = 0; i < 4; i += 1) await second(third, "000000");
    expect((await second(third, codeFor(secret))).json().because).toMatch(/too_many_codes|code_expired/);
    expect((await third.ask("GET", "/api/me")).statusCode).toBe(401);
    const fresh = (await person.ask("POST", "/api/account/two-factor/backup-codes", { password: PASSWORD })).json().backupCodes;
    expect(fresh).toHaveLength(10);
    expect(fresh).not.toContain(backupCodes[1]);
  });

  test("whoever ends a sign-in elsewhere, or turns the second step off, trusts no device any more", async () => {
    await using w = await aWorld(await open());
    const { browser, signIn } = await aDoor(w);
    const { email } = w.organizer;
    await canSignIn(w, w.organizer, signIn);
    const [person, stolen] = [browser(), browser()];
    await entersAs(person, email);
    let { backupCodes } = await turnsOn(person);
    const trusts = async (): Promise<void> => {
      expect((await entersAs(stolen, email)).json()).toEqual({ second: true });
      expect((await second(stolen, backupCodes.pop()!, { by: "backup code", trust: true })).statusCode).toBe(200);
    };

    await trusts();
    const { signIns } = (await person.ask("GET", "/api/account")).json();
    const { id } = signIns.find((one: { isThis: boolean }) => !one.isThis);
    expect((await person.ask("DELETE", `/api/account/sign-ins/${id}`)).statusCode).toBe(204);
    await trusts();
    expect((await person.ask("DELETE", "/api/account/sign-ins")).statusCode).toBe(204);
    await trusts();
    await person.ask("POST", "/api/account/two-factor/off", { password: PASSWORD });
    ({ backupCodes } = await turnsOn(person));
    await trusts();
  });

  test("a code of the app lets in once: whoever saw it typed comes too late", async () => {
    await using w = await aWorld(await open());
    const { browser, signIn } = await aDoor(w);
    await canSignIn(w, w.organizer, signIn);
    const [person, owner, watcher] = [browser(), browser(), browser()];
    await entersAs(person, w.organizer.email);
    const { secret } = await turnsOn(person);
    for (const each of [owner, watcher]) await entersAs(each, w.organizer.email);
    const code = nextCodeFor(secret);
    expect((await second(owner, code)).statusCode).toBe(200);
    expect((await second(watcher, code)).json()).toMatchObject({ status: 401, errors: [{ field: "code", because: "code_used" }] });
    expect((await watcher.ask("GET", "/api/me")).statusCode).toBe(401);
    expect((await owner.ask("GET", "/api/account")).json().signIns).toHaveLength(2);
  });

  test("turning the second step off asks for the password; its secret can't be read in the database", async () => {
    await using w = await aWorld(await open());
    const { browser, signIn } = await aDoor(w);
    await canSignIn(w, w.organizer, signIn);
    const person = browser();
    await entersAs(person, w.organizer.email);
    const { secret, backupCodes } = await turnsOn(person);
    const kept = JSON.stringify(await w.db.list((r) => r, sql`select * from two_factors`));
    expect(kept.length).toBeGreaterThan(100);
    for (const one of [secret, ...backupCodes]) expect(kept).not.toContain(one);

    expect((await person.ask("POST", "/api/account/two-factor/off", { password: "wrong horse" })).statusCode).toBe(422);
    expect((await entersAs(browser(), w.organizer.email)).json()).toEqual({ second: true });
    expect((await person.ask("POST", "/api/account/two-factor/off", { password: PASSWORD })).statusCode).toBe(204);
    expect((await entersAs(browser(), w.organizer.email)).json()).toEqual({ second: false });
    expect((await person.ask("GET", "/api/account")).json()).toMatchObject({ twoFactor: false, hasPassword: true, enteredBy: null });
  });

  test("where the institution insists on it, nothing can be done before the second step is set up", async () => {
    await using w = await aWorld(await open());
    const { browser, signIn } = await aDoor(w);
    await canSignIn(w, w.organizer, signIn);
    const { settings, revision } = (await institutionById(w.db, w.institutionId))!;
    await saveSettings(w.db, w.institutionId, { ...settings, requireTwoFactor: true }, revision);
    const person = browser();
    await entersAs(person, w.organizer.email);

    expect((await person.ask("GET", "/api/me")).json().security).toEqual({ twoFactor: false, mustSetUp: true });
    expect((await person.ask("GET", "/api/settings")).json()).toMatchObject({ status: 403, because: "two_factor_first" });
    await turnsOn(person);
    expect((await person.ask("GET", "/api/settings")).statusCode).toBe(200);
    expect((await person.ask("GET", "/api/me")).json().security).toEqual({ twoFactor: true, mustSetUp: false });
  });

  test("people see where they are signed in, and end one or all others; nobody else's", async () => {
    await using w = await aWorld(await open());
    const { browser, signIn } = await aDoor(w);
    for (const member of [w.organizer, w.admin]) await canSignIn(w, member, signIn);
    const [here, there, elsewhere, admin] = [browser(), browser(), browser(), browser()];
    for (const each of [here, there, elsewhere]) await entersAs(each, w.organizer.email);
    await entersAs(admin, w.admin.email);
    const account = (await here.ask("GET", "/api/account")).json();
    expect(account.signIns).toHaveLength(3);
    expect(account.signIns.filter((one: { isThis: boolean }) => one.isThis)).toMatchObject([{ browser: "Firefox", system: "Linux", address: "127.0.0.1" }]);
    const foreign = (await admin.ask("GET", "/api/account")).json().signIns[0].id;
    const another = account.signIns.find((one: { isThis: boolean }) => !one.isThis).id;

    expect((await here.ask("DELETE", `/api/account/sign-ins/${foreign}`)).statusCode).toBe(404);
    expect((await here.ask("DELETE", `/api/account/sign-ins/${another}`)).statusCode).toBe(204);
    expect((await here.ask("GET", "/api/account")).json().signIns).toHaveLength(2);
    await here.ask("DELETE", "/api/account/sign-ins");

    expect(await Promise.all([here, there, elsewhere, admin].map(async (each) => (await each.ask("GET", "/api/me")).statusCode))).toEqual([200, 401, 401, 200]);
  });

  test("a sign-in that is used lasts on, and its cookie with it", async () => {
    await using w = await aWorld(await open());
    const { browser, signIn } = await aDoor(w);
    await canSignIn(w, w.organizer, signIn);
    const person = browser();
    await entersAs(person, w.organizer.email);
    const hoursLeft = (): Promise<number | null> =>
      w.db.one((r) => Number(r["hours"]), sql`select extract(epoch from "expiresAt" - clock_timestamp()) / 3600 as hours from sign_ins`);
    expect((await person.ask("GET", "/api/me")).headers["set-cookie"]).toBeUndefined();
    await w.db.run(sql`update sign_ins set "expiresAt" = clock_timestamp() + interval '2 hours'`);

    expect(String((await person.ask("GET", "/api/me")).headers["set-cookie"])).toMatch(/^bedel\.session_token=.*Max-Age=1209600/);

    expect(await hoursLeft()).toBeGreaterThan(300);
    await w.db.run(sql`update sign_ins set "expiresAt" = clock_timestamp() - interval '1 second'`);
    expect((await person.ask("GET", "/api/me")).statusCode).toBe(401);
  });

  test("a changed password ends the other sign-ins; the name is what others see", async () => {
    await using w = await aWorld(await open());
    const { browser, signIn } = await aDoor(w);
    await canSignIn(w, w.organizer, signIn);
    const [here, there] = [browser(), browser()];
    for (const each of [here, there]) await entersAs(each, w.organizer.email);
    const change = (current: string, next: string) => here.ask("POST", "/api/account/password", { current, next });

    expect((await change("wrong horse", "battery staple")).json()).toMatchObject({ status: 422, errors: [{ field: "current" }] });
    expect((await change(PASSWORD, "short")).json()).toMatchObject({ status: 422, errors: [{ field: "next", because: "too_short" }] });
    expect((await change(PASSWORD, "battery staple")).statusCode).toBe(204);
    await here.ask("PATCH", "/api/me", { name: "  Łukasz de la Torre " });

    expect((await there.ask("GET", "/api/me")).statusCode).toBe(401);
    expect((await here.ask("GET", "/api/me")).json().member.name).toBe("Łukasz de la Torre");
    expect((await entersAs(there, w.organizer.email, "battery staple")).statusCode).toBe(200);
  });
});
