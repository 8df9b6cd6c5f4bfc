import { fine, refused, type Outcome } from "../lib/outcome.ts";
import { MOST_LINES, readLines } from "../lib/person-lines.ts";
import type { Member } from "../people/member.ts";
import { sessionById } from "../sessions/actions.ts";
import { whyNotAddAttendees } from "../sessions/why-not.ts";
import type { World } from "../world.ts";
import { attendeesOf, MOST_ATTENDEES } from "./actions.ts";
import { managedGroup, peopleOf as peopleOfGroup } from "./groups/actions.ts";
import { managed, peopleOf } from "./lists/actions.ts";
import { emailsOf, previewOf, type PreviewLine } from "./preview.ts";

/** What adding these lines to a session would do; nothing is saved. */
export async function previewForSession(
  { db, clock }: Pick<World, "db" | "clock">,
  who: Member,
  sessionId: string,
  text: string,
): Promise<Outcome<PreviewLine[]>> {
  const session = await sessionById(db, who.institutionId, sessionId);
  if (session === null) return refused("not_found");
  const why = whyNotAddAttendees(session, who, clock.now());
  return why === null ? preview(text, await attendeesOf(db, who.institutionId, sessionId)) : refused(why);
}

/** What adding these lines to a list would do; nothing is saved. */
export async function previewForList({ db }: Pick<World, "db">, who: Member, listId: string, text: string): Promise<Outcome<PreviewLine[]>> {
  const list = await managed(db, who, listId);
  return list.ok ? preview(text, await peopleOf(db, who.institutionId, listId)) : list;
}

/** What adding these lines to a group would do; nothing is saved. */
export async function previewForGroup({ db }: Pick<World, "db">, who: Member, groupId: string, text: string): Promise<Outcome<PreviewLine[]>> {
  const group = await managedGroup(db, who, groupId);
  return group.ok ? preview(text, await peopleOfGroup(db, who.institutionId, groupId)) : group;
}

function preview(text: string, there: readonly { email: string }[]): Outcome<PreviewLine[]> {
  const read = readLines(text);
  if (read === null) return refused("too_many_lines", { field: "lines", values: { most: MOST_LINES } });
  const known = emailsOf(there);
  return fine(previewOf(read, known, MOST_ATTENDEES - known.size));
}
