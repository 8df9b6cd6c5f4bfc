import { attendanceRoutes } from "../attendance/routes.ts";
import { catalogue } from "../notices/messages/catalogue.ts";
import type { Member } from "../people/member.ts";
import { newApp, type App } from "../platform/http.ts";
import { MARTA, type Attending } from "./attending.fixtures.ts";
import { attendeeRoutes } from "./routes.ts";

/** Both nouns' routes on a server of their own, to which `who` has signed in. */
export async function serving(it: Attending, who: Member | null = MARTA): Promise<App> {
  const words = (language: "en" | "es", because: string): string => (catalogue[language].refusals as Record<string, string>)[because] ?? because;
  const app = await newApp({ log: it.world.log, words, reader: (request) => request.member?.language ?? null, frameSelf: false });
  app.addHook("onRequest", async (request) => void (request.member = who));
  attendeeRoutes(app, it.world, { publicPage: (reply) => reply.type("text/html").send("the public page") });
  attendanceRoutes(app, it.world);
  return app;
}
