import { TEACHER } from "../../../sandbox/oauth/testing.ts";
import type { WorldOptions } from "../../../test/world.ts";
import { aScene, type Scene } from "../../connections/authorizing/authorizing.fixtures.ts";
import type { MyZoom, Preview } from "../../connections/personal/contract.ts";
import { myZoomRoutes } from "../../connections/personal/routes.ts";
import type { Member } from "../../people/member.ts";
import { sql, type Database } from "../../platform/database.ts";
import { aboveOwnZooms } from "./own-zoom-actions.ts";

export const LUKASZ = { id: "uLukasz", email: "lukasz@universidad.example" };

export type Own = Scene & {
  hosts(): Promise<string[]>;
  page(who?: Member): Promise<MyZoom>;
  post(path: string, who?: Member): Promise<number>;
  preview(): Promise<Preview>;
  teacherId: string;
};

/** An organizer with a user in the institution's account, and one of another address as own Zoom. */
export async function aHouse(db: Database, options: WorldOptions = {}): Promise<Own> {
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
