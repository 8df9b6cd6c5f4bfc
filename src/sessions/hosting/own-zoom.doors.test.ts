import { describe, expect, test } from "vitest";
import { ADMINISTRATOR, TEACHER } from "../../../sandbox/oauth/testing.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { change, fault } from "../../../test/support/sessions.ts";
import { aMember, NINE, valueOf, type WorldOptions } from "../../../test/world.ts";
import { aScene, type Scene } from "../../connections/authorizing/authorizing.fixtures.ts";
import { connectionsOf } from "../../connections/actions.ts";
import { myZoomRoutes } from "../../connections/personal/routes.ts";
import type { MyZoom, Preview } from "../../connections/personal/contract.ts";
import { after, days, hours, minutes } from "../../lib/time.ts";
import type { Member } from "../../people/member.ts";
import { at, sql, type Database } from "../../platform/database.ts";
import { aboveOwnZooms } from "./own-zoom-actions.ts";

const LUKASZ = { id: "uLukasz", email: "lukasz@universidad.example" };
const START = after(NINE, hours(2));
const FAR = after(NINE, days(3));

type Own = Scene & {
  hosts(): Promise<string[]>;
  page(who?: Member): Promise<MyZoom>;
  post(path: string, who?: Member): Promise<number>;
  preview(): Promise<Preview>;
  teacherId: string;
};

/** An organizer with a user in the institution's account, and one of another address as own Zoom. */
async function aHouse(db: Database, options: WorldOptions = {}): Promise<Own> {
  const w = await aScene(db, { people: [LUKASZ], ...options, routes: (app, world) => myZoomRoutes(app, world, aboveOwnZooms(world)) });
  const ask = async (method: "GET" | "POST", path: string, who: Member) => w.browser(who).ask(method, path, method === "GET" ? undefined : {});
  return {
    ...w,
    hosts: async () => (await w.meetings()).map((meeting) => String(meeting["hostId"])),
    page: async (who = w.organizer) => (await ask("GET", "/api/my-zoom", who)).body as unknown as MyZoom,
    post: async (path, who = w.organizer) => (await ask("POST", `/api/my-zoom/${path}`, who)).status,
    preview: async () => (await ask("GET", "/api/my-zoom/preview", w.organizer)).body as unknown as Preview,
    teacherId: (await db.one((r) => String(r["id"]), sql`select id from hosts where email = ${TEACHER}`))!,
  };
}

