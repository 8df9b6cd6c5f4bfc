import { Badge, Group, Stack, Text, ThemeIcon } from "@mantine/core";
import { Check, CircleDashed, CircleSlash, Hourglass, LoaderCircle, Minus, TriangleAlert, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";
import type { RunStepView, RunView } from "../../../src/classrooms/runs/contract.ts";
import { useTimes } from "../../shell/times.tsx";
import { keyOf } from "../words.ts";
import { useDid } from "./did.ts";
import classes from "./steps.module.css";
import { useWhy } from "./why.ts";
import { waitsFor } from "./waits-for.ts";

type State = RunStepView["state"];
const ICONS: Record<State, LucideIcon> = {
  "to come": CircleDashed,
  "under way": LoaderCircle,
  waiting: Hourglass,
  failed: TriangleAlert,
  done: Check,
  skipped: Minus,
  "not done": CircleSlash,
};
export const STEP_COLOURS: Record<State, string> = {
  "to come": "gray",
  "under way": "ink",
  waiting: "yellow",
  failed: "red",
  done: "green",
  skipped: "gray",
  "not done": "gray",
};

/** What is done one after the other; of what is not done, why, and for whom it waits. */
export function Steps({ run, children }: { run: RunView; children?: (step: RunStepView) => React.ReactNode }) {
  const t = useTranslations("classrooms.runPage");
  return (
    <ol className={classes.steps} aria-label={t("steps")}>
      {run.steps.map((step) => (
        <Step key={step.name} step={step} run={run}>
          {children?.(step)}
        </Step>
      ))}
    </ol>
  );
}

function Step({ step, run, children }: { step: RunStepView; run: RunView; children: React.ReactNode }) {
  const t = useTranslations("classrooms.runPage");
  const names = useTranslations("runs.step");
  const times = useTimes();
  const why = useWhy();
  const done = useDid()(step, run);
  const { state, because, values, tries, at, retryAt, by } = step;
  const Icon = ICONS[state];
  const isOver = run.state === "stopped" || run.state === "done";
  const whom = isOver ? null : waitsFor(step);
  const facts = [
    at !== null && state !== "to come" && state !== "not done" ? t("at", { time: times.moment(at) }) : null,
    tries > 1 ? t("tries", { n: tries }) : null,
    by !== null && by !== "" ? t("by", { name: by }) : null,
  ].filter((each) => each !== null);
  return (
    <li className={classes.step} data-state={state} {...(state === "under way" || state === "waiting" || state === "failed" ? { "aria-current": "step" } : {})}>
      <ThemeIcon variant="light" color={STEP_COLOURS[state]} radius="xl" size={30} aria-hidden>
        <Icon size={16} />
      </ThemeIcon>
      <Stack gap={2} style={{ minWidth: 0 }}>
        <Group gap={8}>
          <Text fw={600} {...(state === "to come" || state === "skipped" || state === "not done" ? { c: "dimmed" } : {})}>
            {names(step.name)}
          </Text>
          <Badge variant="light" color={STEP_COLOURS[state]} size="sm">
            {t(`step.${keyOf(state)}`)}
          </Badge>
        </Group>
        {done !== null && <Text size="sm">{done}</Text>}
        {because !== null && <Text size="sm">{state === "not done" ? t("whenStopped", { why: why(because, values) }) : why(because, values)}</Text>}
        {whom !== null && (
          <Text size="sm" fw={whom === "reader" || whom === "administrator" ? 600 : 400}>
            {t(`waitsFor.${whom}`, { email: run.email ?? "" })}
          </Text>
        )}
        {retryAt !== null && !isOver && whom !== "reader" && (
          <Text size="sm" c="dimmed">
            {t("again", { time: `${times.moment(retryAt)} ${times.zone()}` })}
          </Text>
        )}
        {facts.length > 0 && (
          <Text size="xs" c="dimmed">
            {facts.join(" · ")}
          </Text>
        )}
        {children}
      </Stack>
    </li>
  );
}
