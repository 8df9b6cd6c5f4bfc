import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { under } from "./frame-route.tsx";
import { code } from "./page-code.ts";

/** Classrooms, and where they are published. */
export const classroomRoutes = [
  createRoute({
    ...under,
    path: "/external-databases",
    staticData: { who: "GET /api/external-databases" },
    component: lazyRouteComponent(
      code(() => import("../classrooms/databases-page.tsx")),
      "DatabasesPage",
    ),
  }),
] as const;
