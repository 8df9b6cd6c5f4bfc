import { describe, expect, test } from "vitest";
import { ADMINISTRATOR, OWNER, TEACHER } from "../../../sandbox/oauth/testing.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aMember, NINE } from "../../../test/world.ts";
import { connectionsOf } from "../../connections/actions.ts";
import { after, days } from "../../lib/time.ts";
import { at, sql } from "../../platform/database.ts";
import { aHouse, LUKASZ } from "./own-zoom.fixtures.ts";

const FAR = after(NINE, days(3));

eachDatabase((_name, open) => {
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

    test("or gives way to what its member authorizes next, and nothing of it lives on at Zoom", async () => {
      await using w = await aHouse(await open());
      const living = async (): Promise<string[]> =>
        ((await w.control("apps"))["authorizations"] as { userId: string; endedAt: unknown }[]).filter((one) => one.endedAt === null).map((one) => one.userId);
      await w.personal(w.organizer, TEACHER);
      await w.personal(w.organizer, ADMINISTRATOR);
      await w.personal(w.organizer, OWNER);
      expect((await w.page()).candidate).toMatchObject({ email: OWNER });
      expect(await living()).toHaveLength(2);
      expect(await w.personal(w.organizer, TEACHER)).toMatchObject({ outcome: "personal_connected" });
      expect((await w.page()).candidate).toBeNull();
      expect(await living()).toEqual([w.teacherId]);
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
