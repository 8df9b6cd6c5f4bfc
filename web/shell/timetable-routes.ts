import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frame } from "./frame-route.tsx";
import { code } from "./page-code.ts";

const under = { getParentRoute: () => frame };

/** What courses are made from: a timetable, and the days without lessons. */
export const timetableRoutes = [
  createRoute({
    ...under,
    path: "/settings/holidays",
    staticData: { who: "GET /api/holidays" },
    component: lazyRouteComponent(
      code(() => import("../courses/holidays/holidays-page.tsx")),
      "HolidaysPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/courses/import",
    staticData: { who: "POST /api/courses/import" },
    component: lazyRouteComponent(
      code(() => import("../courses/importing/import-page.tsx")),
      "ImportPage",
    ),
  }),
] as const;
