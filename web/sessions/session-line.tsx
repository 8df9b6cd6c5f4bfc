import { Group, Text, Tooltip } from "@mantine/core";
import { ChartColumn, Repeat } from "lucide-react";
import { useTranslations } from "use-intl";
import type { SessionView } from "../../src/sessions/contract.ts";
import { AnchorLink, IconLink } from "../shell/links.tsx";
import { Range } from "../shell/times.tsx";
import { StateBadge } from "./state-badge.tsx";
import classes from "./session-line.module.css";

/** One session in a list. The title leads to its page. `further`: so many dates of its course are not shown. */
export function SessionLine({ session, further = 0 }: { session: SessionView; further?: number }) {
  const t = useTranslations("sessions");
  return (
    <li className={classes.line}>
      <div className={classes.what}>
        <AnchorLink
          to="/sessions/$id"
          params={{ id: session.id }}
          fw={600}
          c="inherit"
          lineClamp={2}
          title={session.title}
          style={{ overflowWrap: "anywhere" }}
        >
          {session.title}
        </AnchorLink>
        <Text size="sm" c="dimmed" component="div">
          <Range start={session.start} end={session.end} zone={session.zone} />
        </Text>
        {further > 0 && session.course !== null && (
          <AnchorLink to="/courses/$id" params={{ id: session.course.id }} size="sm">
            {t("furtherDates", { n: further })}
          </AnchorLink>
        )}
      </div>
      <Text size="sm" c="dimmed" className={classes.where ?? ""}>
        {[session.room?.name ?? session.host?.name, t("attendees", { n: session.attendees })].filter(Boolean).join(" · ")}
      </Text>
      <Group gap={6} wrap="nowrap" className={classes.end ?? ""}>
        <StateBadge state={session.state} />
        {session.reportState !== "none yet" && (
          <Tooltip label={t("report")}>
            <IconLink to="/sessions/$id/report" params={{ id: session.id }} variant="subtle" size={32} aria-label={t("reportOf", { title: session.title })}>
              <ChartColumn size={17} aria-hidden />
            </IconLink>
          </Tooltip>
        )}
        <Tooltip label={t("again")}>
          <IconLink to="/ask" search={{ again: session.id }} variant="subtle" size={32} aria-label={t("againOf", { title: session.title })}>
            <Repeat size={17} aria-hidden />
          </IconLink>
        </Tooltip>
      </Group>
    </li>
  );
}
