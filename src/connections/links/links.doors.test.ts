import { expect, test } from "vitest";
import { ADMINISTRATOR, OWNER } from "../../../sandbox/oauth/testing.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { days } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { aScene, type Scene } from "../authorizing/authorizing.fixtures.ts";

type Made = { id: string; token: string };

/** Copied by an administrator. */
async function copied(s: Scene): Promise<Made> {
  const { status, body } = await s.browser(s.admin).ask("POST", "/api/connection/links", { email: null, language: "es" });
  expect(status).toBe(200);
  return { id: body["link"].id, token: String(body["address"]).split("/connect/")[1]! };
}

const stateOf = async (s: Scene, id: string): Promise<string> =>
  (await s.browser(s.admin).ask("GET", "/api/connection/connecting")).body["links"].find((link: { id: string }) => link.id === id).state;

const follow = async (s: Scene, { token }: Made, email = OWNER) => {
  const stranger = s.browser(null);
  return stranger.land(await s.consent(await stranger.leave(`/api/connect/${token}/authorize`), email));
};

eachDatabase((_, open) => {
  test("a stranger reads what is asked, authorizes, and an administrator confirms the account", async () => {
    await using s = await aScene(await open());
    const link = await copied(s);
    expect(await stateOf(s, link.id)).toBe("sent");
    const { body } = await s.browser(null).ask("GET", `/api/connect/${link.token}`);
    expect(body).toMatchObject({ state: "opened", institution: "Universidad", inviter: "Begoña Larrañaga", language: "es", whyNot: null, leads: { generation: 24 * 60, links: 15 }, permissions: ["User:Read", "User:Edit", "UsageReport:Read", "DashboardWebinars:Read"] }); // prettier-ignore
    expect(await stateOf(s, link.id)).toBe("opened");

    const before = await s.inPlace();
    expect(await follow(s, link)).toMatchObject({ page: "/connect/thanks", outcome: "to_confirm", details: { account: "sandbox-account" } });
    expect(await stateOf(s, link.id)).toBe("authorized");
    expect(await s.inPlace(), "nothing is used before the yes").toEqual(before);
    await s.settle();
    expect(s.letters(s.admin.email).at(-1)).toMatchObject({ subject: "Zoom was authorized: please confirm the account", text: expect.stringContaining(OWNER) });
    expect(s.letters(s.organizer.email)).toEqual([]);

    const admin = s.browser(s.admin);
    const [candidate] = (await admin.ask("GET", "/api/connection/connecting")).body["candidates"];
    expect(candidate).toMatchObject({ byLink: true, account: { by: OWNER, role: "Owner" }, instead: null });
    expect((await admin.ask("POST", `/api/connection/candidates/${candidate.id}/confirm`)).status).toBe(204);
    expect(await s.inPlace()).toMatchObject({ app: "admin", authorizedBy: { email: OWNER } });
  });

  test("a mailed link goes out in its reader's language, and is shown to nobody else and kept nowhere", async () => {
    await using s = await aScene(await open());
    const { body } = await s.browser(s.admin).ask("POST", "/api/connection/links", { email: "zoom@universidad.example", language: "es" });
    expect(body).toMatchObject({ address: null, link: { email: "zoom@universidad.example", state: "sent" } });
    await s.settle();
    const letter = s.letters("zoom@universidad.example").at(-1)!;
    expect(letter.subject).toBe("Universidad pide autorizar su vinculación con Zoom");
    const token = /\/connect\/([\w-]{22})/.exec(letter.text)![1]!;
    expect((await s.browser(null).ask("GET", `/api/connect/${token}`)).status).toBe(200);
    for (const table of ["connection_links", "deliveries", "audit_log"])
      expect(JSON.stringify(await s.db.list((r) => r, sql`select * from ${sql.table(table)} where institution_id = ${s.institutionId}`))).not.toContain(token);
  });

  test("a program that looks through mails opens the link, and uses nothing up", async () => {
    await using s = await aScene(await open());
    const link = await copied(s);
    for (let looks = 0; looks < 3; looks++) await s.browser(null).ask("GET", `/api/connect/${link.token}`);
    expect(await follow(s, link)).toMatchObject({ outcome: "to_confirm" });
  });

  test("it works once: declining leaves it open, authorizing closes it", async () => {
    await using s = await aScene(await open());
    const link = await copied(s);
    const stranger = s.browser(null);
    const leave = () => stranger.leave(`/api/connect/${link.token}/authorize`);
    expect(await stranger.land(await s.consent(await leave(), OWNER, "decline"))).toMatchObject({ page: "/connect/thanks", outcome: "declined" });
    const late = await s.consent(await leave(), ADMINISTRATOR);
    expect(await follow(s, link)).toMatchObject({ outcome: "to_confirm" });

    expect(await stranger.land(late)).toMatchObject({ outcome: "link_gone" });
    expect((await s.browser(null).ask("POST", `/api/connect/${link.token}/authorize`)).body["because"]).toBe("link_gone");
    expect((await s.browser(null).ask("GET", `/api/connect/${link.token}`)).body["state"]).toBe("authorized");
  });

  test("two who follow the same link at once: one is kept, the other is given back to Zoom", async () => {
    await using s = await aScene(await open());
    const link = await copied(s);
    const readers = [OWNER, ADMINISTRATOR].map((email) => ({ email, at: s.browser(null) }));
    const back = await Promise.all(readers.map(async ({ email, at }) => s.consent(await at.leave(`/api/connect/${link.token}/authorize`), email)));
    const outcomes = (await Promise.all(readers.map(({ at }, n) => at.land(back[n]!)))).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(["link_gone", "to_confirm"]);
    const { authorizations } = await s.control("apps");
    expect(authorizations.filter((one: { endedAt: unknown }) => one.endedAt === null)).toHaveLength(1);
    expect((await s.browser(s.admin).ask("GET", "/api/connection/connecting")).body["candidates"]).toHaveLength(1);
  });

  test("one that was revoked, or is a week old, opens nothing and says so", async () => {
    await using s = await aScene(await open());
    const [revoked, old] = [await copied(s), await copied(s)];
    const admin = s.browser(s.admin);
    expect((await admin.ask("POST", `/api/connection/links/${revoked.id}/revoke`)).status).toBe(204);
    expect((await admin.ask("POST", `/api/connection/links/${revoked.id}/revoke`)).status).toBe(404);
    await s.pass(days(7));
    for (const [link, state] of [[revoked, "revoked"], [old, "expired"]] as const) {
      expect(await stateOf(s, link.id)).toBe(state);
      expect((await s.browser(null).ask("GET", `/api/connect/${link.token}`)).body["state"]).toBe(state);
      expect((await s.browser(null).ask("POST", `/api/connect/${link.token}/authorize`)).status).toBe(409);
    } // prettier-ignore
    expect((await s.browser(null).ask("GET", "/api/connect/nobody-has-this-token")).status).toBe(404);
  });

  test("the person whose connection is in use needs no yes: Zoom has ended the old token, and the new one is taken at once", async () => {
    await using s = await aScene(await open());
    await s.authorize(s.admin, OWNER);
    expect(await follow(s, await copied(s), OWNER)).toMatchObject({ outcome: "reconnected" });
    expect((await s.inPlace()).number).toBeGreaterThan(1);
  });

  test("how an attempt by a link ended is told to its own browser only", async () => {
    await using s = await aScene(await open());
    const link = await copied(s);
    const stranger = s.browser(null);
    const back = await s.consent(await stranger.leave(`/api/connect/${link.token}/authorize`), OWNER);
    await stranger.land(back);
    const id = await s.db.one((r) => r["id"] as string, sql`select id from authorizations where institution_id = ${s.institutionId}`);
    expect((await stranger.ask("GET", `/api/connect/attempts/${id}`)).body).toMatchObject({ outcome: "to_confirm" });
    expect((await s.browser(null).ask("GET", `/api/connect/attempts/${id}`)).status).toBe(404);
    expect((await s.browser(s.admin).ask("GET", `/api/connection/attempts/${id}`)).status).toBe(404);
  });

  test("where the server has no app that administrators could authorize, no link is made", async () => {
    await using s = await aScene(await open());
    s.zooms.real!.admin = null;
    expect((await s.browser(s.admin).ask("POST", "/api/connection/links", { email: null, language: "en" })).body["because"]).toBe("no_admin_app");
    expect((await s.browser(s.admin).ask("POST", "/api/connection/authorize")).body["because"]).toBe("no_admin_app");
  });
});
