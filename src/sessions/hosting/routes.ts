import { hostOf, type HostAnswer, type HostedSource } from "../../connections/hosts/actions.ts";
import { memberOf } from "../../people/actions.ts";
import type { Member } from "../../people/member.ts";
import type { App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { largestRooms } from "../capacity/actions.ts";
import { insteadOfOwn } from "./actions.ts";
import * as contract from "./contract.ts";

/** What the form needs to know before somebody asks: who could host, and why not, and how many people fit. */
export function hostingRoutes(app: App, { db }: Pick<World, "db">): void {
  app.get("/api/asking", { schema: { response: { 200: contract.asking } } }, async (request) => {
    const who = memberOf(request);
    const choice = async (source: HostedSource) => choiceOf(source, await hostOf(db, who.institutionId, source, who), who, await insteadOfOwn(db, who));
    const pool = { source: "pool" as const, host: null, whyNot: null, values: {} };
    return { sources: [pool, await choice("default host"), await choice("personal")], largest: await largestRooms(db, who.institutionId) };
  });
}

function choiceOf(source: HostedSource, answer: HostAnswer, who: Member, instead: string): contract.Asking["sources"][number] {
  if (answer.is === "none") return { source, host: null, whyNot: answer.because, values: { email: who.email, instead } };
  const { hostId: id, name, email, licensed, via } = answer;
  return { source, host: { id, name, email, licensed, through: via === null ? "institution" : "personal" }, whyNot: null, values: {} };
}
