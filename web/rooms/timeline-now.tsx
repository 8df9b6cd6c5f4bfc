import { useMinute } from "../shell/now.ts";
import { isShown, xOf, type Axis } from "./timeline-geometry.ts";
import { HOURS } from "./timeline-head.tsx";
import classes from "./timeline.module.css";

/** Where now is, while it is in the picture. */
export function NowLine({ axis }: { axis: Axis }) {
  const now = useMinute();
  if (!isShown(axis, now)) return null;
  return <div className={classes.now} style={{ left: xOf(axis, now), top: HOURS }} aria-hidden />;
}
