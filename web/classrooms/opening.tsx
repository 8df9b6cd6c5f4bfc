import { Anchor, Button, CopyButton, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../src/classrooms/contract.ts";

/** Link and passcode, in sight only for whoever asks for them: somebody may look over the shoulder. */
export function Opening({ classroom: { name, link, passcode, standing } }: { classroom: ClassroomView }) {
  const t = useTranslations("classrooms");
  const [open, { toggle }] = useDisclosure(false);
  if (link === null && passcode === null)
    return (
      <Text size="sm" c="dimmed">
        {t("notYet")}
      </Text>
    );
  return (
    <Stack gap={2} align="flex-start">
      {open && passcode !== null && <Copied label={t("passcode")} value={passcode} />}
      {open && link !== null && (
        <Copied label={t("link")} value={link}>
          <Anchor href={link} target="_blank" rel="noreferrer" size="sm">
            {link.split("?")[0]}
          </Anchor>
        </Copied>
      )}
      <Button variant="subtle" size="compact-sm" px={0} aria-expanded={open} aria-label={t(open ? "hideOf" : "showOf", { name })} onClick={toggle}>
        {t(open ? "hide" : "show")}
      </Button>
      {!open && standing !== null && (
        <Text size="xs" c="dimmed">
          {t(standing === "personal meeting" ? "standing.personal_meeting" : "standing.meeting_without_fixed_time")}
        </Text>
      )}
    </Stack>
  );
}

function Copied({ label, value, children }: { label: string; value: string; children?: React.ReactNode }) {
  const t = useTranslations("classrooms");
  return (
    <Group gap={6}>
      {children ?? (
        <Text size="sm" ff="monospace">
          {value}
        </Text>
      )}
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" size="compact-xs" onClick={copy} aria-label={`${copied ? t("copied") : t("copy")}: ${label}`}>
            {copied ? t("copied") : t("copy")}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
