import { Resolver } from "node:dns/promises";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { note } from "../../platform/audit.ts";
import type { World } from "../../world.ts";
import type { Institution } from "../institution.ts";
import type { Member } from "../member.ts";
import { allInstitutions } from "../store.ts";
import { namesOf, whyNotProven, type TextRecords } from "./proof.ts";
import { domainIn, endSignInsBy, holderOf, lockDomain, saveProof, saveUnproven } from "./store.ts";

/** The text records at a name. */
export type LookUp = (name: string) => Promise<TextRecords>;

/** Asks these name servers, or else the machine's. Anew each time: what was published a moment ago is to be found. */
export function lookUpAt(servers: readonly string[]): LookUp {
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  if (servers.length > 0) resolver.setServers([...servers]);
  return async (name) => {
    try {
      return (await resolver.resolveTxt(name)).map((parts) => parts.join("")); // a long text comes in parts of 255
    } catch (error) {
      return ["ENODATA", "ENOTFOUND"].includes((error as NodeJS.ErrnoException).code ?? "") ? [] : null;
    }
  };
}

type Needs = Pick<World, "db" | "clock" | "random">;

/** Looks for the record, and from then on people come in by the domain. Refuses one that another institution has proven: only the operator can judge between two. */
export async function check(world: Needs & { lookUp: LookUp }, who: Member, domain: string): Promise<Outcome<null>> {
  const { institutionId } = who;
  const one = await domainIn(world.db, institutionId, domain);
  if (one === null) return refused("not_found");
  if (one.isProven) return fine(null);
  const why = whyNotProven(one, await Promise.all(namesOf(domain).map(world.lookUp)));
  if (why !== null) return refused(why, { values: { domain } });
  return world.db.transaction(async (tx) => {
    await lockDomain(tx, domain);
    if ((await holderOf(tx, domain)) !== null) return refused("domain_taken", { values: { domain } });
    if ((await saveProof(tx, institutionId, one, "record")) === 0) return refused("not_found"); // taken out meanwhile
    await note(tx, world.random, {
      ...{ institutionId, at: world.clock.now(), who: who.name, memberId: who.id },
      ...{ what: "domain_proven", details: { domain } },
    });
    return fine(null);
  });
}

const isCalled =
  (name: string) =>
  ({ id, settings }: Institution): boolean =>
    id === name.toLowerCase() || settings.name.toLowerCase() === name.toLowerCase();

/** What became of it. `before`: which other institution had the domain until now. */
type Allowed =
  | { is: "allowed"; institution: string; before: string | null }
  | { is: "no such institution" | "not entered there" }
  | { is: "several institutions"; ids: string[] }
  | { is: "another's"; holder: string };

/**
 * The operator's yes, for domains that no name server can tell of. `institution` by name or id; `instead`: though another has it, which then has it no more.
 * Nothing is allowed to an institution whose administrators have not entered the domain.
 */
export const allowDomain = (world: Needs, asked: { institution: string; domain: string; instead: boolean }): Promise<Allowed> =>
  world.db.transaction(async (tx) => {
    const { domain } = asked;
    await lockDomain(tx, domain);
    const [found, ...others] = (await allInstitutions(tx)).filter(isCalled(asked.institution));
    if (found === undefined) return { is: "no such institution" };
    if (others.length > 0) return { is: "several institutions", ids: [found, ...others].map(({ id }) => id) };
    const [one, holder] = [await domainIn(tx, found.id, domain), await holderOf(tx, domain)];
    if (one === null) return { is: "not entered there" };
    const [institution, before] = [found.settings.name, one.isProven ? null : holder];
    if (before !== null && !asked.instead) return { is: "another's", holder: before.institution };
    const deed = { at: world.clock.now(), who: "bedel", memberId: null, details: { domain } };
    if (before !== null) {
      await saveUnproven(tx, before.institutionId, domain);
      await endSignInsBy(tx, before.institutionId);
      await note(tx, world.random, { ...deed, institutionId: before.institutionId, what: "domain_lost" });
    }
    if (!one.isProven) {
      await saveProof(tx, found.id, one, "operator");
      await note(tx, world.random, { ...deed, institutionId: found.id, what: "domain_allowed" });
    }
    return { is: "allowed", institution, before: before?.institution ?? null };
  });
