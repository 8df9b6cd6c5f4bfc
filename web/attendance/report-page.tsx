import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { DoorClosed, Users } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ReportView } from "../../src/attendance/contract.ts";
import { ButtonLink } from "../shell/links.tsx";
import { Page } from "../shell/page.tsx";
import { Empty, Loading } from "../shell/states.tsx";
import { Range } from "../shell/times.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { Download } from "./download.tsx";
import { Matching } from "./matching/matching.tsx";
import { Others } from "./others.tsx";
import { Presence } from "./presence.tsx";
import { reportQuery } from "./queries.ts";
import { ReportFacts } from "./report-facts.tsx";
import { ReportStanding } from "./report-standing.tsx";

/** Who attended one session, and how certain that is. */
export function ReportPage() {
  const { id } = useParams({ from: "/frame/sessions/$id/report" });
  const { data, error, refetch } = useQuery(reportQuery(id));
  const t = useTranslations("reports.report");
  const report = data && { ...data, rows: data.rows.map((row) => (row.erased ? { ...row, name: t("erasedPerson") } : row)) };
  if (report === undefined) {
    return <Page title={t("title")}>{error === null ? <Loading rows={3} height={120} /> : <Trouble error={error} again={() => void refetch()} />}</Page>;
  }
  return (
    <Page
      title={t("title")}
      text={<Headline report={report} />}
      aside={
        <>
          <ButtonLink to="/sessions/$id" params={{ id }} variant="subtle">
            {t("toSession")}
          </ButtonLink>
          <Download report={report} />
        </>
      }
    >
      <ReportStanding report={report} />
      {report.state !== "none yet" && <Content report={report} />}
    </Page>
  );
}

function Headline({ report: { title, room, planned, zone } }: { report: ReportView }) {
  return (
    <span style={{ overflowWrap: "anywhere" }}>
      {title}
      {room !== null && ` · ${room}`}
      {" · "}
      <Range start={planned.start} end={planned.end} zone={zone} />
    </span>
  );
}

function Content({ report }: { report: ReportView }) {
  const t = useTranslations("reports.report");
  const { totals, source, peopleErasedAt } = report;
  return (
    <>
      {totals.people > 0 && <ReportFacts totals={totals} threshold={report.threshold} />}
      {peopleErasedAt === null && <Matching report={report} />}
      {totals.people > 0 && peopleErasedAt === null && <Presence report={report} />}
      {totals.people === 0 && source === "nobody started" && <Empty icon={DoorClosed} title={t("source.nobodyTitle")} text={t("source.nobody")} />}
      {totals.people === 0 && source !== "nobody started" && <Empty icon={Users} title={t("source.emptyTitle")} text={t("source.empty")} />}
      {peopleErasedAt === null && <Others report={report} />}
    </>
  );
}
