import { giveGroups } from "../../attendees/groups/actions.ts";
import { giveLists, saveList } from "../../attendees/lists/actions.ts";
import type { AgendaBeforeBookings } from "../../people/around.ts";
import { lockInstitution } from "../../sessions/actions.ts";
import type { World } from "../../world.ts";
import { noteOf } from "../actions.ts";
import { coursesAheadOf, giveCourses } from "../store.ts";

/** What members have to do with sessions, and with courses: these go to a successor with all their dates that lie ahead, their lists and groups. */
export const withCourses = (world: World, agenda: Omit<AgendaBeforeBookings, "coursesTaughtBy">): AgendaBeforeBookings => ({
  ...agenda,
  coursesTaughtBy: (institutionId, memberId) => coursesAheadOf(world.db, institutionId, memberId, world.clock.now()),
  giveAll: async (tx, from, to, by) => {
    const now = world.clock.now();
    const { institutionId } = from;
    await lockInstitution(tx, institutionId); // as whoever edits courses does; then courses, groups, lists, and sessions at last
    const courses = await giveCourses(tx, institutionId, from.id, to.id, now);
    await giveGroups(tx, institutionId, from.id, to.id);
    for (const course of courses) {
      await saveList(tx, institutionId, course.listId, { name: course.title, ownerId: to.id });
      await noteOf(tx, world, by, course, "course_given", { course: course.title, from: from.name, to: to.name }, now);
    }
    await giveLists(tx, institutionId, from.id, to.id, now); // while the sessions are still whose they were
    return agenda.giveAll(tx, from, to, by);
  },
});
