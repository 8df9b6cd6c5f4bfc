import { Anchor, Group, Stack, Text, ThemeIcon, VisuallyHidden } from "@mantine/core";
import { ArrowLeftRight, ExternalLink, LogIn, Mail, Radio, Users, Webhook, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";
import type { SandboxState } from "../../src/example/contract.ts";
import { AnchorLink } from "../shell/links.tsx";
import { Part } from "./part.tsx";
import { zoomAddress } from "./zoom-control.ts";

const pages = [
  { path: "/signin", word: "signIn", icon: LogIn },
  { path: "/live", word: "live", icon: Radio },
  { path: "/users", word: "users", icon: Users },
  { path: "/calls", word: "calls", icon: ArrowLeftRight },
  { path: "/webhooks", word: "webhooks", icon: Webhook },
] as const;

/** What people and operators see of Zoom, played by the sandbox. */
export function ZoomPagesCard({ state }: { state: SandboxState }) {
  const t = useTranslations("sandbox.zoom");
  return (
    <Part title={t("title")} text={t("text")}>
      <Stack component="ul" gap="sm" mt="md" p={0} m={0} style={{ listStyle: "none" }}>
        {pages.map(({ path, word, icon }) => (
          <Line key={path} icon={icon} text={t(`${word}Text`)}>
            <Anchor href={zoomAddress(state.zoomUrl, path)} target="_blank" rel="noreferrer" fw={600}>
              {t(word)} <ExternalLink size={13} aria-hidden />
              <VisuallyHidden> ({t("open")})</VisuallyHidden>
            </Anchor>
          </Line>
        ))}
        <Line icon={Mail} text={t("mailboxText", { n: state.mails })}>
          <AnchorLink to="/mailbox" fw={600}>
            {t("mailbox")}
          </AnchorLink>
        </Line>
      </Stack>
    </Part>
  );
}

function Line({ icon: Icon, text, children }: { icon: LucideIcon; text: string; children: React.ReactNode }) {
  return (
    <Group component="li" gap="sm" wrap="nowrap" align="flex-start">
      <ThemeIcon variant="light" size={34} aria-hidden>
        <Icon size={18} />
      </ThemeIcon>
      <div>
        {children}
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      </div>
    </Group>
  );
}
