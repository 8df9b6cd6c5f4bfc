import { Badge, Box, Tooltip } from "@mantine/core";
import { MailX } from "lucide-react";
import { useTranslations } from "use-intl";
import { useMe } from "./me.ts";

/** A line under the header as long as nothing that the institution mails can reach anybody. */
export function MailsWait() {
  const { mailsWait } = useMe();
  const t = useTranslations("real");
  if (!mailsWait) return null;
  return (
    <Box px={{ base: "sm", sm: "md" }} pb={6}>
      <Tooltip label={t("mailsWaitText")} multiline maw={320}>
        <Badge variant="light" color="yellow" size="lg" leftSection={<MailX size={13} aria-hidden />} tabIndex={0} role="status" maw="100%">
          {t("mailsWait")}
        </Badge>
      </Tooltip>
    </Box>
  );
}
