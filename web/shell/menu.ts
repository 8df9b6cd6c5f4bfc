import {
  ChartColumn,
  CalendarClock,
  CalendarPlus,
  Clock,
  DoorOpen,
  House,
  Inbox,
  Mail,
  Plug,
  FlaskConical,
  ListChecks,
  Settings,
  Users,
  type LucideIcon,
} from "lucide-react";
import type { Me } from "../../src/people/contract.ts";

export type MenuWord =
  "mySessions" | "ask" | "timeline" | "rooms" | "waiting" | "reports" | "people" | "connection" | "settings" | "setup" | "demo" | "clock" | "mailbox";
export type MenuEntry = {
  to: "/" | "/ask" | "/timeline" | "/rooms" | "/waiting" | "/reports" | "/members" | "/connection" | "/settings" | "/setup" | "/demo" | "/sandbox" | "/mailbox";
  word: MenuWord;
  icon: LucideIcon;
  for: "all" | "admins" | "setup" | "demo" | "sandbox" | "mailbox";
};

/** The pages, in the order of the sidebar. */
const entries: MenuEntry[] = [
  { to: "/", word: "mySessions", icon: House, for: "all" },
  { to: "/ask", word: "ask", icon: CalendarPlus, for: "all" },
  { to: "/timeline", word: "timeline", icon: CalendarClock, for: "all" },
  { to: "/rooms", word: "rooms", icon: DoorOpen, for: "admins" },
  { to: "/waiting", word: "waiting", icon: Inbox, for: "admins" },
  { to: "/reports", word: "reports", icon: ChartColumn, for: "all" },
  { to: "/members", word: "people", icon: Users, for: "admins" },
  { to: "/connection", word: "connection", icon: Plug, for: "admins" },
  { to: "/settings", word: "settings", icon: Settings, for: "admins" },
  { to: "/setup", word: "setup", icon: ListChecks, for: "setup" },
  { to: "/demo", word: "demo", icon: FlaskConical, for: "demo" },
  { to: "/sandbox", word: "clock", icon: Clock, for: "sandbox" },
  { to: "/mailbox", word: "mailbox", icon: Mail, for: "mailbox" },
];

/** What this member may open. */
export function menuFor(me: Me): MenuEntry[] {
  const open = {
    all: true,
    admins: me.member.role !== "organizer",
    setup: me.setup,
    demo: me.demo && me.member.role === "owner",
    sandbox: me.sandbox,
    mailbox: me.mailbox,
  };
  return entries.filter((entry) => open[entry.for]);
}
