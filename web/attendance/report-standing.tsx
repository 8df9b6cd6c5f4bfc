import { Alert, Group, Text } from "@mantine/core";
import { Clock, Eraser, Info, RefreshCw, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { reportDoubt, ReportView } from "../../src/attendance/contract.ts";
import type { z } from "zod";
import { useTimes } from "../shell/times.tsx";
import { ReportStateBadge } from "./report-state.tsx";

const words = {
  "instances unread": "instancesUnread",
  "rows unprocessed": "rowsUnprocessed",
  "somebody missing": "somebodyMissing",
  "not read twice": "notReadTwice",
  "readings differ": "readingsDiffer",
} as const satisfies Record<z.infer<typeof reportDoubt>, string>;

/** How far the report can be trusted: when Zoom was read, when again, and what is unsettled. */
export function ReportStanding({ report }: { report: ReportView }) {
  const t = useTranslations("reports.report");
  return (
    <>
      {report.state === "none yet" && report.peopleErasedAt === null && <NoneYet report={report} />}
      {report.state === "provisional" && <Provisional report={report} />}
      {report.state === "final" && <Final report={report} />}
      {report.peopleErasedAt !== null && <Erased at={report.peopleErasedAt} zone={report.zone} />}
      {report.source === "webhooks" && (
        <Alert color="ink" variant="light" icon={<Info aria-hidden />}>
          {t("source.webhooks")}
        </Alert>
      )}
    </>
  );
}

function Erased({ at, zone }: { at: string; zone: string }) {
  const t = useTranslations("reports.report.standing");
  const times = useTimes();
  return (
    <Alert color="ink" variant="light" icon={<Eraser aria-hidden />} title={t("erasedTitle")}>
      {t("erased", { when: times.moment(at, zone), city: times.city(zone) })}
    </Alert>
  );
}

function NoneYet({ report: { hindered, readAgainAt, planned, zone } }: { report: ReportView }) {
  const t = useTranslations("reports.report.standing");
  const times = useTimes();
  const why = useHindrance();
  if (hindered !== null) {
    const isToCome = hindered.by === "connection" || hindered.againAt !== null;
    return (
      <Alert color="yellow" variant="light" icon={<TriangleAlert aria-hidden />} title={t(isToCome ? "noneTitle" : "hindered.title")}>
        {why(hindered, zone)}
      </Alert>
    );
  }
  return (
    <Alert color="ink" variant="light" icon={<Clock aria-hidden />} title={t("noneTitle")}>
      {t(readAgainAt === null ? "noneNoTime" : "none", { when: times.moment(readAgainAt ?? planned.end, zone), city: times.city(zone) })}
    </Alert>
  );
}

function useHindrance(): (hindered: NonNullable<ReportView["hindered"]>, zone: string) => string {
  const t = useTranslations("reports.report.standing.hindered");
  const times = useTimes();
  return ({ by, againAt }, zone) => {
    if (by === "trouble") return againAt === null ? t("troubleOver") : t("trouble", { again: times.moment(againAt, zone), city: times.city(zone) });
    return t(by === "connection" ? "connection" : by === "too late" ? "tooLate" : "calledOff");
  };
}

function Provisional({ report: { hindered, readAt, readAgainAt, doubt, zone } }: { report: ReportView }) {
  const t = useTranslations("reports.report");
  const times = useTimes();
  const city = times.city(zone);
  const read = readAt === null ? null : times.moment(readAt, zone);
  const why = useHindrance();
  if (hindered !== null) {
    return (
      <Alert color="yellow" variant="light" icon={<RefreshCw aria-hidden />} title={t("standing.provisionalTitle")}>
        {read !== null && t("standing.final", { read, city })} {why(hindered, zone)} {doubt !== null && t(`doubt.${words[doubt]}`)}
      </Alert>
    );
  }
  return (
    <Alert color="yellow" variant="light" icon={<RefreshCw aria-hidden />} title={t("standing.provisionalTitle")}>
      {read !== null && readAgainAt !== null && t("standing.provisional", { read, again: times.moment(readAgainAt, zone), city })}
      {read !== null && readAgainAt === null && t("standing.provisionalNoAgain", { read, city })} {doubt !== null && t(`doubt.${words[doubt]}`)}
    </Alert>
  );
}

function Final({ report: { state, readAt, doubt, zone } }: { report: ReportView }) {
  const t = useTranslations("reports.report");
  const times = useTimes();
  const said = readAt === null ? "" : t("standing.final", { read: times.moment(readAt, zone), city: times.city(zone) });
  if (doubt !== null) {
    return (
      <Alert color="yellow" variant="light" icon={<TriangleAlert aria-hidden />} title={t("standing.doubtTitle")}>
        {t(`doubtFinal.${words[doubt]}`)} {said}
      </Alert>
    );
  }
  return (
    <Group gap="xs">
      <ReportStateBadge state={state} />
      <Text size="sm" c="dimmed">
        {said}
      </Text>
    </Group>
  );
}
