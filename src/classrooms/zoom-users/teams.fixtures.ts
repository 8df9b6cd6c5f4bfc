import { aMember, valueOf, type TestWorld } from "../../../test/world.ts";
import { withBookings } from "../../bookings/hosting/giving-actions.ts";
import { withCourses } from "../../courses/handing-over/actions.ts";
import { accept } from "../../people/inviting/accepting-actions.ts";
import { inviteBy } from "../../people/inviting/actions.ts";
import { changeTeam, makeTeam } from "../../people/teams/actions.ts";
import type { Agenda } from "../../people/around.ts";
import { hours } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { agenda } from "../../sessions/showing/wiring-actions.ts";
import { runsOf } from "../runs/actions.ts";
import { withZoomUsers } from "./leaving/actions.ts";
import { changeTeamWish } from "./settings/actions.ts";
import { EVA, LUKASZ, PASSWORD, provisioning } from "./zoom-users.fixtures.ts";

/** As the server brings it together. */
export const wholeAgenda = (w: TestWorld): Agenda => withZoomUsers(w, withBookings(w, withCourses(w, agenda(w))));

/** A team whose members become Zoom users; nobody is in it yet. */
export async function aTeam(w: TestWorld, givesLicence = false): Promise<{ id: string; put(...emails: string[]): Promise<void> }> {
  const { id } = valueOf(await makeTeam(w, w.admin, "Física"));
  valueOf(await changeTeamWish(w, w.admin, id, { makesZoomUsers: true, givesLicence }));
  const members: string[] = [];
  const put = async (...emails: string[]): Promise<void> => {
    for (const email of emails) members.push(await memberId(w, email));
    valueOf(await changeTeam(w, w.admin, id, { members }));
    await w.settle();
  };
  return { id, put };
}

async function memberId(w: TestWorld, email: string): Promise<string> {
  if (email === LUKASZ) return w.organizer.id;
  const who = { institutionId: w.institutionId, id: w.random.uuid(), name: `Profe ${email.split("@")[0]}`, email, role: "organizer" } as const;
  return (await aMember(w.db, who)).id;
}

/** Whom Zoom wrote that they are invited. */
export const invitedByZoom = async (w: TestWorld): Promise<string[]> =>
  ((await w.control("state"))["mails"] as { to: string; about: string }[]).filter(({ about }) => about === "activation").map(({ to }) => to).toSorted(); // prettier-ignore

/** As somebody opens Bedel's mail and chooses a password. */
export async function acceptBedels(w: TestWorld, email: string): Promise<void> {
  const token = /\/invitations\/([\w-]+)/.exec(w.letters(email).at(-1)!.text)![1]!;
  const reader = { personId: null, signInId: null, onlyInstitution: null };
  const by = { newcomer: { name: "Eva Nueva", password: PASSWORD }, language: "es", zone: "Europe/Madrid" } as const;
  valueOf(await accept(w, { hashOf: async (password) => `hash of ${password.length}` }, token, reader, by));
}

export async function invite(w: TestWorld, email: string, teamId: string): Promise<void> {
  valueOf(await inviteBy(w, w.admin, { lines: `Eva Nueva <${email}>`, role: "organizer", teams: [teamId] }));
  await w.settle();
}

/** Of Eva, the member or her latest invitation. */
export const idOf = async (w: TestWorld, table: "members" | "invitations"): Promise<string> =>
  (await w.db.one(
    (r) => r["id"] as string,
    table === "members" ? sql`select id from members where email = ${EVA}` : sql`select id from invitations where email = ${EVA} order by made_at desc limit 1`,
  ))!;

/** All runs that there are, as kind and state. */
export const runs = async (w: TestWorld): Promise<string[]> =>
  (await runsOf(w.db, w.institutionId, { most: 9 })).map(({ kind, state }) => `${kind} ${state}`).toSorted();

/** Eva, who has come into a team by its invitation, and has accepted Zoom's. */
export async function anActiveMember(w: TestWorld): Promise<Awaited<ReturnType<typeof aTeam>>> {
  await provisioning(w, { on: true, makesAt: "at once" });
  const team = await aTeam(w);
  await invite(w, EVA, team.id);
  await acceptBedels(w, EVA);
  await w.control("accept-invitation", { email: EVA, password: PASSWORD });
  await w.pass(hours(1));
  return team;
}
