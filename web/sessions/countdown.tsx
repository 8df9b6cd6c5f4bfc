import { Text, type TextProps } from "@mantine/core";
import { useTranslations } from "use-intl";
import { useNow } from "../shell/now.ts";
import { useTimes } from "../shell/times.tsx";

type Props = TextProps & { start: string; end: string; live: boolean };

const two = (n: number): string => String(n).padStart(2, "0");

/** How long until it starts, or how long it still lasts. In the last hour to the second. */
export function Countdown({ start, end, live, ...rest }: Props) {
  const now = useNow();
  const times = useTimes();
  const t = useTranslations("sessions.countdown");
  const word = now < Date.parse(start) ? "startsIn" : now < Date.parse(end) ? (live ? "endsIn" : "begun") : "over";
  const left = Math.max(0, (word === "startsIn" ? Date.parse(start) : Date.parse(end)) - now);
  const length = left < 3_600_000 ? `${two(Math.floor(left / 60_000))}:${two(Math.floor(left / 1000) % 60)}` : times.length(left);
  return (
    <Text component="div" role="timer" style={{ fontVariantNumeric: "tabular-nums" }} {...rest}>
      {t(word, { length })}
    </Text>
  );
}
