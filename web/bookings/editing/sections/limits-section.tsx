import { NumberInput, SimpleGrid, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import { BuffersBar } from "../../../sessions/buffers-bar.tsx";
import { useTimes } from "../../../shell/times.tsx";
import { Choice } from "./choice.tsx";
import { Section, type FieldsProps } from "./section.tsx";

const NOTICES = [0, 30, 60, 120, 240, 480, 720, 1440, 2880, 4320, 10_080];
const HORIZONS = [7, 14, 30, 60, 90, 180, 365];
const GRIDS = [5, 10, 15, 20, 30, 45, 60];

/** What is kept free around each, and how much may be booked, how soon and how far ahead. */
export function LimitsSection({ draft, onChange, errors }: FieldsProps) {
  const t = useTranslations("appointmentEditor.limits");
  const times = useTimes();
  const days = (n: number | null): string => (n !== null && n % 7 === 0 && n <= 14 ? t("weeks", { n: n / 7 }) : t("days", { n: n ?? 0 }));
  const notice = (n: number | null): string => (n === 0 || n === null ? t("noticeNone") : times.minutes(n));
  const number = (next: number | string): number | "" => (typeof next === "number" ? next : "");
  const horizon = days(draft.horizonDays);
  const summary = draft.noticeMinutes === 0 ? t("summaryAny", { horizon }) : t("summary", { notice: notice(draft.noticeMinutes), horizon });
  const shared = { clampBehavior: "strict", allowDecimal: false, allowNegative: false } as const;
  return (
    <Section name="limits" title={t("title")} summary={summary}>
      <Buffers draft={draft} />
      <SimpleGrid cols={2}>
        {(["bufferBefore", "bufferAfter"] as const).map((name) => (
          <NumberInput
            key={name}
            {...shared}
            label={t(name === "bufferBefore" ? "before" : "after")}
            suffix={t("minutes")}
            min={0}
            max={240}
            step={5}
            value={draft[name]}
            onChange={(next) => onChange({ [name]: number(next) })}
            error={errors[name]}
          />
        ))}
        <Choice
          label={t("notice")}
          among={NOTICES}
          value={draft.noticeMinutes}
          words={notice}
          onChange={(n) => onChange({ noticeMinutes: n ?? 0 })}
          error={errors["noticeMinutes"]}
        />
        <Choice
          label={t("horizon")}
          among={HORIZONS}
          value={draft.horizonDays}
          words={days}
          onChange={(n) => onChange({ horizonDays: n ?? 60 })}
          error={errors["horizonDays"]}
        />
        {(["mostADay", "mostAWeek"] as const).map((name) => (
          <NumberInput
            key={name}
            {...shared}
            label={t(name)}
            description={t("mostText")}
            placeholder={t("noLimit")}
            min={1}
            max={name === "mostADay" ? 100 : 500}
            value={draft[name]}
            onChange={(next) => onChange({ [name]: number(next) })}
            error={errors[name]}
          />
        ))}
        <Choice
          label={t("grid")}
          among={GRIDS}
          value={draft.gridMinutes}
          words={(n) => times.minutes(n ?? 0)}
          onChange={(n) => onChange({ gridMinutes: n ?? 15 })}
          error={errors["gridMinutes"]}
        />
      </SimpleGrid>
    </Section>
  );
}

function Buffers({ draft: { bufferBefore, bufferAfter, lengths } }: Pick<FieldsProps, "draft">) {
  const t = useTranslations("appointmentEditor.limits");
  const [before, minutes, after] = [Number(bufferBefore), lengths[0] ?? 30, Number(bufferAfter)];
  const words = { picture: t("picture", { before, minutes, after }), preparation: t("before"), session: t("appointment"), courtesy: t("after") };
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {t("buffers")}
      </Text>
      <BuffersBar preparation={before} minutes={minutes} courtesy={after} postprocessing={0} words={words} />
    </Stack>
  );
}
