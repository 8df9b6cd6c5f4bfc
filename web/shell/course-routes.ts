import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { under } from "./frame-route.tsx";
import { code } from "./page-code.ts";
import { texts } from "./search-texts.ts";

/** Pages of what recurs. */
export const courseRoutes = [
  createRoute({
    ...under,
    path: "/courses",
    staticData: { who: "GET /api/courses" },
    validateSearch: texts("q", "past"),
    component: lazyRouteComponent(
      code(() => import("../courses/courses-page.tsx")),
      "CoursesPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/courses/new",
    staticData: { who: "POST /api/courses" },
    component: lazyRouteComponent(
      code(() => import("../courses/making/new-course-page.tsx")),
      "NewCoursePage",
    ),
  }),
  createRoute({
    ...under,
    path: "/courses/$id",
    staticData: { who: "GET /api/courses/:id" },
    component: lazyRouteComponent(
      code(() => import("../courses/showing/course-page.tsx")),
      "CoursePage",
    ),
  }),
  createRoute({
    ...under,
    path: "/week",
    staticData: { who: "GET /api/week" },
    validateSearch: texts("of", "id", "monday"),
    component: lazyRouteComponent(
      code(() => import("../week/week-page.tsx")),
      "WeekPage",
    ),
  }),
] as const;
