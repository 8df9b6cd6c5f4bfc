import { Burger, Indicator } from "@mantine/core";
import { useTranslations } from "use-intl";
import { useMe } from "./me.ts";

type Props = { menuOpen: boolean; onMenu: () => void };

/** On a phone what needs attention is told within the menu: the button says that there is something. */
export function MenuButton({ menuOpen, onMenu }: Props) {
  const t = useTranslations("common");
  const { badges, zoom } = useMe();
  const away = zoom.state !== "connected";
  const count = badges.waiting + badges.alarms;
  const what = [
    ...(away ? [t(zoom.state === "unreachable" ? "zoom.unreachable" : "zoom.reconnect")] : []),
    ...(badges.waiting > 0 ? [t("nav.waitingCount", { n: badges.waiting })] : []),
    ...(badges.alarms > 0 ? [t("nav.alarmCount", { n: badges.alarms })] : []),
  ];
  const name = menuOpen ? t("nav.close") : what.length === 0 ? t("nav.open") : t("nav.openWith", { what: what.join(", ") });
  return (
    <Indicator
      hiddenFrom="sm"
      disabled={menuOpen || what.length === 0}
      label={count === 0 ? "!" : count > 99 ? "99+" : count}
      color={away || badges.alarms > 0 ? "red" : "ink"}
      size={18}
      offset={4}
    >
      <Burger size="sm" opened={menuOpen} onClick={onMenu} aria-label={name} aria-expanded={menuOpen} />
    </Indicator>
  );
}
