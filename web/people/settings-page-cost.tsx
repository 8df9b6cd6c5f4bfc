import { Group, Loader, Progress, Stack, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import type { BufferCost as Cost } from "../../src/people/contract.ts";
import { useMe } from "../shell/me.ts";
import { useTimes } from "../shell/times.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { faultsOf, type Draft } from "./settings-draft.ts";
import type { SettingsForm } from "./settings-page-fields.tsx";
import { costQuery } from "./settings-queries.ts";

const NAMES = ["preparation", "courtesy", "postprocessing"] as const;

/** What the buffers being typed would have cost, in a sentence and three bars. */
export function BufferCost({ form, saved }: { form: SettingsForm; saved: Draft }) {
  const t = useTranslations("settings");
  const { preparation, courtesy, postprocessing } = form.values;
  const faults = faultsOf(form.values);
  const valid = NAMES.every((name) => faults[name] === undefined);
  const [asked] = useDebouncedValue(`${preparation} ${courtesy} ${postprocessing}`, 400);
  const [p = 0, c = 0, q = 0] = asked.split(" ").map(Number);
  const { data, error, isFetching, refetch } = useQuery({ ...costQuery({ preparation: p, courtesy: c, postprocessing: q }), enabled: valid });
  return (
    <Stack gap="xs" aria-live="polite">
      <Group gap="xs">
        <Title order={3} size="h6">
          {t("cost")}
        </Title>
        {isFetching && <Loader size={14} role="status" aria-label={t("costLoading")} />}
      </Group>
      {error !== null && <Trouble error={error} again={() => void refetch()} />}
      {data !== undefined &&
        (data.sessions === 0 ? (
          <Text size="sm">{t("costNothing")}</Text>
        ) : (
          <Told cost={data} changed={NAMES.some((name) => form.values[name] !== saved[name])} />
        ))}
    </Stack>
  );
}

function Told({ cost, changed }: { cost: Cost; changed: boolean }) {
  const t = useTranslations("settings");
  const format = useFormatter();
  const times = useTimes();
  const zone = useMe().institution.zone;
  const { sessions, refused } = cost;
  const taken = cost.blockedMinutes.buffers + cost.blockedMinutes.sessions;
  const bars = changed ? (["asked", "inForce", "none"] as const) : (["inForce", "none"] as const);
  // Bars are for comparing: the longest fills the width.
  const longest = Math.max(1, refused.asked, refused.inForce, refused.none);
  return (
    <>
      <Text>
        {changed
          ? t("costSentence", { sessions, asked: refused.asked, inForce: refused.inForce, none: refused.none })
          : t("costSame", { sessions, asked: refused.inForce, none: refused.none })}
      </Text>
      <Stack gap={6} component="ul" p={0} m={0} style={{ listStyle: "none" }}>
        {bars.map((bar) => (
          <Group key={bar} component="li" gap="sm" wrap="nowrap">
            <Text size="sm" w={92} style={{ flex: "none" }}>
              {t(`costBars.${bar}`)}
            </Text>
            <Progress flex={1} size="lg" value={(refused[bar] / longest) * 100} color={bar === "asked" ? "ink" : "gray"} aria-label={t(`costBars.${bar}`)} />
            <Text size="sm" w={132} style={{ flex: "none" }}>
              {t("costFind", { count: refused[bar] })}
            </Text>
          </Group>
        ))}
      </Stack>
      <Text size="sm" c="dimmed">
        {t("costWeeks", { from: times.day(cost.from, zone), to: times.day(cost.to, zone), rooms: cost.rooms })}{" "}
        {taken > 0 && t("costShare", { share: format.number(cost.blockedMinutes.buffers / taken, { style: "percent", maximumFractionDigits: 0 }) })}
      </Text>
    </>
  );
}
