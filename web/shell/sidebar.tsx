import { Badge, Divider, NavLink, Stack, Tooltip } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { useMe } from "./me.ts";
import { menuFor, type MenuEntry } from "./menu.ts";
import classes from "./shell.module.css";

export function Sidebar({ onGo }: { onGo: () => void }) {
  const me = useMe();
  const entries = menuFor(me);
  const t = useTranslations("common.nav");
  const firstOfSandbox = entries.find((entry) => entry.where === "sandbox");
  return (
    <Stack component="nav" gap={4} aria-label={t("label")}>
      {entries.map((entry) => (
        <div key={entry.to}>
          {entry === firstOfSandbox && <Divider my="sm" />}
          <SidebarLink entry={entry} onGo={onGo} />
        </div>
      ))}
    </Stack>
  );
}

function SidebarLink({ entry, onGo }: { entry: MenuEntry; onGo: () => void }) {
  const t = useTranslations("common.nav");
  const path = useLocation({ select: (location) => location.pathname });
  const here = entry.to === "/" ? path === "/" : path.startsWith(entry.to);
  const Icon = entry.icon;
  return (
    <NavLink
      component={Link}
      to={entry.to}
      className={classes.link}
      label={t(entry.word)}
      active={here}
      {...(here ? { "aria-current": "page" as const } : {})}
      leftSection={<Icon size={18} aria-hidden />}
      rightSection={entry.word === "waiting" ? <Counts /> : undefined}
      onClick={onGo}
    />
  );
}

function Counts() {
  const { waiting, alarms } = useMe().badges;
  const t = useTranslations("common.nav");
  return (
    <>
      {waiting > 0 && <Count n={waiting} color="ink" label={t("waitingCount", { n: waiting })} />}
      {alarms > 0 && <Count n={alarms} color="red" label={t("alarmCount", { n: alarms })} />}
    </>
  );
}

function Count({ n, color, label }: { n: number; color: string; label: string }) {
  return (
    <Tooltip label={label}>
      <Badge color={color} size="sm" circle={n < 10} ml={4} aria-label={label} role="img">
        {n > 99 ? "99+" : n}
      </Badge>
    </Tooltip>
  );
}
