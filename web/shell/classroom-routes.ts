import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { under } from "./frame-route.tsx";
import { code } from "./page-code.ts";
import { texts } from "./search-texts.ts";

/** Pages of classrooms, of what is done for them step by step, and of the Zoom account's users. */
export const classroomRoutes = [
  createRoute({
    ...under,
    path: "/classrooms",
    staticData: { who: "GET /api/classrooms" },
    validateSearch: texts("retire", "name"),
    component: lazyRouteComponent(
      code(() => import("../classrooms/classrooms-page.tsx")),
      "ClassroomsPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/classrooms/new",
    staticData: { who: "POST /api/classrooms" },
    validateSearch: texts("replaces"),
    component: lazyRouteComponent(
      code(() => import("../classrooms/making/new-classroom-page.tsx")),
      "NewClassroomPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/classrooms/many",
    staticData: { who: "POST /api/classrooms/many" },
    validateSearch: texts("what"),
    component: lazyRouteComponent(
      code(() => import("../classrooms/many/many-page.tsx")),
      "ManyPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/classrooms/differences",
    staticData: { who: "GET /api/drifts" },
    component: lazyRouteComponent(
      code(() => import("../classrooms/drifts/drifts-page.tsx")),
      "DriftsPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/mailboxes",
    staticData: { who: "GET /api/mailboxes" },
    validateSearch: texts("email", "run"),
    component: lazyRouteComponent(
      code(() => import("../classrooms/mailboxes-page.tsx")),
      "MailboxesPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/runs",
    staticData: { who: "GET /api/runs" },
    validateSearch: texts("batch", "classroom"),
    component: lazyRouteComponent(
      code(() => import("../classrooms/runs/runs-page.tsx")),
      "RunsPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/runs/$id",
    staticData: { who: "GET /api/runs/:id" },
    component: lazyRouteComponent(
      code(() => import("../classrooms/runs/run-page.tsx")),
      "RunPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/provisioning",
    staticData: { who: "GET /api/provisioning" },
    component: lazyRouteComponent(
      code(() => import("../people/zoom-users/provisioning-page.tsx")),
      "ProvisioningPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/zoom-users",
    staticData: { who: "GET /api/zoom-users" },
    component: lazyRouteComponent(
      code(() => import("../people/zoom-users/zoom-users-page.tsx")),
      "ZoomUsersPage",
    ),
  }),
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
