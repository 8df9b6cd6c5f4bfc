import { sendLinksAgain } from "../../../src/attendees/mails/actions.ts";
import { sendNote } from "../../../src/attendees/mails/note-actions.ts";
import { pause, resume } from "../../../src/connections/life/actions.ts";
import { pick } from "../../../src/lib/random.ts";
import { after, minutes } from "../../../src/lib/time.ts";
import { roomsOf, saveChange } from "../../../src/rooms/actions.ts";
import { moveSession } from "../../../src/sessions/assigning/actions.ts";
import type { Session } from "../../../src/sessions/session.ts";
import { upstairs } from "../../../src/sessions/showing/wiring-actions.ts";
import { between, visit, type Visitor } from "./visitor.ts";

const admin = (v: Visitor): Visitor => ({ ...v, who: v.house.base.admin });

export const move = (v: Visitor, s: Session): Promise<void> => {
  const room = pick(v.house.random, v.house.base.rooms);
  const to = { roomId: room.id, revision: s.revision, stays: v.house.random.unit() < 0.3 };
  return visit(admin(v), `moves ${s.title} to ${room.name}`, () => moveSession(v.at.world, v.at.neighbours, v.house.base.admin, s.id, to), () => void (room.id !== s.roomId && v.deeds.did(s.id, "moved"))); // prettier-ignore
};

export const write = (v: Visitor, s: Session): Promise<void> =>
  visit(v, `writes to all of ${s.title}`, () => sendNote(v.at.world, v.who, s.id, { subject: "Bring a pen", text: "And paper." }), () => v.deeds.did(s.id, "note_sent")); // prettier-ignore

export const sendAgain = (v: Visitor, s: Session): Promise<void> => visit(v, `sends the links of ${s.title} again`, () => sendLinksAgain(v.at.world, v.who, s.id, null)); // prettier-ignore

/** Nothing new is made on Zoom for a while. */
export async function pauseZoom(v: Visitor): Promise<void> {
  const { house } = v;
  await visit(admin(v), "pauses Zoom", () => pause(v.at.world, house.base.admin));
  house.agenda.push({ at: after(house.now(), minutes(between(house, 5, 60))), act: () => resumeZoom(v) });
}

/** Tried until some process answers. */
async function resumeZoom(v: Visitor): Promise<void> {
  const { house } = v;
  const [at] = house.alive();
  const outcome = at === undefined ? undefined : await house.schedule.until(house.job(at, () => resume(at.world, house.base.admin)));
  house.tell(outcome === undefined ? "nobody resumes Zoom yet" : "Zoom is resumed");
  if (outcome === undefined) house.agenda.push({ at: after(house.now(), minutes(1)), act: () => resumeZoom(v) });
}

/** Turns a room off and, an hour later, on again, as its page does. */
export async function turnOff(v: Visitor): Promise<void> {
  const { house } = v;
  const rooms = (await roomsOf(house.base.db, v.who.institutionId)).filter(({ active }) => active);
  if (rooms.length < 2) return;
  const room = pick(house.random, rooms);
  await turn(v, room.id, false);
  house.agenda.push({
    at: after(house.now(), minutes(between(house, 30, 90))),
    act: () => house.schedule.until(turn({ ...v, at: house.alive()[0] ?? v.at }, room.id, true)),
  });
}

async function turn(v: Visitor, id: string, active: boolean): Promise<void> {
  const { house, at } = v;
  if (at.isDead) return;
  const institutionId = house.base.institutionId;
  await visit(admin(v), `turns a room ${active ? "on" : "off"}`, async () => {
    const { world, neighbours } = at;
    const before = (await roomsOf(world.db, institutionId)).find((room) => room.id === id)!;
    const above = upstairs(world, neighbours);
    const saved = await world.db.transaction(async (tx) => {
      const outcome = await saveChange(tx, before, { active }, before.revision, world.clock.now());
      if (outcome.ok && !active) await above.lost(tx, institutionId, [{ roomId: id, during: null }]);
      return outcome;
    });
    if (saved.ok && active) await above.gained(institutionId);
    return saved;
  });
}
