import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply } from "fastify";
import { refuse, type App } from "./http.ts";

export type Pages = {
  /** The page that visitors without an account see; it asks for the rest by itself. */
  publicPage(reply: FastifyReply): FastifyReply | Promise<FastifyReply>;
};

/** The built screens. The app's page answers every address that is no file and no route, so that links into it work. */
export async function servePages(app: App, folder: string): Promise<Pages> {
  if (!existsSync(join(folder, "index.html"))) throw new Error(`the screens are not built: ${folder}`);
  const page = (name: string): string => readFileSync(join(folder, name), "utf8");
  const [index, visitors] = [page("index.html"), page("public.html")];
  await app.register(fastifyStatic, { root: folder, index: false, preCompressed: true, immutable: true, maxAge: "365d", wildcard: false });
  const html = (reply: FastifyReply, text: string): FastifyReply =>
    reply.header("cache-control", "no-cache").type("text/html; charset=utf-8").serializer(String).send(text);
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === "GET" && !request.url.startsWith("/api/") && !/\.[a-z0-9]{1,5}$/i.test(request.url.split("?")[0]!);
    if (!isPage) throw refuse(404, "not_found");
    return html(reply, index);
  });
  return { publicPage: (reply) => html(reply.header("x-robots-tag", "noindex").header("referrer-policy", "no-referrer"), visitors) };
}
