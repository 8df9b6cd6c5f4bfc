import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { SessionDetail, StepView } from "../../src/sessions/contract.ts";
import { useMinute } from "../shell/now.ts";
import { isToday, sameWall, useTimes } from "../shell/times.tsx";
import { isTrouble, lookOf, toldOf } from "./step-word.ts";
import classes from "./steps-row.module.css";

type Props = { session: Pick<SessionDetail, "steps" | "zone" | "askedAt"> };

/** What Bedel does for a session, one after the other: when, how it went, and why not. In a row; under one another on a phone. */
export function StepsRow({ session }: Props) {
  const t = useTranslations("session.steps");
  const { steps, zone, askedAt } = session;
  const next = steps.find((step) => step.is === "pending" || step.is === "started");
  const timed = next ?? steps.findLast((step) => step.is !== "skipped");
  return (
    <>
      <ol className={classes.row} aria-label={t("label")}>
        {steps.map((step) => (
          <Step key={step.name} step={step} isNext={step === next} zone={zone} askedAt={askedAt} />
        ))}
      </ol>
      <ZoneLine at={timed === undefined ? null : toldOf(timed, askedAt).moment} zone={zone} />
    </>
  );
}

/** In which zone the row is told; to a reader in another one, what that means for the step that matters now. */
function ZoneLine({ at, zone }: { at: string | null; zone: string }) {
  const t = useTranslations("session.steps");
  const times = useTimes();
  return (
    <Text size="xs" mt="sm" c="dimmed" title={zone}>
      {t("times", { zone: times.zone(zone) })}
      {at !== null && !sameWall(at, zone, times.reader) && ` · ${t("yours", { time: times.time(at, zone), yours: times.moment(at), city: times.city() })}`}
    </Text>
  );
}

type StepProps = { step: StepView; isNext: boolean; zone: string; askedAt: string };

function Step({ step, isNext, zone, askedAt }: StepProps) {
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
        <StepTime step={step} zone={zone} askedAt={askedAt} />
        {why !== null && (
          <Text size="xs" {...(isTrouble(step) ? { fw: 600 } : { c: "dimmed" })} mt={2}>
            {why}
          </Text>
        )}
      </div>
    </li>
  );
}

/** `due 09:45`, `done 09:45`, `failed, again at 09:50`: the day too where it isn't today. */
function StepTime({ step, zone, askedAt }: Omit<StepProps, "isNext">) {
  const t = useTranslations("session.steps");
  const times = useTimes();
  const now = useMinute();
  const write = (at: string): string => (isToday(at, now, zone, times.reader) ? times.time(at, zone) : times.moment(at, zone));
  const { word, moment: at } = toldOf(step, askedAt);
  return (
    <Text size="xs" c="dimmed" style={{ fontVariantNumeric: "tabular-nums" }}>
      <time dateTime={at} title={`${times.moment(at)} (${times.zone()})`}>
        {t(`is.${word}`, { time: write(at) })}
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
