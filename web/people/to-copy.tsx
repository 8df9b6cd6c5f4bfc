import { Button, CopyButton, Group, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";

/** What is to be entered elsewhere. */
export function ToCopy({ label, value, copyLabel }: { label: string; value: string; copyLabel: string }) {
  const t = useTranslations("common");
  return (
    <Group align="flex-end" gap="xs">
      <TextInput label={label} value={value} readOnly variant="filled" style={{ flex: "1 1 260px" }} />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy} aria-label={copied ? t("copied") : copyLabel}>
            {copied ? t("copied") : t("copy")}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
