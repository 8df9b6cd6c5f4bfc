import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { code } from "./page-code.ts";
import { root } from "./root-route.tsx";
import { texts } from "./search-texts.ts";

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: texts("to", "trouble"),
  component: lazyRouteComponent(
    code(() => import("../people/sign-in-page.tsx")),
    "SignInPage",
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

const beginReal = createRoute({
  getParentRoute: () => root,
  path: "/start/$token",
  component: lazyRouteComponent(
    code(() => import("../example/starting/begin-real-page.tsx")),
    "BeginRealPage",
  ),
});

/** What a mailed link leads whoever administers the Zoom account to. */
const connect = createRoute({
  getParentRoute: () => root,
  path: "/connect/$token",
  component: lazyRouteComponent(
    code(() => import("../connections/connect-page.tsx")),
    "ConnectPage",
  ),
});

const thanks = createRoute({
  getParentRoute: () => root,
  path: "/connect/thanks",
  validateSearch: texts("outcome", "attempt"),
  component: lazyRouteComponent(
    code(() => import("../connections/thanks-page.tsx")),
    "ThanksPage",
  ),
});

const zoomReturn = createRoute({
  getParentRoute: () => root,
  path: "/zoom-return",
  validateSearch: texts("outcome"),
  component: lazyRouteComponent(
    code(() => import("../connections/return-page.tsx")),
    "ReturnPage",
  ),
});

/** Pages before the door, which need nobody who has signed in. */
export const doorRoutes = [signIn, signInLink, resetPassword, invitation, begin, beginReal, connect, thanks, zoomReturn] as const;
