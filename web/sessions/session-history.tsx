import { Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { Moment, useTimes } from "../shell/times.tsx";

/** As the log keeps a moment; beside the entry stands its zone. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Who did what with this session, and what Bedel did by itself; the latest first. */
export function SessionHistory({ session }: { session: SessionDetail }) {
  const t = useTranslations("history");
  const times = useTimes();
  const told = (value: string | number): string | number => (typeof value === "string" && MOMENT.test(value) ? times.moment(value, session.zone) : value);
  const words = (what: string, values: Record<string, string | number>): string => {
    const key = what as never;
    return t.has(key) ? t(key, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, told(value)])) as never) : t("other");
  };
  return (
    <Stack
      gap="sm"
      component="ol"
      m={0}
      p={0}
      style={{ listStyle: "none" }}
      mah={360}
      styles={{ root: { overflowY: "auto" } }}
      tabIndex={0}
      aria-label={t("label")}
    >
      {session.history.map((entry, index) => (
        <li key={`${entry.at} ${index}`}>
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {words(entry.what, entry.values)}
          </Text>
          <Text size="xs" c="dimmed">
            {entry.who === "" || entry.who === "bedel" ? t("bedel") : entry.who === "zoom" ? t("zoom") : entry.who} ·{" "}
            <Moment at={entry.at} zone={session.zone} />
          </Text>
        </li>
      ))}
    </Stack>
  );
}
