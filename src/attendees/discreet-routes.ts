import type { FastifyReply } from "fastify";

export type Pages = {
  /** The page that visitors without an account see; it asks for the rest by itself. */
  publicPage(reply: FastifyReply): FastifyReply | Promise<FastifyReply>;
};

/** The address is as good as a key: no search engine, no cache and no next page is to learn it. */
export const discreet = (reply: FastifyReply): FastifyReply =>
  reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer").header("x-robots-tag", "noindex, nofollow");
