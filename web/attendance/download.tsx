import { Menu, Text, VisuallyHidden } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { ChevronDown, Download as DownloadIcon, FileSpreadsheet, FileText, Table2, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ReportView } from "../../src/attendance/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { getFile } from "../shell/files.ts";
import { useSaying } from "../shell/saying.tsx";
import { fileAddress } from "./queries.ts";

const FORMATS = ["csv", "xlsx", "pdf"] as const;
const icons: Record<(typeof FORMATS)[number], LucideIcon> = { csv: Table2, xlsx: FileSpreadsheet, pdf: FileText };

/** The report as a file. Of a large meeting it is made for some seconds: the button shows that, and a refusal is told where others are. */
export function Download({ report }: { report: ReportView }) {
  const t = useTranslations("reports.report");
  const saying = useSaying();
  const making = useMutation({
    mutationFn: (format: (typeof FORMATS)[number]) => getFile(fileAddress(report.sessionId, format)),
    onError: saying.failed,
  });
  const icon = <DownloadIcon size={16} aria-hidden />;
  if (report.state === "none yet") {
    return (
      <ActButton variant="default" leftSection={icon} whyNot={t("noExport")}>
        {t("download")}
      </ActButton>
    );
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActButton variant="default" leftSection={icon} rightSection={<ChevronDown size={14} aria-hidden />} loading={making.isPending}>
            {t("download")}
          </ActButton>
        </Menu.Target>
        <Menu.Dropdown>
          {FORMATS.map((format) => (
            <Format key={format} format={format} onClick={() => making.mutate(format)} />
          ))}
        </Menu.Dropdown>
      </Menu>
      <VisuallyHidden role="status">{making.isPending && t("making")}</VisuallyHidden>
    </>
  );
}

function Format({ format, onClick }: { format: (typeof FORMATS)[number]; onClick: () => void }) {
  const t = useTranslations("reports.report");
  const Icon = icons[format];
  return (
    <Menu.Item leftSection={<Icon size={16} aria-hidden />} onClick={onClick}>
      {t(`formats.${format}`)}
      <Text size="xs" c="dimmed">
        {t(`formatsText.${format}`)}
      </Text>
    </Menu.Item>
  );
}
