import {
  ChartColumn,
  CalendarCheck,
  CalendarClock,
  CalendarDays,
  CalendarPlus,
  CalendarRange,
  CalendarCog,
  Clock,
  ContactRound,
  DoorOpen,
  FlaskConical,
  House,
  Inbox,
  ListChecks,
  Mail,
  Plug,
  Presentation,
  Settings,
  Users,
  UsersRound,
  type LucideIcon,
} from "lucide-react";
import { whyNotCall, type Route } from "../../src/people/access/contract.ts";
import type { Me } from "../../src/people/contract.ts";

export type MenuWord =
  | "mySessions"
  | "ask"
  | "timeline"
  | "rooms"
  | "classrooms"
  | "waiting"
  | "courses"
  | "appointments"
  | "bookings"
  | "week"
  | "lists"
  | "groups"
  | "reports"
  | "people"
  | "connection"
  | "settings"
  | "setup"
  | "demo"
  | "clock"
  | "mailbox";
export type MenuEntry = {
  to:
    | "/"
    | "/ask"
    | "/timeline"
    | "/rooms"
    | "/classrooms"
    | "/waiting"
    | "/courses"
    | "/appointments"
    | "/bookings"
    | "/week"
    | "/lists"
    | "/groups"
    | "/reports"
    | "/members"
    | "/connection"
    | "/settings"
    | "/setup"
    | "/demo"
    | "/sandbox"
    | "/mailbox";
  word: MenuWord;
  icon: LucideIcon;
  /** Whoever may call the route finds it in the menu. */
  for: Route | "anyone";
  /** Is there only where there is something behind it. */
  where?: "setup" | "demo" | "sandbox" | "mailbox";
};

/** The pages, in the order of the sidebar. */
const entries: MenuEntry[] = [
  { to: "/", word: "mySessions", icon: House, for: "GET /api/my-sessions" },
  { to: "/ask", word: "ask", icon: CalendarPlus, for: "POST /api/sessions" },
  { to: "/courses", word: "courses", icon: CalendarRange, for: "GET /api/courses" },
  { to: "/appointments", word: "appointments", icon: CalendarCog, for: "GET /api/appointment-types" },
  { to: "/bookings", word: "bookings", icon: CalendarCheck, for: "GET /api/bookings" },
  { to: "/timeline", word: "timeline", icon: CalendarClock, for: "GET /api/timeline" },
  { to: "/week", word: "week", icon: CalendarDays, for: "GET /api/week" },
  { to: "/rooms", word: "rooms", icon: DoorOpen, for: "GET /api/rooms" },
  { to: "/classrooms", word: "classrooms", icon: Presentation, for: "GET /api/classrooms" },
  { to: "/waiting", word: "waiting", icon: Inbox, for: "GET /api/waiting" },
  { to: "/lists", word: "lists", icon: ContactRound, for: "GET /api/lists" },
  { to: "/groups", word: "groups", icon: UsersRound, for: "GET /api/groups" },
  { to: "/reports", word: "reports", icon: ChartColumn, for: "GET /api/reports" },
  { to: "/members", word: "people", icon: Users, for: "GET /api/members" },
  { to: "/connection", word: "connection", icon: Plug, for: "GET /api/connection" },
  { to: "/settings", word: "settings", icon: Settings, for: "PUT /api/settings" },
  { to: "/setup", word: "setup", icon: ListChecks, for: "GET /api/setup", where: "setup" },
  { to: "/demo", word: "demo", icon: FlaskConical, for: "POST /api/demo/remove", where: "demo" },
  { to: "/sandbox", word: "clock", icon: Clock, for: "anyone", where: "sandbox" },
  { to: "/mailbox", word: "mailbox", icon: Mail, for: "anyone", where: "mailbox" },
];

/** What this member may open. */
export function menuFor(me: Me): MenuEntry[] {
  const may = (of: MenuEntry["for"]): boolean => of === "anyone" || whyNotCall(of, me.member.role) === null;
  return entries.filter(({ for: of, where }) => may(of) && (where === undefined || me[where]));
}
