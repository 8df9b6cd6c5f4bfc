import { Alert, Badge, Card, Group, List, Stack, Text, Title } from "@mantine/core";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { RunView } from "../../../src/classrooms/runs/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { useConfirm } from "../../shell/confirm.tsx";
import { FormTrouble, useWhyNot } from "../../shell/trouble.tsx";
import classes from "./batch.module.css";
import { RUN_COLOURS } from "./colours.ts";
import { useQuestion } from "./question.tsx";
import { isSameOfAll, LAPSED, stepOf, stillOf, those, type Still } from "./standing-still.ts";
import { useThese, type What } from "./these.ts";
import { useWhy } from "./why.ts";

/** What of one file, or of all that is not over, is not done, by the reason why, and what can be said to all of one reason at once. */
export function StandingStill({ batchId, runs }: { batchId: string; runs: readonly RunView[] }) {
  const t = useTranslations("classrooms.batch");
  const these = useThese(batchId);
  const groups = stillOf(runs);
  const left = these.data?.left ?? [];
  if (groups.length === 0 && left.length === 0) return null;
  return (
    <Card component="section" aria-label={t("still")}>
      <Stack gap="md">
        <Title order={2} size="h4">
          {t("still")}
        </Title>
        <FormTrouble error={these.error} />
        {left.length > 0 && <Left left={left} of={these.variables?.runs ?? []} />}
        {groups.map((group) => (
          <OneReason key={group.key} group={group} all={runs.length} these={these} />
        ))}
      </Stack>
    </Card>
  );
}

/** So many are named, and the rest told: all of them are in the list. */
const NAMED = 5;

function useNamed(): (runs: readonly RunView[]) => string {
  const t = useTranslations("drifts.unread");
  return (runs) => {
    const names = runs.slice(0, NAMED).map(({ about }) => about).join(", ");
    return runs.length > NAMED ? t("more", { names, n: runs.length - NAMED }) : names;
  };
} // prettier-ignore

function OneReason({ group: { key, state, because, runs }, all, these }: { group: Still; all: number; these: ReturnType<typeof useThese> }) {
  const t = useTranslations("classrooms.batch");
  const states = useTranslations("classrooms.runPage.states");
  const [why, named, whyNot, question] = [useWhy(), useNamed(), useWhyNot(), useQuestion()];
  const confirm = useConfirm();
  const first = runs[0]!;
  const reason = because === null ? t(state === "stopped" ? "stoppedBefore" : "goesOn") : why(because, stepOf(first)?.values ?? {});
  const act = (what: What): { runs: RunView[]; no: string | null; go: () => void } => {
    const able = those(runs, what);
    const ask = question(what, because, able, named(able));
    const go = async (): Promise<void> => {
      if (!these.isPending && (ask === null || (await confirm(ask)))) these.mutate({ what, runs: able });
    };
    return { runs: able, no: able.length === 0 ? whyNot(first.whyNot[what]) : null, go: () => void go() };
  };
  const [retry, stop] = [act("retry"), act("stop")];
  const isBusy = (what: What): boolean => these.isPending && these.variables.what === what && these.variables.runs[0]?.id === act(what).runs[0]?.id;
  const count = ({ runs: able }: { runs: RunView[] }): number => (able.length === 0 ? runs.length : able.length);
  return (
    <Stack gap={6} className={classes.reason ?? ""} data-reason={key}>
      <Group gap="xs">
        <Text fw={600}>{t("ofAll", { n: runs.length, all })}</Text>
        <Badge size="sm" variant="light" color={RUN_COLOURS[state]}>
          {states(state)}
        </Badge>
      </Group>
      <Text size="sm">{because === null || isSameOfAll(runs) ? reason : t("forExample", { name: first.about, why: reason })}</Text>
      <Text size="sm" c="dimmed">
        {named(runs)}
      </Text>
      <Group gap="xs">
        {(because !== null || state !== "running") && (
          <ActButton size="xs" variant="default" whyNot={retry.no} loading={isBusy("retry")} onClick={retry.go}>
            {t(because === LAPSED ? "resendThese" : "retryThese", { n: count(retry) })}
          </ActButton>
        )}
        {state !== "stopped" && (
          <ActButton size="xs" variant="default" whyNot={stop.no} loading={isBusy("stop")} onClick={stop.go}>
            {t("stopThese", { n: count(stop) })}
          </ActButton>
        )}
      </Group>
    </Stack>
  );
}

/** Of which it was not done, by the reason why not. */
function Left({ left, of }: { left: readonly { id: string; because: string }[]; of: readonly RunView[] }) {
  const t = useTranslations("classrooms.batch");
  const [named, whyNot] = [useNamed(), useWhyNot()];
  const groups = [...Map.groupBy(left, ({ because }) => because)];
  return (
    <Alert role="alert" color="yellow" variant="light" icon={<TriangleAlert aria-hidden />} title={t("left", { n: left.length })}>
      <List size="sm">
        {groups.map(([because, those]) => (
          <List.Item key={because} style={{ overflowWrap: "anywhere" }}>
            {because === "revision_conflict" ? t("leftChanged", { n: those.length }) : `${t("counts", { n: those.length })}: ${whyNot(because) ?? ""}`}{" "}
            <Text span inherit c="dimmed">
              {named(of.filter(({ id }) => those.some((one) => one.id === id)))}
            </Text>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
