import { saveList } from "../../attendees/lists/actions.ts";
import type { Agenda } from "../../people/around.ts";
import { lockInstitution } from "../../sessions/actions.ts";
import type { World } from "../../world.ts";
import { noteOf } from "../actions.ts";
import { coursesAheadOf, giveCourses } from "../store.ts";

/** What members have to do with sessions, and with courses: these go to a successor with their list and all their dates that lie ahead. */
export const withCourses = (world: World, agenda: Omit<Agenda, "coursesTaughtBy">): Agenda => ({
  ...agenda,
  coursesTaughtBy: (institutionId, memberId) => coursesAheadOf(world.db, institutionId, memberId, world.clock.now()),
  giveAll: async (tx, from, to, by) => {
    const now = world.clock.now();
    const { institutionId } = from;
    await lockInstitution(tx, institutionId); // as whoever edits courses does; then courses, their lists, and sessions at last
    for (const course of await giveCourses(tx, institutionId, from.id, to.id, now)) {
      await saveList(tx, institutionId, course.listId, { name: course.title, ownerId: to.id });
      await noteOf(tx, world, by, course, "course_given", { course: course.title, from: from.name, to: to.name }, now);
    }
    return agenda.giveAll(tx, from, to, by);
  },
});
