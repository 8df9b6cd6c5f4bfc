import { ActionIcon, Avatar, Menu, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { LogOut } from "lucide-react";
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
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon variant="subtle" size={34} radius="xl" aria-label={t("header.account", { name: member.name })}>
          <Avatar name={member.name} size={32} color="ink" alt="" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Text size="sm" fw={600} px="sm" pt={6} truncate title={member.name}>
          {member.name}
        </Text>
        <Text size="xs" c="dimmed" px="sm" truncate title={member.email}>
          {member.email}
        </Text>
        <Text size="xs" c="dimmed" px="sm" pb={6}>
          {t(`roles.${member.role}`)}
        </Text>
        <InstitutionChoice />
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={16} aria-hidden />} onClick={() => void signOut()}>
          {t("header.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
