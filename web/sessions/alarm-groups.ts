import type { z } from "zod";
import type { alarms } from "../../src/sessions/contract.ts";

export type Alarm = z.infer<typeof alarms>["alarms"][number];
/** What belongs to one session; what belongs to none stands alone. */
export type AlarmSubject = { sessionId: string | null; title: string; alarms: [Alarm, ...Alarm[]] };
export type AlarmGroup = { because: string; subjects: AlarmSubject[] };

/** An outage makes a dozen alarms for one reason: told once, with what belongs to one session together. Both in the order they came. */
export function groupsOf(all: readonly Alarm[]): AlarmGroup[] {
  const groups: AlarmGroup[] = [];
  for (const alarm of all) {
    let group = groups.find(({ because }) => because === alarm.because);
    if (group === undefined) groups.push((group = { because: alarm.because, subjects: [] }));
    const subject = group.subjects.find(({ sessionId }) => sessionId !== null && sessionId === alarm.sessionId);
    if (subject === undefined) group.subjects.push({ sessionId: alarm.sessionId, title: alarm.title, alarms: [alarm] });
    else subject.alarms.push(alarm);
  }
  return groups;
}
