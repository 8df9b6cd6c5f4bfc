import { Group, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import { stateLooks } from "../sessions/state-badge.tsx";
import classes from "./timeline.module.css";

const STATES = ["confirmed", "handed over", "live", "ended", "waiting"] as const;

/** What colours, signs and patterns mean. */
export function TimelineLegend() {
  const t = useTranslations("timeline");
  const states = useTranslations("common.state");
  return (
    <Group component="ul" gap="md" p={0} m={0} style={{ listStyle: "none" }} aria-label={t("legend")}>
      {STATES.map((state) => {
        const { icon: Icon, word } = stateLooks[state];
        return (
          <Entry key={state} text={states(word)}>
            <span className={`${classes.block} ${classes.swatch}`} data-state={state}>
              <Icon size={12} />
            </span>
          </Entry>
        );
      })}
      <Entry text={t("outage")}>
        <span className={`${classes.patch} ${classes.swatchEnds}`} data-kind="outage" />
      </Entry>
      <Entry text={t("busy")}>
        <span className={`${classes.patch} ${classes.swatchEnds}`} data-kind="busy" />
      </Entry>
      <Entry text={t("held")}>
        <span className={`${classes.patch} ${classes.swatchEnds}`} data-kind="held" />
      </Entry>
    </Group>
  );
}

function Entry({ text, children }: { text: string; children: React.ReactNode }) {
  return (
    <Group component="li" gap={6} wrap="nowrap">
      <span aria-hidden style={{ display: "inline-flex" }}>
        {children}
      </span>
      <Text size="xs">{text}</Text>
    </Group>
  );
}
