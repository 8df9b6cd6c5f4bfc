import { useTranslations } from "use-intl";
import { titleOf } from "./timeline-queries.ts";
import type { Drag } from "./use-timeline-drag.ts";
import classes from "./timeline.module.css";

/** What the pointer carries. */
export function TimelineGhost({ drag, loading }: { drag: Drag; loading: boolean }) {
  const t = useTranslations("timeline");
  return (
    <div className={classes.ghost} style={{ left: drag.x + 14, top: drag.y + 10 }} role="status">
      {titleOf(drag.session, t("privateTitle"))}
      {loading && ` · ${t("checking")}`}
    </div>
  );
}
