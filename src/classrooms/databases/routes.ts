import { z } from "zod";
import { memberOf } from "../../people/actions.ts";
import type { Member } from "../../people/member.ts";
import { assureMayTry } from "../../people/signing-in/trying-actions.ts";
import { idIn, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { databasesFor, makeDatabase, removeDatabase, saveDatabase, tryDatabase } from "./actions.ts";
import * as shape from "./contract.ts";
import { choicesIn, makeTable, removeTable, rowsIn, saveTable, tryAgain, tryTableOf } from "./table-actions.ts";

const params = z.object({ id: z.string() });
const shown = { 200: shape.databaseList };

/** Databases of others in which classrooms are published, for administrators. */
export function externalDatabaseRoutes(app: App, world: World): void {
  const all = async (who: Member) => ({ databases: await databasesFor(world, who) });
  const mayConnect = ({ id }: Member): Promise<void> => assureMayTry(world.db, "connection trying", `member ${id}`);
  const mayLook = ({ id }: Member): Promise<void> => assureMayTry(world.db, "database looking", `member ${id}`);
  app.get("/api/external-databases", { schema: { response: shown } }, (request) => all(memberOf(request)));
  app.post("/api/external-databases", { schema: { body: shape.newDatabase, response: shown } }, async (request) => {
    const who = memberOf(request);
    await mayConnect(who);
    valueOf(await makeDatabase(world, who, request.body));
    return all(who);
  });
  app.put("/api/external-databases/:id", { schema: { params, body: shape.changeDatabase, response: shown } }, async (request) => {
    const who = memberOf(request);
    await mayConnect(who);
    valueOf(await saveDatabase(world, who, idIn(request.params.id), request.body));
    return all(who);
  });
  app.delete("/api/external-databases/:id", { schema: { params } }, async (request, reply) => {
    valueOf(await removeDatabase(world, memberOf(request), idIn(request.params.id)));
    return reply.code(204).send();
  });
  app.post("/api/external-databases/:id/try", { schema: { params, response: shown } }, async (request) => {
    const who = memberOf(request);
    await mayConnect(who);
    valueOf(await tryDatabase(world, who, idIn(request.params.id)));
    return all(who);
  });
  app.get("/api/external-databases/:id/tables", { schema: { params, response: { 200: shape.tableChoices } } }, async (request) => {
    const who = memberOf(request);
    await mayLook(who);
    return valueOf(await choicesIn(world, who, idIn(request.params.id)));
  });
  tableRoutes(app, world, { all, mayConnect, mayLook });
}

/** `mayConnect`, `mayLook`: throw "too many tries"; the second, where a form looks by itself while somebody types or reads. */
type Common = {
  all: (who: Member) => Promise<z.infer<typeof shape.databaseList>>;
  mayConnect: (who: Member) => Promise<void>;
  mayLook: (who: Member) => Promise<void>;
};

function tableRoutes(app: App, world: World, { all, mayConnect, mayLook }: Common): void {
  app.post("/api/external-tables/try", { schema: { body: shape.tryTable, response: { 200: shape.tried } } }, async (request) => {
    const who = memberOf(request);
    await mayLook(who);
    return { findings: valueOf(await tryTableOf(world, who, request.body)) };
  });
  app.post("/api/external-tables", { schema: { body: shape.newTable, response: shown } }, async (request) => {
    const who = memberOf(request);
    await mayConnect(who);
    valueOf(await makeTable(world, who, request.body));
    return all(who);
  });
  app.put("/api/external-tables/:id", { schema: { params, body: shape.changeTable, response: shown } }, async (request) => {
    const who = memberOf(request);
    await mayConnect(who);
    valueOf(await saveTable(world, who, idIn(request.params.id), request.body));
    return all(who);
  });
  app.delete("/api/external-tables/:id", { schema: { params } }, async (request, reply) => {
    valueOf(await removeTable(world, memberOf(request), idIn(request.params.id)));
    return reply.code(204).send();
  });
  app.post("/api/external-tables/:id/try", { schema: { params, response: { 200: shape.tried } } }, async (request) => {
    const who = memberOf(request);
    await mayConnect(who);
    return { findings: valueOf(await tryAgain(world, who, idIn(request.params.id))) };
  });
  const querystring = z.object({ search: z.string().max(200).default("") });
  app.get("/api/external-tables/:id/rows", { schema: { params, querystring, response: { 200: shape.rowList } } }, async (request) => {
    const who = memberOf(request);
    await mayLook(who);
    return valueOf(await rowsIn(world, who, idIn(request.params.id), request.query.search));
  });
}
