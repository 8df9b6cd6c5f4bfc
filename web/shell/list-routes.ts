import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { under } from "./frame-route.tsx";
import { code } from "./page-code.ts";

/** Lists of attendees, and the groups that are registered with them. */
export const listRoutes = [
  createRoute({
    ...under,
    path: "/lists",
    staticData: { who: "GET /api/lists" },
    component: lazyRouteComponent(
      code(() => import("../lists/lists-page.tsx")),
      "ListsPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/lists/$id",
    staticData: { who: "GET /api/lists/:id" },
    component: lazyRouteComponent(
      code(() => import("../lists/list-page.tsx")),
      "ListPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/groups",
    staticData: { who: "GET /api/groups" },
    component: lazyRouteComponent(
      code(() => import("../groups/groups-page.tsx")),
      "GroupsPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/groups/$id",
    staticData: { who: "GET /api/groups/:id" },
    component: lazyRouteComponent(
      code(() => import("../groups/group-page.tsx")),
      "GroupPage",
    ),
  }),
] as const;
