import type { LeftBehind } from "../zoom-users/left-behind.tsx";
import { ActionIcon, Menu, Text } from "@mantine/core";
import { EllipsisVertical, MailX, Send, UserCog, UserMinus, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";
import type { InvitationView, MemberView } from "../../../src/people/members/contract.ts";
import { useWhyNot } from "../../shell/trouble.tsx";
import type { Line } from "./found.ts";

/** What somebody wants to do with a line. */
export type Wanted =
  { what: "change" | "remove"; member: MemberView } | { what: "stay"; left: LeftBehind } | { what: "resend" | "revoke"; invitation: InvitationView };

/** What can be done with a member or an invitation; what can't says why. */
export function LineActions({ line, onWant }: { line: Line; onWant: (wanted: Wanted) => void }) {
  const t = useTranslations("members");
  if (line.is === "member" && line.of.state === "left") return null;
  return (
    <Menu position="bottom-end" width={280} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("actionsOf", { name: line.of.name })}>
          <EllipsisVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {line.is === "member" ? (
          <>
            <Item icon={UserCog} label={t("change")} whyNot={null} onClick={() => onWant({ what: "change", member: line.of })} />
            <Item icon={UserMinus} label={t("remove")} whyNot={line.of.whyNot.remove} onClick={() => onWant({ what: "remove", member: line.of })} />
          </>
        ) : (
          <>
            <Item icon={Send} label={t("resend")} whyNot={line.of.whyNot} onClick={() => onWant({ what: "resend", invitation: line.of })} />
            <Item icon={MailX} label={t("revoke")} whyNot={line.of.whyNot} onClick={() => onWant({ what: "revoke", invitation: line.of })} />
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Item({ icon: Icon, label, whyNot, onClick }: { icon: LucideIcon; label: string; whyNot: string | null; onClick: () => void }) {
  const reason = useWhyNot()(whyNot);
  return (
    <Menu.Item
      leftSection={<Icon size={16} aria-hidden />}
      {...(reason === null ? { onClick } : { "aria-disabled": true, "data-disabled": true, closeMenuOnClick: false })}
    >
      {label}
      {reason !== null && (
        <Text size="xs" c="dimmed">
          {reason}
        </Text>
      )}
    </Menu.Item>
  );
}
