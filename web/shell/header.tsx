import { ActionIcon, Box, Button, Group, Text, Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useTranslations } from "use-intl";
import { AccountMenu } from "./account-menu.tsx";
import { openFinder } from "./finder.tsx";
import { useMaybeMe } from "./me.ts";
import { LanguageSwitch, ThemeSwitch } from "./switches.tsx";
import { MenuButton } from "./menu-button.tsx";
import { ZoomPill } from "./zoom-pill.tsx";
import classes from "./shell.module.css";

type Props = { menuOpen: boolean; onMenu: () => void };

export function Header({ menuOpen, onMenu }: Props) {
  const me = useMaybeMe();
  const t = useTranslations("common");
  return (
    <Group className={classes.bar} px={{ base: "sm", sm: "md" }} justify="space-between" wrap="nowrap" gap="sm">
      <Group gap="sm" wrap="nowrap" style={{ minWidth: 0 }}>
        {me !== null && <MenuButton menuOpen={menuOpen} onMenu={onMenu} />}
        <Link to="/" className={classes.brand}>
          <span className={classes.mark} aria-hidden>
            b
          </span>
          <Text fw={650} truncate title={me?.institution.name ?? t("product")}>
            {me?.institution.name ?? t("product")}
          </Text>
        </Link>
      </Group>
      <Group gap="xs" wrap="nowrap" style={{ flex: "none" }}>
        {me !== null && (
          <Box visibleFrom="md">
            <ZoomPill />
          </Box>
        )}
        {me !== null && <FindButton />}
        <Box visibleFrom="sm">
          <LanguageSwitch />
        </Box>
        <ThemeSwitch />
        {me !== null ? (
          <AccountMenu />
        ) : (
          <Button size="xs" component={Link} to="/sign-in">
            {t("header.signIn")}
          </Button>
        )}
      </Group>
    </Group>
  );
}

function FindButton() {
  const t = useTranslations("common.header");
  return (
    <Tooltip label={`${t("find")} (Ctrl K)`}>
      <ActionIcon variant="default" size={32} aria-label={t("find")} aria-keyshortcuts="Control+K" onClick={openFinder}>
        <Search size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
