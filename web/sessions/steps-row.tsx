import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { StepView } from "../../src/sessions/contract.ts";
import { useTimes } from "../shell/times.tsx";
import { isTrouble, lookOf } from "./step-word.ts";
import classes from "./steps-row.module.css";

type Props = { steps: StepView[]; start: string; zone: string };

/** What Bedel does for a session, one after the other: when, how it went, and why not. In a row; under one another on a phone. */
export function StepsRow({ steps, start, zone }: Props) {
  const t = useTranslations("session.steps");
  const times = useTimes();
  const next = steps.find((step) => step.is === "pending" || step.is === "started");
  return (
    <>
      <ol className={classes.row} aria-label={t("label")}>
        {steps.map((step) => (
          <Step key={step.name} step={step} isNext={step === next} start={start} zone={zone} />
        ))}
      </ol>
      <Text size="xs" mt="sm" c="dimmed" title={zone}>
        {t("times", { zone: times.zone(zone) })}
      </Text>
    </>
  );
}

function Step({ step, isNext, start, zone }: { step: StepView; isNext: boolean; start: string; zone: string }) {
  const t = useTranslations("session.steps");
  const note = useStepNote();
  const { icon: Icon, tone } = lookOf(step, isNext);
  const why = note(step);
  return (
    <li className={classes.step} data-tone={tone} {...(isNext ? { "aria-current": "step" as const } : {})}>
      <span className={classes.mark}>
        <Icon size={16} aria-hidden />
      </span>
      <div className={classes.text}>
        <Text size="sm" fw={600} style={{ hyphens: "auto", overflowWrap: "break-word" }}>
          {t(`name.${step.name}`)}
        </Text>
        <StepTime step={step} start={start} zone={zone} />
        {why !== null && (
          <Text size="xs" {...(isTrouble(step) ? { fw: 600 } : { c: "dimmed" })} mt={2}>
            {why}
          </Text>
        )}
      </div>
    </li>
  );
}

/** `due 09:45`, `done 09:45`, `failed, again at 09:50`: the day too where it isn't the session's. */
function StepTime({ step, start, zone }: { step: StepView; start: string; zone: string }) {
  const t = useTranslations("session.steps");
  const times = useTimes();
  const write = (at: string): string => (times.day(at, zone) === times.day(start, zone) ? times.time(at, zone) : times.moment(at, zone));
  const done = step.is === "done" && step.at !== null;
  const at = done && step.at !== null ? step.at : step.dueAt;
  return (
    <Text size="xs" c="dimmed" style={{ fontVariantNumeric: "tabular-nums" }}>
      <time dateTime={at} title={`${times.moment(at)} (${times.zone()})`}>
        {t(`is.${step.is}`, { time: write(at) })}
      </time>
      {step.retryAt !== null && ` · ${t("again", { time: write(step.retryAt) })}`}
    </Text>
  );
}

/** The reason or remark of a step, in the reader's words. */
function useStepNote(): (step: StepView) => string | null {
  const notes = useTranslations("stepNotes");
  const t = useTranslations("session.steps");
  return (step) => {
    if (step.note === null) return null;
    const key = step.note as never;
    return notes.has(key) ? notes(key, step.values as never) : isTrouble(step) ? t("noReason") : null;
  };
}
