import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { bookingRoutes } from "./booking-routes.ts";
import { Broken } from "./broken.tsx";
import { classroomRoutes } from "./classroom-routes.ts";
import { courseRoutes } from "./course-routes.ts";
import { doorRoutes } from "./door-routes.ts";
import { frame, under } from "./frame-route.tsx";
import { listRoutes } from "./list-routes.ts";
import { code } from "./page-code.ts";
import { queryClient } from "./queries.ts";
import { root } from "./root-route.tsx";
import { texts } from "./search-texts.ts";
import { timetableRoutes } from "./timetable-routes.ts";

const routes = [
  createRoute({
    ...under,
    path: "/",
    component: lazyRouteComponent(
      code(() => import("../sessions/my-sessions-page.tsx")),
      "MySessionsPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/sessions/$id",
    component: lazyRouteComponent(
      code(() => import("../sessions/session-page.tsx")),
      "SessionPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/ask",
    validateSearch: texts("again"),
    component: lazyRouteComponent(
      code(() => import("../sessions/ask-page.tsx")),
      "AskPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/timeline",
    validateSearch: texts("date", "view"),
    loaderDeps: ({ search }) => search,
    // A week of a large institution takes a while to read: it is asked for while the code of the page is fetched. What fails here the page asks for itself, and tells.
    loader: ({ deps }) => void import("../rooms/timeline-ahead.ts").then(({ askAhead }) => askAhead(queryClient, deps)).catch(() => undefined),
    component: lazyRouteComponent(
      code(() => import("../rooms/timeline-page.tsx")),
      "TimelinePage",
    ),
  }),
  createRoute({
    ...under,
    path: "/day",
    validateSearch: texts("date"),
    component: lazyRouteComponent(
      code(() => import("../rooms/day-sheet-page.tsx")),
      "DaySheetPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/rooms",
    staticData: { who: "GET /api/rooms" },
    component: lazyRouteComponent(
      code(() => import("../rooms/rooms-page.tsx")),
      "RoomsPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/rooms/$id",
    staticData: { who: "GET /api/rooms/:id" },
    component: lazyRouteComponent(
      code(() => import("../rooms/room-page.tsx")),
      "RoomPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/waiting",
    staticData: { who: "GET /api/waiting" },
    component: lazyRouteComponent(
      code(() => import("../sessions/waiting-page.tsx")),
      "WaitingPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/reports",
    validateSearch: texts("from", "to", "q"),
    component: lazyRouteComponent(
      code(() => import("../attendance/reports-page.tsx")),
      "ReportsPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/sessions/$id/report",
    // A large report takes the longest to come, so it is asked for along with the page's code and not after it.
    loader: async ({ params }) => {
      const { reportQuery } = await code(() => import("../attendance/queries.ts"))();
      void queryClient.prefetchQuery(reportQuery(params.id));
    },
    component: lazyRouteComponent(
      code(() => import("../attendance/report-page.tsx")),
      "ReportPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/members",
    staticData: { who: "GET /api/members" },
    validateSearch: texts("tab"),
    component: lazyRouteComponent(
      code(() => import("../people/members/members-page.tsx")),
      "MembersPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/connection",
    staticData: { who: "GET /api/connection" },
    validateSearch: texts("outcome", "attempt"),
    component: lazyRouteComponent(
      code(() => import("../connections/connection-page.tsx")),
      "ConnectionPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/settings",
    staticData: { who: "PUT /api/settings" },
    component: lazyRouteComponent(
      code(() => import("../people/settings-page.tsx")),
      "SettingsPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/account",
    staticData: { who: "GET /api/account" },
    validateSearch: texts("outcome", "attempt"),
    component: lazyRouteComponent(
      code(() => import("../people/account-page.tsx")),
      "AccountPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/setup",
    staticData: { who: "GET /api/setup" },
    component: lazyRouteComponent(
      code(() => import("../people/setting-up/setup-page.tsx")),
      "SetupPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/single-sign-on",
    staticData: { who: "GET /api/single-sign-on" },
    component: lazyRouteComponent(
      code(() => import("../people/single-sign-on-page.tsx")),
      "SingleSignOnPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/personal-data",
    staticData: { who: "GET /api/personal-data" },
    component: lazyRouteComponent(
      code(() => import("../people/personal-data-page.tsx")),
      "PersonalDataPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/demo",
    staticData: { who: "POST /api/demo/remove" },
    component: lazyRouteComponent(
      code(() => import("../example/demo-page.tsx")),
      "DemoPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/start",
    staticData: { who: "open" },
    component: lazyRouteComponent(
      code(() => import("../example/starting/start-page.tsx")),
      "StartPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/sandbox",
    staticData: { who: "open" },
    component: lazyRouteComponent(
      code(() => import("../example/sandbox-page.tsx")),
      "SandboxPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/mailbox",
    staticData: { who: "open" },
    validateSearch: texts("q", "to", "mail"),
    component: lazyRouteComponent(
      code(() => import("../example/mailbox-page.tsx")),
      "MailboxPage",
    ),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([
    frame.addChildren([...routes, ...listRoutes, ...courseRoutes, ...classroomRoutes, ...timetableRoutes, ...bookingRoutes]),
    ...doorRoutes,
  ]),
  defaultPreload: "intent",
  defaultErrorComponent: Broken,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
  interface HistoryState {
    /** A page greets what was made a moment ago. */
    justAsked?: boolean;
  }
}
