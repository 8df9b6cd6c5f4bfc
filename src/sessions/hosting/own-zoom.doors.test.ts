import { describe, expect, test } from "vitest";
import { TEACHER } from "../../../sandbox/oauth/testing.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { change, fault } from "../../../test/support/sessions.ts";
import { NINE, valueOf } from "../../../test/world.ts";
import { after, days, hours, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { detailFor } from "../showing/actions.ts";
import { aHouse, LUKASZ } from "./own-zoom.fixtures.ts";

const START = after(NINE, hours(2));
const FAR = after(NINE, days(3));

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
      expect((await detailFor(w, w.neighbours, w.organizer, soon.id))!.outOfReach).toBe(true);
      expect((await detailFor(w, w.neighbours, w.organizer, far.id))!.outOfReach).toBe(false);
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

    test("a session that was made by it, and is changed after it is gone, waits where nobody takes over", async () => {
      await using w = await aHouse(await open(), { people: [] });
      await w.personal(w.organizer, TEACHER);
      const s = await w.ask({ source: "personal", start: START });
      await w.settle();
      await w.post("disconnect");
      valueOf(await change(w, s, { start: after(START, hours(3)) }));
      await w.pass(minutes(10));
      expect((await w.session(s)).steps.generate).toMatchObject({ is: "held", until: "connected" });
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
});
