import { expect, onTestFinished, test } from "vitest";
import { aForeignDatabase, ESPACIOS } from "../../test/external/foreign.ts";
import { eachDatabase } from "../../test/support/databases.ts";
import { aDeadEnd } from "../../test/support/mail-server.ts";
import { aWorld } from "../../test/world.ts";
import { refusalText } from "../notices/refusal-text.ts";
import { newApp } from "../platform/http.ts";
import { externalDatabaseRoutes } from "./databases/routes.ts";
import { wanted } from "./classrooms.fixtures.ts";
import { classroomRoutes } from "./routes.ts";
import { mailboxRoutes } from "./mailboxes/routes.ts";

const MAILBOX = { email: "aula@universidad.example", host: "127.0.0.1", tls: "none", userName: "aula", password: "p", afterwards: "leave" };

eachDatabase((_, open) => {
  test("nobody looks through a network by trying connections: twenty a minute for each member, of databases and mailboxes together, and many more where a form looks into a known one", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const [f, { closed, stop }] = [await aForeignDatabase(), await aDeadEnd()];
    onTestFinished(stop);
    let who = w.admin;
    const app = await newApp({ log: w.log, words: refusalText, reader: () => "en", frameSelf: false });
    app.addHook("onRequest", async (request) => void (request.member = who));
    externalDatabaseRoutes(app, w);
    classroomRoutes(app, w);
    mailboxRoutes(app, w);
    onTestFinished(() => app.close().then(() => undefined));
    const ask = async (method: "GET" | "POST" | "PUT", url: string, payload?: object): Promise<number> => (await app.inject({ method, url, ...(payload === undefined ? {} : { payload }) })).statusCode;
    const { revision: _revision, ...database } = { ...f.opened, host: "127.0.0.1", port: closed };
    const { id, ...change } = database;
    const mailbox = { ...MAILBOX, id: w.random.uuid(), port: closed };
    const { revision: _tables, ...table } = ESPACIOS;
    const { id: tableId, ...mapping } = table;
    const looks = [
      () => ask("GET", `/api/external-databases/${id}/tables`),
      () => ask("POST", "/api/external-tables/try", { ...table, id: null }),
      () => ask("GET", `/api/external-tables/${tableId}/rows`),
      () => ask("POST", "/api/classrooms/preview", wanted(w)),
      () => ask("POST", `/api/classrooms/${id}/name/preview`, { name: "Aula", code: "" }),
      () => ask("POST", `/api/classrooms/${id}/rows/preview`, { link: null, passcode: null }),
      () => ask("GET", `/api/classrooms/${id}/farewells`),
      () => ask("POST", "/api/classrooms/many/changes", { batchId: id, what: "retire classroom", text: "A", preview: true, farewell: "nothing" }),
    ];
    const acts = [
      () => ask("POST", "/api/external-databases", database),
      () => ask("POST", `/api/external-databases/${id}/try`),
      () => ask("PUT", `/api/external-databases/${id}`, { ...change, revision: 1 }),
      () => ask("POST", "/api/external-tables", table),
      () => ask("PUT", `/api/external-tables/${tableId}`, { ...mapping, revision: 1 }),
      () => ask("POST", `/api/external-tables/${tableId}/try`),
      () => ask("POST", "/api/mailboxes/try", mailbox),
      () => ask("POST", "/api/mailboxes", mailbox),
    ];
    for (let i = 0; i < 20; i += 1) expect(await acts[i % acts.length]!()).not.toBe(429);
    for (const act of acts) expect(await act()).toBe(429);
    for (let i = 0; i < 120; i += 1) expect(await looks[i % looks.length]!()).not.toBe(429);
    for (const look of looks) expect(await look()).toBe(429);
    who = { ...w.admin, id: w.organizer.id };
    for (const act of [...acts, ...looks]) expect(await act()).not.toBe(429);
  }); // prettier-ignore
});
