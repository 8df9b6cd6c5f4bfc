import { ActionIcon, Avatar, Menu, Text } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { LogOut, UserRound } from "lucide-react";
import { useTranslations } from "use-intl";
import { InstitutionChoice } from "./institution-choice.tsx";
import { useMe } from "./me.ts";
import { useSignOut } from "./sign-out.ts";

export function AccountMenu() {
  const { member } = useMe();
  const t = useTranslations("common");
  const go = useNavigate();
  const signOut = useSignOut(() => go({ to: "/sign-in" }));
  return (
    <Menu position="bottom-end" width={240} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" size={34} radius="xl" aria-label={t("header.account", { name: member.name })}>
          <Avatar name={member.name} size={32} color="ink" alt="" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Text component="div" size="sm" fw={600} px="sm" pt={6} truncate title={member.name}>
          {member.name}
        </Text>
        <Text component="div" size="xs" c="dimmed" px="sm" truncate title={member.email}>
          {member.email}
        </Text>
        <Text component="div" size="xs" c="dimmed" px="sm" pb={6}>
          {t(`roles.${member.role}`)}
        </Text>
        <InstitutionChoice />
        <Menu.Divider />
        <Menu.Item component={Link} to="/account" leftSection={<UserRound size={16} aria-hidden />}>
          {t("header.ownAccount")}
        </Menu.Item>
        <Menu.Item leftSection={<LogOut size={16} aria-hidden />} onClick={() => void signOut()}>
          {t("header.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
