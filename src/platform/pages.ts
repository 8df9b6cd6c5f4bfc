import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply } from "fastify";
import { refuse, type App } from "./http.ts";

export type Pages = {
  /** The page that visitors without an account see; it asks for the rest by itself. */
  publicPage(reply: FastifyReply): FastifyReply | Promise<FastifyReply>;
};

export type BookingPages = {
  /** The page on which strangers book. `sites` may show it in a frame, and are told how high it is. */
  bookingPage(reply: FastifyReply, sites: readonly string[]): FastifyReply;
};

/** The built screens. The app's page answers every address that is no file and no route, so that links into it work. */
export async function servePages(app: App, folder: string): Promise<Pages & BookingPages> {
  if (!existsSync(join(folder, "index.html"))) throw new Error(`the screens are not built: ${folder}`);
  const page = (name: string): string => readFileSync(join(folder, name), "utf8");
  const [index, visitors, booking] = [page("index.html"), page("public.html"), page("booking.html")];
  await app.register(fastifyStatic, { root: folder, index: false, preCompressed: true, immutable: true, maxAge: "365d", wildcard: false });
  const html = (reply: FastifyReply, text: string): FastifyReply =>
    orElse(reply, "cache-control", "no-cache").type("text/html; charset=utf-8").serializer(String).send(text);
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === "GET" && !request.url.startsWith("/api/") && !/\.[a-z0-9]{1,5}$/i.test(request.url.split("?")[0]!);
    if (!isPage) throw refuse(404, "not_found");
    return html(reply, index);
  });
  const unseen = (reply: FastifyReply): FastifyReply => orElse(reply, "x-robots-tag", "noindex").header("referrer-policy", "no-referrer");
  return {
    publicPage: (reply) => html(unseen(reply), visitors),
    bookingPage: (reply, sites) => html(framedBy(unseen(reply), sites), booking.replace(FRAME_SITES, `$1${sites.join(" ")}$2`)),
  };
}

/** A route may have been stricter already. */
const orElse = (reply: FastifyReply, name: string, value: string): FastifyReply => (reply.hasHeader(name) ? reply : reply.header(name, value));

const FRAME_SITES = /(<meta name="frame-sites" content=")("[^>]*>)/;

/** The policy that comes with every page, but for who may show it in a frame. */
function framedBy(reply: FastifyReply, sites: readonly string[]): FastifyReply {
  if (sites.length === 0) return reply;
  const policy = String(reply.getHeader("content-security-policy")).replace(/frame-ancestors [^;]*/, `frame-ancestors ${sites.join(" ")}`);
  reply.removeHeader("x-frame-options"); // knows all sites or none
  return reply.header("content-security-policy", policy);
}