eachDatabase((_name, open) => {
  describe("which Zoom makes the meeting", () => {
    test("whoever has connected nothing is found by the e-mail address; an own Zoom goes before that, and disconnecting it gives the place back", async () => {
      await using w = await aHouse(await open());
      expect((await w.page()).inForce).toEqual({ is: "institution", email: LUKASZ.email, because: null });
      await w.ask({ source: "personal", start: START });
      await w.settle();
      expect(await w.hosts()).toEqual([LUKASZ.id]);

      expect(await w.personal(w.organizer, TEACHER)).toMatchObject({ outcome: "personal_connected" });
      await w.settle();
      expect((await w.page()).inForce).toEqual({ is: "personal", email: TEACHER, because: null });
      await w.ask({ source: "personal", start: after(START, hours(2)) });
      await w.settle();
      expect(await w.hosts()).toEqual([LUKASZ.id, w.teacherId]);

      expect(await w.post("disconnect")).toBe(204);
      expect((await w.page()).inForce).toEqual({ is: "institution", email: LUKASZ.email, because: null });
      await w.ask({ source: "personal", start: after(START, hours(4)) });
      await w.settle();
      expect(await w.hosts()).toEqual([LUKASZ.id, w.teacherId, LUKASZ.id]);
    });

    test("what is not made yet follows, what is made stays", async () => {
      await using w = await aHouse(await open());
      await w.personal(w.organizer, TEACHER);
      const [soon, far] = [await w.ask({ source: "personal", start: START }), await w.ask({ source: "personal", start: FAR })];
      await w.settle();
      expect(await w.preview()).toMatchObject({
        instead: { is: "institution" },
        counts: { falls_back: 1, not_made: 0, stays: 1 },
        next: [{ id: soon.id, fate: "stays" }, { id: far.id, fate: "falls_back" }], // prettier-ignore
      });

      await w.post("disconnect");
      await w.settle();
      expect(await w.session(soon)).toMatchObject({ hostId: w.teacherId });
      expect(await w.session(far)).toMatchObject({ hostId: LUKASZ.id, via: null });
      await w.personal(w.organizer, TEACHER);
      await w.settle();
      expect(await w.session(far)).toMatchObject({ hostId: w.teacherId, via: (await w.session(soon)).via });
      expect(await w.hosts()).toEqual([w.teacherId]);
    });

    test("a session that was made by it, and is changed after it is gone, is made anew by the institution's", async () => {
      await using w = await aHouse(await open());
      await w.personal(w.organizer, TEACHER);
      const s = await w.ask({ source: "personal", start: START });
      await w.settle();
      await w.post("disconnect");
      valueOf(await change(w, s, { start: after(START, hours(3)) }));
      await w.pass(minutes(10));
      expect(await w.session(s)).toMatchObject({ hostId: LUKASZ.id, via: null, meeting: { hostId: LUKASZ.id } });
    });

    test("connecting the institution again leaves it alone", async () => {
      await using w = await aHouse(await open());
      await w.personal(w.organizer, TEACHER);
      await w.authorize(w.admin);
      await w.settle();
      expect((await w.page()).inForce).toMatchObject({ is: "personal", email: TEACHER });
    });

    test("without any, the page says why", async () => {
      await using w = await aHouse(await open(), { people: [] });
      expect((await w.page()).inForce).toEqual({ is: "none", email: null, because: "no_zoom_user" });
      expect(await w.tryToAsk({ source: "personal" })).toMatchObject({ ok: false, refusal: { because: "no_own_zoom" } });
      await w.db.run(sql`update connections set state = 'disconnected'`);
      expect((await w.page()).inForce.because).toBe("institution_disconnected");
    });

    test("webinars are beyond a person's own app", async () => {
      await using w = await aHouse(await open());
      await w.personal(w.organizer, TEACHER);
      expect(await w.tryToAsk({ source: "personal", kind: "webinar" })).toMatchObject({ ok: false, refusal: { because: "host_has_no_webinars" } });
    });
  });

  describe("an own Zoom that dies", () => {
    test("is noticed by the first call that fails: its member gets one mail, sessions fall back, and it comes back when connected again", async () => {
      await using w = await aHouse(await open());
      await w.personal(w.organizer, TEACHER);
      const s = await w.ask({ source: "personal", start: after(NINE, hours(30)) });
      await w.control("deauthorize", { clientId: "sandbox-user-app", userId: w.teacherId });
      await w.advanceTo(after(NINE, hours(8)));

      expect(await w.session(s)).toMatchObject({ hostId: LUKASZ.id, via: null, meeting: { hostId: LUKASZ.id } });
      expect((await w.page()).own).toMatchObject({ standing: "reconnect needed" });
      const told = (name: string) => w.letters(name).filter(({ subject }) => subject === "Your own Zoom must be connected again");
      expect(told("lukasz")).toHaveLength(1);
      expect(told("begona")).toEqual([]);

      await w.personal(w.organizer, TEACHER);
      await w.settle();
      expect((await w.page()).own.standing).toBe("connected");
      expect(told("lukasz")).toHaveLength(1);
    });
  });

  describe("disconnecting", () => {
    test("ends at Zoom what opens it, and keeps nothing of it but that it was", async () => {
      await using w = await aHouse(await open());
      await w.personal(w.organizer, TEACHER);
      await w.post("disconnect");
      const row = await w.db.one((r) => r, sql`select * from connections where kind = 'personal'`);
      expect(row).toMatchObject({ state: "disconnected", token_sealed: null, refresh_sealed: null, ending_at: null, zoom_user_email: TEACHER });
      expect(((await w.control("apps"))["authorizations"] as { endedAt: unknown }[]).map(({ endedAt }) => endedAt)).not.toContain(null);
      expect(await w.post("disconnect")).toBe(409);
      const deeds = await w.db.list((r) => String(r["what"]), sql`select what from audit_log where what like 'own_zoom%' order by seq`);
      expect(deeds).toEqual(["own_zoom_connected", "own_zoom_disconnected"]);
    });

    test("is in force at once when Zoom is away, is told to it until it has confirmed, and says so", async () => {
      await using w = await aHouse(await open());
      await w.personal(w.organizer, TEACHER);
      await fault(w, "POST /oauth/revoke", "refuse", { times: 2, status: 503 });
      expect(await w.post("disconnect")).toBe(204);
      expect(await w.page()).toMatchObject({ inForce: { is: "institution" }, own: { standing: "disconnected", endingAt: expect.any(String) } });
      await w.pass(minutes(30));
      expect((await w.page()).own).toMatchObject({ standing: "disconnected", endingAt: null });
      expect(await w.db.one((r) => r["token_sealed"], sql`select token_sealed from connections where kind = 'personal'`)).toBeNull();
    });
  });

  describe("whose Zoom user", () => {
    test("two members can't have one and the same", async () => {
      await using w = await aHouse(await open());
      const eva = await w.another("Eva", "organizer");
      await w.personal(w.organizer, TEACHER);
      expect(await w.personal(eva, TEACHER)).toMatchObject({ outcome: "personal_taken" });
      expect((await w.page(eva)).own.standing).toBe("none");
    });

    test("another one than before waits for the member's yes", async () => {
      await using w = await aHouse(await open());
      await w.personal(w.organizer, TEACHER);
      const s = await w.ask({ source: "personal", start: FAR });
      expect(await w.personal(w.organizer, ADMINISTRATOR)).toMatchObject({ outcome: "personal_other_user" });
      const { candidate, inForce } = await w.page();
      expect([candidate!.email, inForce.email]).toEqual([ADMINISTRATOR, TEACHER]);

      const eva = await w.another("Eva", "organizer");
      expect(await w.post(`candidates/${candidate!.id}/confirm`, eva)).toBe(404);
      expect(await w.post(`candidates/${candidate!.id}/confirm`)).toBe(204);
      expect((await w.page()).inForce.email).toBe(ADMINISTRATOR);
      expect((await w.session(s)).hostId).not.toBe(w.teacherId);
      expect((await connectionsOf(w.db, w.institutionId)).filter(({ kind }) => kind === "personal").map(({ state }) => state).toSorted()).toEqual(["connected", "disconnected"]); // prettier-ignore
    });

    test("or is refused, and what is connected stays", async () => {
      await using w = await aHouse(await open());
      await w.personal(w.organizer, TEACHER);
      await w.personal(w.organizer, ADMINISTRATOR);
      const { candidate } = await w.page();
      expect(await w.post(`candidates/${candidate!.id}/refuse`)).toBe(204);
      expect(await w.post(`candidates/${candidate!.id}/refuse`)).toBe(404);
      expect(await w.page()).toMatchObject({ candidate: null, inForce: { email: TEACHER } });
    });
  });

  test("whoever is removed from the institution leaves none behind", async () => {
    await using w = await aHouse(await open());
    await w.personal(w.organizer, TEACHER);
    await w.db.run(sql`update members set left_at = ${at(w.clock.now())} where id = ${w.organizer.id}`);
    await w.settle();
    expect(await w.db.one((r) => [r["state"], r["token_sealed"]], sql`select state, token_sealed from connections where kind = 'personal'`)).toEqual([
      "disconnected",
      null,
    ]);
  });

  test("two authorizations at once by one member leave one connection, and the later one lives", async () => {
    await using w = await aHouse(await open());
    const cookie = "q".repeat(32);
    const browser = w.browser(w.organizer, cookie);
    const [first, second] = [
      await w.consent(await browser.leave("/api/my-zoom/authorize"), TEACHER),
      await w.consent(await browser.leave("/api/my-zoom/authorize"), TEACHER),
    ];
    const landed = (await Promise.all([browser.land(first!), browser.land(second!)])).map(({ outcome }) => outcome);
    expect(landed).toContain("personal_connected");
    expect((await w.page()).own.standing).toBe("connected");
    await w.zoomOf(w.institutionId, 0, (await connectionsOf(w.db, w.institutionId)).find(({ kind }) => kind === "personal")!.id).whoAmI();
  });

  test("members of another institution may have the same Zoom user, and are none of ours", async () => {
    await using w = await aHouse(await open());
    await w.personal(w.organizer, TEACHER);
    const elsewhere = w.random.uuid();
    await w.db.run(
      sql`insert into institutions select (jsonb_populate_record(i, jsonb_build_object('institution_id', ${elsewhere}::text))).* from institutions i where institution_id = ${w.institutionId}`,
    );
    const stranger = await aMember(w.db, { institutionId: elsewhere, id: w.random.uuid(), name: "Eva", email: "eva@elsewhere.example", role: "admin" });
    expect((await w.page(stranger)).own.standing).toBe("none");
    expect(await w.post("disconnect", stranger)).toBe(409);
    expect((await w.browser(stranger).ask("GET", "/api/connection/users")).body["users"]).toMatchObject([
      { name: "Eva", inForce: { is: "none", because: "never_connected" } },
    ]);
    expect(await w.personal(stranger, TEACHER)).toMatchObject({ outcome: "personal_connected" });
  });

  test("administrators see who has which, and why none", async () => {
    await using w = await aHouse(await open());
    await w.personal(await w.another("Eva", "organizer"), TEACHER);
    const { body } = await w.browser(w.admin).ask("GET", "/api/connection/users");
    expect(body["users"]).toMatchObject([
      { name: "Begoña Larrañaga", inForce: { is: "none", because: "no_zoom_user" } },
      { name: "Eva", inForce: { is: "personal", email: TEACHER } },
      { name: "Łukasz Żak", inForce: { is: "institution", email: LUKASZ.email } },
    ]);
    expect((await w.browser(w.organizer).ask("GET", "/api/connection/users")).status).toBe(403);
  });
});
