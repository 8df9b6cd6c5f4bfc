import { hostsOfAccount } from "../../connections/hosts/actions.ts";
import { refused, type Outcome } from "../../lib/outcome.ts";
import { isZone } from "../../lib/time.ts";
import { membersOf } from "../../people/actions.ts";
import { hasLeft, isAdmin, type Member } from "../../people/member.ts";
import type { Needs } from "../at-once-actions.ts";
import { holidaysOf } from "../holidays/actions.ts";
import type { z } from "zod";
import type { previewImport } from "./contract.ts";
import { planOf, type Known, type Plan } from "./plan.ts";
import { groupsNamed, importedBy } from "./store.ts";
import { MOST_LINES, readTimetable, type TableTrouble, type Timetable } from "./timetable.ts";

type Asked = z.infer<typeof previewImport>;
export type Previewed = { timetable: Timetable; plan: Plan };

/** What a timetable would do. Refuses what is none, and tells then which columns it lacks. */
export async function lookAt(
  { db, clock }: Pick<Needs, "db" | "clock">,
  who: Member,
  asked: Asked,
): Promise<Outcome<Previewed> | { ok: false; trouble: TableTrouble }> {
  if (!isZone(asked.zone)) return refused("time_zone_unknown", { field: "zone" });
  const read = readTimetable(asked.text, asked.order);
  if (!read.ok) return { ok: false, trouble: read.trouble };
  const { institutionId } = who;
  const [ownOnly, emailOf] = [!isAdmin(who), (member: Member) => member.email.toLowerCase()];
  const members = ownOnly ? [who] : (await membersOf(db, institutionId)).filter((member) => !hasLeft(member));
  const hosts = ownOnly ? [] : (await hostsOfAccount(db, institutionId)).filter(({ status }) => status === "active");
  const known: Known = {
    zone: asked.zone,
    now: clock.now(),
    teachers: new Map(members.map((member) => [emailOf(member), member])),
    own: who,
    ownOnly,
    groups: await groupsNamed(db, institutionId, ownOnly ? who.id : null),
    hosts: ownOnly ? null : new Map(hosts.map(({ email, hostId, isRoom }) => [email.toLowerCase(), isRoom ? ("room" as const) : hostId])),
    holidays: asked.skipsHolidays ? await holidaysOf(db, institutionId) : new Map(),
    courses: await importedBy(db, institutionId, [emailOf(who), ...read.value.lines.map(({ teacher }) => teacher)]),
  };
  return { ok: true, value: { timetable: read.value, plan: planOf(read.value.lines, known) } };
}

export { MOST_LINES };
