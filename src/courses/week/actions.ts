import type { z } from "zod";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { addDays, isInOurTimes, iso, isZone, startOfDay } from "../../lib/time.ts";
import { institutionById, memberById } from "../../people/actions.ts";
import { isAdmin, type Member } from "../../people/member.ts";
import type { Tx } from "../../platform/database.ts";
import { roomById } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import type { askWeek, Week } from "../contract.ts";
import { holidaysOf } from "../holidays/actions.ts";
import * as store from "./store.ts";

type Asked = z.infer<typeof askWeek>;
type Whose = { name: string; of: Parameters<typeof store.sessionsOn>[3] };

/**
 * A week from its Monday on, in the asked zone, else the institution's. Organizers see their own week, and of rooms, their own groups and the institution what is theirs by name and of the rest that
 * something is on; administrators see everything.
 */
export async function weekFor({ db }: Pick<World, "db">, who: Member, asked: Asked): Promise<Outcome<Week>> {
  const { settings } = (await institutionById(db, who.institutionId))!;
  const zone = asked.zone ?? settings.zone;
  if (!isZone(zone)) return refused("time_zone_unknown", { field: "zone" });
  const within = weekOf(asked.monday, zone);
  if (within === null) return refused("malformed", { field: "monday" });
  const whose = await whoseWeek(db, who, asked, settings.name);
  if (whose === null) return refused("not_found");
  const rows = await store.sessionsOn(db, who.institutionId, within, whose.of);
  const holidays = await holidaysOf(db, who.institutionId);
  const days = Array.from({ length: 7 }, (_, i) => addDays(asked.monday, i));
  return fine({
    name: whose.name,
    zone,
    monday: asked.monday,
    sessions: rows.map((row) => {
      const isVeiled = !isAdmin(who) && row.organizerId !== who.id;
      return {
        id: row.id,
        courseId: isVeiled ? null : row.courseId,
        title: isVeiled ? "" : row.title,
        start: iso(row.start),
        end: iso(row.end),
        teacher: isVeiled ? "" : row.teacher,
        room: row.room,
        waiting: row.status === "waiting",
        cancelled: row.status === "cancelled",
      };
    }),
    holidays: days.flatMap((day) => (holidays.has(day) ? [{ day, name: holidays.get(day)! }] : [])),
  });
}

function weekOf(monday: string, zone: string) {
  try {
    const week = { start: startOfDay(monday, zone), end: startOfDay(addDays(monday, 7), zone) };
    return isInOurTimes(week.start) && isInOurTimes(week.end) ? week : null;
  } catch {
    return null; // no day of the calendar
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Null: there is nobody and nothing of this id for who asks. */
async function whoseWeek(tx: Tx, who: Member, { of, id }: Asked, institution: string): Promise<Whose | null> {
  if (of === "institution") return { name: institution, of: {} };
  const whom = of === "teacher" ? (id ?? who.id) : id;
  if (whom === undefined || !UUID.test(whom)) return null;
  if (of === "teacher") {
    const teacher = whom === who.id || isAdmin(who) ? await memberById(tx, who.institutionId, whom) : null;
    return teacher === null ? null : { name: teacher.name, of: { teacherId: whom } };
  }
  if (of === "room") {
    const room = await roomById(tx, who.institutionId, whom);
    return room === null ? null : { name: room.name, of: { roomId: whom } };
  }
  const group = await store.groupName(tx, who.institutionId, whom);
  return group === null || !(isAdmin(who) || group.ownerId === who.id) ? null : { name: group.name, of: { groupId: whom } };
}
