import type { Session } from "../session.ts";

/** Whether all that a look at Zoom told is that it runs as it ran, or doesn't run yet: then nothing is to be decided before the session's own next moment. */
export function nothingNew(before: Session, after: Session): boolean {
  const isSame = (Object.keys(after) as (keyof Session)[]).every((key) => key === "live" || after[key] === before[key]);
  const [was, is] = [before.live, after.live];
  if (!isSame || was === null || is === null) return isSame && was === is;
  return was.end === null && is.end === null && was.start === is.start && was.instanceId === is.instanceId;
}
