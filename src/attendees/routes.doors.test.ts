import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { readReport } from "../attendance/actions.ts";
import { minutes } from "../lib/time.ts";
import { catalogue } from "../notices/messages/catalogue.ts";
import type { App } from "../platform/http.ts";
import { attendeesOf, joinAddress } from "./actions.ts";
import { attending, INSTITUTION, SESSION, STRANGER } from "./attending.fixtures.ts";
import { ensureRegistrants } from "./registering/actions.ts";
import { serving } from "./serving.fixtures.ts";

const url = `/api/sessions/${SESSION}/attendees`;
const add = (app: App, lines: string) => app.inject({ method: "POST", url, payload: { lines } });

eachDatabase((_, open) => {
  test("bad lines are named in the reader's language", async () => {
    const app = await serving(await attending(await open()));
    const answer = await add(app, "ana@elsewhere.example\nnobody");

    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      added: 1,
      already: 0,
      bad: [{ line: 2, text: "nobody", because: "line_without_email", message: catalogue.es.refusals.line_without_email }],
    });
    const list = (await app.inject({ url })).json();
    expect(list.attendees).toMatchObject([{ name: "Ana", email: "ana@elsewhere.example", link: "not yet", registered: false }]);
    expect((await app.inject({ method: "DELETE", url: `${url}/${list.attendees[0].id}` })).statusCode).toBe(204);
    expect((await app.inject({ method: "DELETE", url: `${url}/${list.attendees[0].id}` })).statusCode).toBe(404);
  });

  test("whatever is sent, the answer is a problem and not a surprise", async () => {
    const it = await attending(await open());
    const app = await serving(it);
    const statuses = async (requests: Promise<{ statusCode: number }>[]) => (await Promise.all(requests)).map((one) => one.statusCode);

    expect(
      await statuses([
        add(app, "x@y.example\n".repeat(6000)),
        add(app, "a".repeat(1_100_000)),
        add(app, "a".repeat(10_000_000)),
        add(app, "\u0000\ud800 \u202e"),
        app.inject({ method: "POST", url, payload: {} }),
      ]),
    ).toEqual([422, 422, 413, 200, 422]);
    expect(
      await statuses(["nobody", "%00", "../x", INSTITUTION].map((id) => app.inject({ url: `/api/sessions/${encodeURIComponent(id)}/attendees` }))),
    ).toEqual([404, 404, 404, 404]);
    expect(await statuses(["nobody", INSTITUTION].map((id) => app.inject({ url: `/api/sessions/${id}/report` })))).toEqual([404, 404]);
    expect(
      await statuses([
        app.inject({ url: "/api/reports?from=yesterday" }),
        app.inject({ url: "/api/reports?from=2027-03-02T00:00:00Z&to=2027-03-01T00:00:00Z" }),
        app.inject({ url: "/api/reports?q=a%00b" }),
      ]),
    ).toEqual([422, 422, 200]);
    expect((await add(await serving(it, STRANGER), "a@b.example")).statusCode).toBe(403);
    expect((await add(await serving(it, null), "a@b.example")).statusCode).toBe(401);
  });

  test("the mailed address shows a page before, leads to Zoom when it is time, and tells nobody of itself", async () => {
    const it = await attending(await open());
    const app = await serving(it, null);
    await add(await serving(it), "ana@elsewhere.example");
    await it.perform(ensureRegistrants);
    const [ana] = await attendeesOf(it.world.db, INSTITUTION, SESSION);
    const path = new URL(joinAddress(it.world, ana!)).pathname;

    const early = await app.inject({ url: path });
    expect([early.statusCode, early.body]).toEqual([200, "the public page"]);
    expect((await app.inject({ url: `/api${path}` })).json()).toMatchObject({ state: "before", clockRuns: false });
    expect((await app.inject({ method: "POST", url: `/api${path}/join` })).statusCode).toBe(409);
    await it.pass(minutes(50));
    const inTime = await app.inject({ url: path });
    expect(inTime.statusCode).toBe(302);
    expect(inTime.headers.location).toContain("tk=");
    expect(inTime.headers).toMatchObject({ "referrer-policy": "no-referrer", "cache-control": "no-store", "x-robots-tag": "noindex, nofollow" });
    expect((await app.inject({ method: "POST", url: `/api${path}/join` })).json()).toEqual({ url: inTime.headers.location });
  });

  test("the calendar entry carries the address that stays, and names nobody else", async () => {
    const it = await attending(await open());
    const app = await serving(it);
    await add(app, "ana@elsewhere.example\nhugo@elsewhere.example");
    const [ana] = await attendeesOf(it.world.db, INSTITUTION, SESSION);
    const address = joinAddress(it.world, ana!);
    const answer = await app.inject({ url: `/api${new URL(address).pathname}/calendar.ics` });

    expect(answer.headers["content-type"]).toContain("text/calendar");
    const entry = answer.body.replaceAll("\r\n ", "");
    expect(entry).toContain(address);
    expect(entry).toContain("DTSTART:20270301T100000Z");
    expect(entry).not.toContain("hugo");
  });

  test("an address that nobody has shows the page and tells nothing; asking for many is slowed down, for others' links it is not", async () => {
    const it = await attending(await open());
    const app = await serving(it);
    await add(app, "ana@elsewhere.example");
    const [ana] = await attendeesOf(it.world.db, INSTITUTION, SESSION);
    const unknown = () => app.inject({ url: `/api/j/${"x".repeat(22)}` });

    expect((await app.inject({ url: `/j/${"x".repeat(22)}` })).body).toBe("the public page");
    expect((await unknown()).json()).toMatchObject({ because: "not_found" });
    for (let i = 0; i < 60; i += 1) await unknown();
    expect((await unknown()).statusCode).toBe(429);
    expect(await app.inject({ url: `/j/${"x".repeat(22)}` })).toMatchObject({ statusCode: 429, body: "the public page" });
    const fromHome = (host: number) => app.inject({ url: `/api/j/${"x".repeat(22)}`, remoteAddress: `2001:db8:1:2::${host}` });
    for (let i = 1; i <= 60; i += 1) await fromHome(i);
    expect((await fromHome(99)).statusCode).toBe(429);
    expect((await app.inject({ url: `/api${new URL(joinAddress(it.world, ana!)).pathname}` })).statusCode).toBe(200);
  });

  test("the report is answered as the page wants it, and as a file whose name every system takes", async () => {
    const it = await attending(await open());
    const app = await serving(it);
    const report = `/api/sessions/${SESSION}/report`;
    expect((await app.inject({ url: report })).json()).toMatchObject({ state: "none yet", rows: [], planned: { start: "2027-03-01T10:00:00.000Z" } });
    expect((await app.inject({ url: `${report}.csv` })).statusCode).toBe(404);
    await it.change((s) => ({ ...s, meeting: null }));
    await it.pass(minutes(180));
    await it.perform(readReport);
    const csv = await app.inject({ url: `${report}.csv` });

    expect(csv.headers["content-disposition"]).toBe(
      `attachment; filename="Optica cuantica 2027-03-01.csv"; filename*=UTF-8''%C3%93ptica%20cu%C3%A1ntica%202027-03-01.csv`,
    );
    expect((await app.inject({ url: "/api/reports" })).json()).toMatchObject({ reports: [{ title: "Óptica cuántica", state: "final" }] });
  });
});
