import type { FastifyReply } from "fastify";

/** The address is as good as a key: no search engine, no cache and no next page is to learn it. */
export const discreet = (reply: FastifyReply): FastifyReply =>
  reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer").header("x-robots-tag", "noindex, nofollow");
