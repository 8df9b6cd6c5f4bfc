import { Alert, Stack, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { Mail } from "lucide-react";
import { useTranslations } from "use-intl";
import type { EditPreview } from "../../../src/courses/contract.ts";
import { Loading } from "../../shell/states.tsx";
import { DateList } from "../dates/date-list.tsx";
import { Refused } from "../dates/refused.tsx";
import { FittingTimes } from "../dates/fitting-times.tsx";
import { EditedDate } from "./edited-date.tsx";

type Props = { foreseen: UseQueryResult<EditPreview>; stale: boolean; zone: string; onTime: (time: string) => void };

const KINDS = { changes: "changes", "is made": "made", "is cancelled": "cancelled", "stays by hand": "byHand", stays: "stays" } as const;

/** What will become of each date, of its room, and who will be told: before it is done. */
export function EditForeseen({ foreseen: { data, error }, stale, zone, onTime }: Props) {
  const t = useTranslations("courses.edit.foreseen");
  if (error !== null) return <Refused error={error} />;
  if (data === undefined) return <Loading rows={2} height={40} />;
  const counts = Object.entries(KINDS).map(([does, word]) => ({ word, n: data.dates.filter((date) => date.does === does).length }));
  const shown = data.dates.filter(({ does }) => does !== "stays");
  return (
    <Stack gap="sm" component="section" aria-label={t("title")} aria-busy={stale} style={{ opacity: stale ? 0.55 : 1 }}>
      <Text fw={600}>{t("title")}</Text>
      <Text size="sm" role="status">
        {counts
          .filter(({ n }) => n > 0)
          .map(({ word, n }) => t(`counts.${word}`, { n }))
          .join(" · ")}
      </Text>
      <FittingTimes fitting={data.fitting} onPick={onTime} />
      {shown.length > 0 && (
        <DateList dates={shown} label={t("title")} scrolls>
          {(date) => <EditedDate key={date.sessionId} date={date} zone={zone} />}
        </DateList>
      )}
      <Alert color="ink" variant="light" icon={<Mail aria-hidden />} py="xs">
        {t("told", { n: data.told })}
      </Alert>
    </Stack>
  );
}
