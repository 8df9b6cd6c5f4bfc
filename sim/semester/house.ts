import { addToList } from "../../src/attendees/lists/actions.ts";
import { makeCourse, type Made } from "../../src/courses/actions.ts";
import { courseFor } from "../../src/courses/showing-actions.ts";
import { instant, iso } from "../../src/lib/time.ts";
import type { Database } from "../../src/platform/database.ts";
import { openMailer } from "../../src/platform/mailer.ts";
import { roomsOf, saveChange } from "../../src/rooms/actions.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import type { Post } from "./post.ts";
import { BEGINS, ZONE, ZOOM_IS_AWAY, type Planned } from "./timetable.ts";

export const TUTOR = "tutor";
const roomId = (n: number): string => `aula-${n}`;

/** An institution with so many rooms, a Zoom user who can be named as host, and a Zoom that will be away on a Monday. */
export async function openHouse(db: Database, rooms: number, post: (now: TestWorld["clock"]["now"]) => Promise<Post>): Promise<TestWorld & { post: Post }> {
  const ids = [TUTOR, ...Array.from({ length: rooms }, (_, n) => roomId(n + 1))];
  const world = await aWorld(db, { at: instant(BEGINS), rooms: 0, people: ids.map((id) => ({ id, email: `${id}@universidad.example` })) });
  for (const room of await roomsOf(db, world.institutionId))
    if (room.hostId.startsWith("aula-")) await db.transaction((tx) => saveChange(tx, room, { active: true }, room.revision, world.clock.now()));
  await world.settle();
  world.mailer.close();
  const kept = await post(() => world.clock.now());
  const mailer = openMailer({ url: kept.url, from: { name: "Bedel", email: "bedel@universidad.example" }, timeoutMs: 30_000 });
  await world.control("faults", { kind: "outage", from: new Date(ZOOM_IS_AWAY.from).toISOString(), to: new Date(ZOOM_IS_AWAY.to).toISOString() });
  return Object.assign(world, { mailer, post: kept });
}

/** As an administrator does: the course first, then its people. */
export async function planned(w: TestWorld, course: Planned): Promise<Made["course"]> {
  const [first, ...others] = course.slots.map(({ wall }) => wall);
  const asked = {
    ...{ id: w.random.uuid(), title: course.title, teacherId: null, zone: ZONE, start: first!, rule: course.rule, without: [] },
    ...({ extra: course.rule === null ? others : [], minutes: course.minutes, kind: "meeting", admission: "automatic", expected: null } as const),
    ...({ source: course.host === "room" ? "pool" : "named host", hostId: course.host === "room" ? null : TUTOR } as const),
    ...{ skipsHolidays: true, groupIds: [] },
  };
  const { course: made } = valueOf(await makeCourse(w, w.admin, asked, { preview: false }));
  valueOf(await addToList(w, w.admin, made.listId, course.people.map((email) => `Zoë Núñez <${email}>`).join("\n")));
  return made;
}

/** What the page of a course says of each date that will be on Zoom later than usual: its start, and on which day. */
export async function postponedOn(w: TestWorld, courses: readonly Made["course"][]): Promise<Map<string, string>> {
  const named = new Map<string, string>();
  for (const { id } of courses)
    for (const { title, start, postponedTo } of valueOf(await courseFor(w, w.admin, id)).sessions)
      if (postponedTo !== null) named.set(`${title} ${iso(instant(start))}`, postponedTo);
  return named;
}
