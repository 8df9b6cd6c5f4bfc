import { Box, Button, Group } from "@mantine/core";
import { Link, Outlet, createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { Broken, BrokenFrame } from "./broken.tsx";
import { Frame } from "./frame.tsx";
import { code } from "./page-code.ts";
import { Page } from "./page.tsx";

const root = createRootRoute({ component: Outlet, notFoundComponent: NoPage, errorComponent: BrokenFrame });
const frame = createRoute({ getParentRoute: () => root, id: "frame", component: Frame });
const under = { getParentRoute: () => frame };

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
/** Keeps the named search parameters that are texts, and drops the rest. */
const texts =
  <K extends string>(...names: K[]) =>
  (search: Record<string, unknown>): { [name in K]?: string } =>
    Object.fromEntries(names.flatMap((name) => (text(search[name]) === undefined ? [] : [[name, text(search[name])]]))) as { [name in K]?: string };

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
    staticData: { who: "not set up" },
    validateSearch: texts("outcome", "attempt"),
    component: lazyRouteComponent(
      code(() => import("../people/account-page.tsx")),
      "AccountPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/single-sign-on",
    staticData: { who: "PUT /api/single-sign-on" },
    component: lazyRouteComponent(
      code(() => import("../people/single-sign-on-page.tsx")),
      "SingleSignOnPage",
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

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: texts("to", "trouble"),
  component: lazyRouteComponent(
    code(() => import("../people/sign-in-page.tsx")),
    "SignInPage",
  ),
});

/** For whoever comes by a mailed link, and back from Zoom: nobody need have signed in. */
const connecting = [
  createRoute({
    getParentRoute: () => root,
    path: "/connect/$token",
    component: lazyRouteComponent(
      code(() => import("../connections/connect-page.tsx")),
      "ConnectPage",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/connect/thanks",
    validateSearch: texts("outcome", "attempt"),
    component: lazyRouteComponent(
      code(() => import("../connections/thanks-page.tsx")),
      "ThanksPage",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/zoom-return",
    validateSearch: texts("outcome"),
    component: lazyRouteComponent(
      code(() => import("../connections/return-page.tsx")),
      "ReturnPage",
    ),
  }),
] as const;

const signInLink = createRoute({
  getParentRoute: () => root,
  path: "/sign-in/link/$token",
  component: lazyRouteComponent(
    code(() => import("../people/sign-in-link-page.tsx")),
    "SignInLinkPage",
  ),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: "/reset-password",
  validateSearch: texts("token"),
  component: lazyRouteComponent(
    code(() => import("../people/reset-password-page.tsx")),
    "ResetPasswordPage",
  ),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitations/$token",
  component: lazyRouteComponent(
    code(() => import("../people/arriving/invitation-page.tsx")),
    "InvitationPage",
  ),
});

const begin = createRoute({
  getParentRoute: () => root,
  path: "/begin/$token",
  component: lazyRouteComponent(
    code(() => import("../people/arriving/begin-page.tsx")),
    "BeginPage",
  ),
});

export const router = createRouter({
  routeTree: root.addChildren([frame.addChildren(routes), signIn, signInLink, resetPassword, invitation, begin, ...connecting]),
  defaultPreload: "intent",
  defaultErrorComponent: Broken,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
  interface HistoryState {
    /** The session's page greets a request that was made a moment ago. */
    justAsked?: boolean;
  }
}

function NoPage() {
  const t = useTranslations("common.trouble");
  return (
    <Box component="main" p="md">
      <Page title={t("noPage")} text={t("noPageText")} width="narrow">
        <Group>
          <Button component={Link} to="/">
            {t("home")}
          </Button>
        </Group>
      </Page>
    </Box>
  );
}
