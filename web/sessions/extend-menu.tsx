import { Menu } from "@mantine/core";
import { TimerReset } from "lucide-react";
import { useTranslations } from "use-intl";
import { after, instant, minutes as minutesLong } from "../../src/lib/time.ts";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { useTimes } from "../shell/times.tsx";
import { useWhyNot } from "../shell/trouble.tsx";
import { useSessionAct } from "./session-act.ts";

/** More minutes for a session that runs, as long as nobody else needs its room. */
export function ExtendMenu({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.extend");
  const times = useTimes();
  const why = useWhyNot()(session.whyNot.extend);
  const act = useSessionAct(session.id);
  const icon = <TimerReset size={17} aria-hidden />;
  if (why !== null) {
    return (
      <ActButton variant="default" leftSection={icon} whyNot={why}>
        {t("button")}
      </ActButton>
    );
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActButton variant="default" leftSection={icon} loading={act.isPending}>
          {t("button")}
        </ActButton>
      </Menu.Target>
      <Menu.Dropdown>
        {[10, 15, 30, 60].map((minutes) => (
          <Menu.Item
            key={minutes}
            onClick={() => act.mutate({ verb: "extend", body: { minutes, revision: session.revision }, done: t("done", { length: times.minutes(minutes) }) })}
          >
            {t("by", {
              length: times.minutes(minutes),
              until: times.time(after(instant(session.end), minutesLong(minutes)), session.zone),
              zone: times.zone(session.zone),
            })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
