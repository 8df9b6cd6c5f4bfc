import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { hours } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { addAttendees, attendeesOf } from "../actions.ts";
import { ADMIN, INSTITUTION, MARTA, SESSION, STRANGER, type Attending } from "../attending.fixtures.ts";
import { pageAt, register } from "../registration/actions.ts";
import * as shape from "../registration/contract.ts";
import { filledIn, tokenOf } from "../registration/registering.fixtures.ts";
import { lockServed } from "../registration/serving-actions.ts";
import { serving } from "../serving.fixtures.ts";
import { LIST, programme, SECOND, url } from "./lists.fixtures.ts";

const emails = async (it: Attending, session = SESSION): Promise<string[]> => (await attendeesOf(it.world.db, INSTITUTION, session)).map((one) => one.email);

eachDatabase((_, open) => {
  test("whoever is put on a list has a place in each of its sessions, also in one that joins later", async () => {
    const { it, add, serve, shown } = await programme(await open());
    expect((await shown()).choices.map((one: { id: string }) => one.id)).toEqual([SESSION, SECOND]);
    expect((await serve(SESSION)).statusCode).toBe(200);
    expect((await add("Ana <ana@elsewhere.example>\nnobody\nAna@elsewhere.example")).json()).toMatchObject({ added: 1, already: 1, bad: [{ line: 2 }] });
    expect([await emails(it), await emails(it, SECOND)]).toEqual([["ana@elsewhere.example"], []]);
    await serve(SESSION, SECOND);
    expect(await emails(it, SECOND)).toEqual(["ana@elsewhere.example"]);
    expect((await add("eva@elsewhere.example\nana@elsewhere.example")).json()).toMatchObject({ added: 1, already: 1 });
    expect(await emails(it, SECOND)).toEqual(["ana@elsewhere.example", "eva@elsewhere.example"]);
    expect(await it.count(sql`select count(distinct token_print) as count from attendees`)).toBe(4);
  });

  test("out of one session is not off the list, off the list is out of all that is to come", async () => {
    const { it, organizer, add, serve, shown } = await programme(await open());
    await serve(SESSION, SECOND);
    await add("ana@elsewhere.example\neva@elsewhere.example");
    const [ana] = await attendeesOf(it.world.db, INSTITUTION, SESSION);
    await organizer.inject({ method: "DELETE", url: `/api/sessions/${SESSION}/attendees/${ana!.id}` });
    expect([await emails(it), (await emails(it, SECOND)).length, (await shown()).people.length]).toEqual([["eva@elsewhere.example"], 2, 2]);
    await add("hugo@elsewhere.example");
    expect(await emails(it)).not.toContain("ana@elsewhere.example"); // who is out of one session isn't brought back by whoever comes next
    const eva = (await shown()).people.find((one: { email: string }) => one.email.startsWith("eva"));
    expect((await organizer.inject({ method: "DELETE", url: `${url}/people/${eva.id}` })).statusCode).toBe(204);
    expect((await organizer.inject({ method: "DELETE", url: `${url}/people/${eva.id}` })).statusCode).toBe(404);
    expect([await emails(it), await emails(it, SECOND)]).toEqual([["hugo@elsewhere.example"], ["ana@elsewhere.example", "hugo@elsewhere.example"]]);
  });

  test("who was in a session by another way stays there; a session that leaves keeps its people; what is over is left as it was", async () => {
    const { it, organizer, add, serve, shown } = await programme(await open());
    await addAttendees(it.world, MARTA, SESSION, "Ana <ana@elsewhere.example>");
    await serve(SESSION, SECOND);
    await add("ana@elsewhere.example\neva@elsewhere.example");
    const ana = (await shown()).people.find((one: { email: string }) => one.email.startsWith("ana"));
    await organizer.inject({ method: "DELETE", url: `${url}/people/${ana.id}` });
    expect([await emails(it), await emails(it, SECOND)]).toEqual([["ana@elsewhere.example", "eva@elsewhere.example"], ["eva@elsewhere.example"]]);
    await serve(SESSION);
    expect(await emails(it, SECOND)).toEqual(["eva@elsewhere.example"]);
    expect(await it.count(sql`select count(*) as count from attendees where session_id = ${SECOND} and listed_id is not null`)).toBe(0);
    await it.pass(hours(48));
    await add("late@elsewhere.example");
    expect(await emails(it)).not.toContain("late@elsewhere.example");
    await serve();
    expect((await shown()).sessions).toMatchObject([{ id: SESSION, over: true }]);
  });

  test("a list that is deleted takes nobody from a session, past or to come, and its page leads nowhere", async () => {
    const { it, organizer, add, serve } = await programme(await open());
    await serve(SESSION, SECOND);
    await add("ana@elsewhere.example\neva@elsewhere.example");
    const rules = { open: true, opensAt: null, closesAt: null, capacity: null, consentText: "", consentNeeded: false, revision: null };
    const { page } = (await organizer.inject({ method: "PUT", url: `${url}/registration`, payload: rules })).json();
    const slug = new URL(page.address).pathname.slice("/r/".length);
    const visitor = await serving(it, null);
    await visitor.inject({ method: "POST", url: `/api/r/${slug}`, payload: await filledIn(it.world, slug, "hugo@elsewhere.example") });
    const mine = `/api/r/mine/${await tokenOf(it.world, "hugo@elsewhere.example")}`;
    await it.pass(hours(48)); // the first is over, the second is to come
    const links = () => it.world.db.list((r) => r["token_print"], sql`select token_print from attendees order by id`);
    const before = await links();

    expect((await (await serving(it, STRANGER)).inject({ method: "DELETE", url })).statusCode).toBe(403);
    expect((await organizer.inject({ method: "DELETE", url })).statusCode).toBe(204);
    expect((await organizer.inject({ method: "DELETE", url })).statusCode).toBe(404);
    expect((await organizer.inject({ url: "/api/lists" })).json()).toEqual({ lists: [] });
    const both = ["ana@elsewhere.example", "eva@elsewhere.example"];
    expect([await emails(it), await emails(it, SECOND), await links()]).toEqual([both, both, before]);
    expect(await it.count(sql`select count(*) as count from audit_log where what = 'list_left'`)).toBe(2);
    expect((await visitor.inject({ url: `/api/r/${slug}` })).statusCode).toBe(404);
    expect((await visitor.inject({ method: "POST", url: `${mine}/confirm` })).statusCode).toBe(404);
    expect((await organizer.inject({ url: `/api/sessions/${SECOND}/registration` })).json()).toMatchObject({ list: null });
  });

  test("who has the page before the eyes while its list is deleted hears that there is none", async () => {
    const { it, organizer, serve } = await programme(await open());
    await serve(SESSION);
    const { db } = it.world;
    const rules = { open: true, opensAt: null, closesAt: "2027-03-20T10:00", capacity: null, consentText: "", consentNeeded: false, revision: null };
    const settings = (await organizer.inject({ method: "PUT", url: `${url}/registration`, payload: rules })).json();
    const slug = new URL(settings.page.address).pathname.slice("/r/".length);
    const asked = shape.register.parse(await filledIn(it.world, slug, "hugo@elsewhere.example"));
    const opened = (await pageAt(it.world, slug))!;
    await organizer.inject({ method: "DELETE", url });
    expect(await register(it.world, opened, asked, "192.0.2.1")).toMatchObject({ ok: false, refusal: { because: "not_found" } });
    expect(await db.transaction((tx) => lockServed(tx, opened.page))).toBeNull();
  });

  test("a list is its maker's and the administrators', serves sessions of one's own, and a session has one list", async () => {
    const { it, organizer, serve } = await programme(await open());
    const [stranger, admin] = [await serving(it, STRANGER), await serving(it, ADMIN)];
    for (const ask of [{ url }, { method: "PATCH" as const, url, payload: { name: "Mine" } }, { url: `${url}/registration` }])
      expect((await stranger.inject(ask)).statusCode).toBe(403);
    expect((await stranger.inject({ url: "/api/lists" })).json()).toEqual({ lists: [] });
    expect((await admin.inject({ url: "/api/lists" })).json().lists).toMatchObject([{ name: "Curso de óptica", owner: "Marta Ríos", people: 0, sessions: 0 }]);
    const other = "00000000-0000-4000-8000-0000000000a2";
    await stranger.inject({ method: "POST", url: "/api/lists", payload: { id: other, name: "Theirs" } });
    expect((await stranger.inject({ method: "POST", url: "/api/lists", payload: { id: LIST, name: "Taken" } })).statusCode).toBe(404);
    expect((await stranger.inject({ method: "PUT", url: `/api/lists/${other}/sessions`, payload: { sessions: [SESSION] } })).statusCode).toBe(403);
    await serve(SESSION);
    expect((await admin.inject({ method: "PUT", url: `/api/lists/${other}/sessions`, payload: { sessions: [SESSION] } })).json()).toMatchObject({
      because: "has_a_list",
    });
    expect((await serve(SESSION, other)).statusCode).toBe(404);
    expect((await organizer.inject({ url: `/api/sessions/${SESSION}/registration` })).json()).toMatchObject({ list: { id: LIST, name: "Curso de óptica" } });
  });

  test("registering once by the list's page gives a place in each session, and giving it back frees them all", async () => {
    const { it, organizer, serve } = await programme(await open());
    await serve(SESSION, SECOND);
    const rules = { open: true, opensAt: null, closesAt: "2027-03-20T10:00", capacity: 1, consentText: "", consentNeeded: false, revision: null };
    const { page } = (await organizer.inject({ method: "PUT", url: `${url}/registration`, payload: rules })).json();
    const slug = new URL(page.address).pathname.slice("/r/".length);
    const visitor = await serving(it, null);
    expect((await visitor.inject({ url: `/api/r/${slug}` })).json()).toMatchObject({
      state: "open",
      title: "Curso de óptica",
      sessions: [{ title: "Óptica cuántica" }, { title: "Óptica II" }],
    });
    for (const email of ["ana@elsewhere.example", "eva@elsewhere.example"])
      await visitor.inject({ method: "POST", url: `/api/r/${slug}`, payload: await filledIn(it.world, slug, email) });
    const deed = async (email: string, what: string) => visitor.inject({ method: "POST", url: `/api/r/mine/${await tokenOf(it.world, email)}/${what}` });
    const confirmed = (await deed("ana@elsewhere.example", "confirm")).json();
    expect(new Set(confirmed.sessions.map((one: { address: string }) => one.address)).size).toBe(2);
    expect((await deed("eva@elsewhere.example", "confirm")).json()).toMatchObject({ because: "registration_full" });
    expect([await emails(it), await emails(it, SECOND)]).toEqual([["ana@elsewhere.example"], ["ana@elsewhere.example"]]);
    expect((await deed("ana@elsewhere.example", "cancel")).json()).toMatchObject({ state: "cancelled" });
    expect([await emails(it), await emails(it, SECOND)]).toEqual([[], []]);
    expect((await deed("eva@elsewhere.example", "confirm")).json()).toMatchObject({ state: "registered" });
  });
});
