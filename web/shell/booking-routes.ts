import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { under } from "./frame-route.tsx";
import { code } from "./page-code.ts";
import { texts } from "./search-texts.ts";

/** What can be booked, and what has been. */
export const bookingRoutes = [
  createRoute({
    ...under,
    path: "/appointments",
    staticData: { who: "GET /api/appointment-types" },
    component: lazyRouteComponent(
      code(() => import("../bookings/types-page.tsx")),
      "TypesPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/appointments/new",
    staticData: { who: "POST /api/appointment-types" },
    component: lazyRouteComponent(
      code(() => import("../bookings/editing/new-type-page.tsx")),
      "NewTypePage",
    ),
  }),
  createRoute({
    ...under,
    path: "/appointments/$id",
    staticData: { who: "GET /api/appointment-types/:id" },
    component: lazyRouteComponent(
      code(() => import("../bookings/editing/type-page.tsx")),
      "TypePage",
    ),
  }),
  createRoute({
    ...under,
    path: "/bookings",
    staticData: { who: "GET /api/bookings" },
    validateSearch: texts("when", "type"),
    component: lazyRouteComponent(
      code(() => import("../bookings/coming/bookings-page.tsx")),
      "BookingsPage",
    ),
  }),
  createRoute({
    ...under,
    path: "/settings/appointments",
    staticData: { who: "PUT /api/settings/appointments" },
    component: lazyRouteComponent(
      code(() => import("../bookings/settings/booking-settings-page.tsx")),
      "BookingSettingsPage",
    ),
  }),
] as const;
