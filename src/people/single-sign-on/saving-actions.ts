import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { note } from "../../platform/audit.ts";
import type { World } from "../../world.ts";
import type { Member } from "../member.ts";
import { askProvider, type Reach } from "./asking-actions.ts";
import type { ChangeSingleSignOn } from "./contract.ts";
import { discoveryAddress, readDiscovery, type Endpoints } from "./provider.ts";
import { deleteSingleSignOn, endSignInsBy, saveSingleSignOn, singleSignOnOf, type SingleSignOn } from "./store.ts";

type Needs = Pick<World, "db" | "random" | "clock" | "secrets">;

const aboutSecret = (institutionId: string): string => `single sign-on of ${institutionId}`;
export const secretOf = ({ secrets }: Pick<World, "secrets">, s: Pick<SingleSignOn, "institutionId" | "secretSealed">): string =>
  secrets.open(s.secretSealed, aboutSecret(s.institutionId));

/** Asks the provider about itself before anything is saved. Refuses, beside its field, what can't be reached or is no provider, and a missing secret. */
export async function save(world: Needs & { reach: Reach }, who: Member, change: ChangeSingleSignOn): Promise<Outcome<null>> {
  const { institutionId } = who;
  const before = await singleSignOnOf(world.db, institutionId);
  const sameClient = before !== null && before.issuer === change.issuer && before.clientId === change.clientId;
  // The old secret is told to no other provider: whoever changes the issuer need not know it.
  if (change.clientSecret === "" && !sameClient) return refused("secret_needed", { field: "clientSecret" });
  const discovered = await discover(world.reach, change.issuer);
  if (!discovered.ok) return discovered;
  const { issuer, endpoints } = discovered.value;
  const secretSealed = change.clientSecret === "" ? before!.secretSealed : world.secrets.seal(change.clientSecret, aboutSecret(institutionId));
  const { clientId, newcomers, revision } = change;
  const next = { institutionId, issuer, clientId, secretSealed, endpoints, newcomers, revision };
  return (await saved(world, who, before, next, change.domains)) ? fine(null) : refused("revision_conflict");
}

/** A domain that was not there is not proven yet. */
const saved = (
  { db, random, clock }: Needs,
  who: Member,
  before: SingleSignOn | null,
  next: Omit<SingleSignOn, "domains">,
  domains: string[],
): Promise<boolean> =>
  db.transaction(async (tx) => {
    const tokens = new Map(domains.map((domain) => [domain, Buffer.from(random.bytes(16)).toString("hex")]));
    if (!(await saveSingleSignOn(tx, next, tokens))) return false;
    if (before !== null && before.issuer !== next.issuer) await endSignInsBy(tx, who.institutionId);
    await note(tx, random, { institutionId: who.institutionId, at: clock.now(), who: who.name, memberId: who.id, what: "single_sign_on_changed" });
    return true;
  });

async function discover(reach: Reach, issuer: string): Promise<Outcome<{ issuer: string; endpoints: Endpoints }>> {
  const answer = await askProvider(reach, discoveryAddress(issuer));
  if (!answer.ok) return answer;
  if (answer.value.status !== 200) return refused("issuer_not_found", { field: "issuer", values: { status: answer.value.status } });
  const read = readDiscovery(answer.value.body, issuer);
  if (!read.ok) return read;
  const { endpoints } = read.value;
  const sent = [endpoints.authorization, endpoints.token, endpoints.keys, ...(endpoints.userInfo === null ? [] : [endpoints.userInfo])];
  return sent.every((address) => address.startsWith("https:") || reach.plainly) ? read : refused("issuer_not_https", { field: "issuer" });
}

/** Who came in by it goes out. */
export const remove = ({ db, random, clock }: Needs, who: Member, revision: number): Promise<boolean> =>
  db.transaction(async (tx) => {
    if ((await deleteSingleSignOn(tx, who.institutionId, revision)) === 0) return false;
    await endSignInsBy(tx, who.institutionId);
    await note(tx, random, { institutionId: who.institutionId, at: clock.now(), who: who.name, memberId: who.id, what: "single_sign_on_removed" });
    return true;
  });
