import { Badge, Button, Card, Progress, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { ListChecks } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { RunList, RunView } from "../../../src/classrooms/runs/contract.ts";
import { AnchorLink } from "../../shell/links.tsx";
import { Page } from "../../shell/page.tsx";
import { Empty, Loading } from "../../shell/states.tsx";
import { useTimes } from "../../shell/times.tsx";
import { Trouble } from "../../shell/trouble.tsx";
import { batchQuery } from "../queries.ts";
import classes from "./batch.module.css";
import { RUN_COLOURS } from "./colours.ts";
import { StandingStill } from "./still.tsx";
import { useWhy } from "./why.ts";

/** Where all of it is of one kind, what that is: a message key under `classrooms.batch`. */
const TITLES: Partial<Record<RunView["kind"], "usersTitle" | "replacingTitle" | "passcodesTitle" | "retiringTitle">> = {
  "zoom user": "usersTitle",
  "replace classroom": "replacingTitle",
  "change passcode": "passcodesTitle",
  "retire classroom": "retiringTitle",
};

/** Everything that one file asked for, how far it is, and when it will be done. Without a file, as from a mail about several: whatever is not over. */
export function BatchPage() {
  const t = useTranslations("classrooms.batch");
  const common = useTranslations("common.trouble");
  const { batch = "" } = useSearch({ from: "/frame/runs" });
  const { data, error, refetch } = useQuery(batchQuery(batch));
  const kinds = new Set(data?.runs.map(({ kind }) => kind));
  const titled = kinds.size === 1 ? TITLES[[...kinds][0]!] : undefined;
  const isEmpty = data !== undefined && data.runs.length === 0;
  return (
    <Page
      title={batch === "" ? t("openTitle") : data === undefined ? "…" : t(titled ?? (isEmpty ? "anyTitle" : "title"))}
      {...(batch === "" ? { aside: <Lists /> } : {})}
      width="narrow"
    >
      {data === undefined && (error === null ? <Loading rows={4} /> : <Trouble error={error} again={() => void refetch()} />)}
      {isEmpty && <Empty icon={ListChecks} title={batch === "" ? t("openNone") : common("notFound")} />}
      {data !== undefined && !isEmpty && (
        <Stack>
          {data.batch !== null && <Standing batch={data.batch} isOfPeople={titled === "usersTitle"} />}
          <StandingStill batchId={batch} runs={data.runs} />
          <Runs runs={data.runs} />
        </Stack>
      )}
    </Page>
  );
}

/** Where what is not over comes from. */
function Lists() {
  const t = useTranslations("classrooms");
  return (
    <>
      <AnchorLink to="/classrooms">{t("title")}</AnchorLink>
      <AnchorLink to="/zoom-users">{t("zoomUsers")}</AnchorLink>
    </>
  );
}

function Standing({ batch, isOfPeople }: { batch: NonNullable<RunList["batch"]>; isOfPeople: boolean }) {
  const { all, done, failed, invited, active, expectedAt, waitsFor, invitedBy } = batch;
  const t = useTranslations("classrooms.batch");
  const times = useTimes();
  const said = (at: string): string => `${times.moment(at)} ${times.zone()}`;
  const share = (n: number): number => (all === 0 ? 0 : (n / all) * 100);
  const open = all - done - failed;
  const progress = isOfPeople ? t("progressUsers", { invited, active, all }) : t("progress", { done, all });
  return (
    <Card component="section" aria-label={progress}>
      <Stack gap={6} role="status">
        <Text fw={600}>{progress}</Text>
        <Progress.Root size="lg" aria-hidden>
          <Progress.Section value={share(done)} color="green" />
          {isOfPeople && <Progress.Section value={share(invited)} color="ink" />}
          <Progress.Section value={share(failed)} color="red" />
        </Progress.Root>
        {failed > 0 && (
          <Text size="sm" c="var(--mantine-color-error)">
            {t("failed", { n: failed })}
          </Text>
        )}
        {invitedBy !== null && <Text size="sm">{t("invited", { time: said(invitedBy) })}</Text>}
        {open > 0 && (
          <Text size="sm">{expectedAt === null ? t(waitsFor === "somebody" ? "somebody" : "people") : t("expected", { time: said(expectedAt) })}</Text>
        )}
        {open === 0 && failed === 0 && <Text size="sm">{t("all")}</Text>}
      </Stack>
    </Card>
  );
}

type Shown = "all" | "running" | "failed" | "done";
const STEP = 100;

function Runs({ runs }: { runs: readonly RunView[] }) {
  const t = useTranslations("classrooms.batch");
  const [only, setOnly] = useState<Shown>("all");
  const [most, setMost] = useState(STEP);
  const of = (shown: Shown): readonly RunView[] =>
    runs.filter(({ state }) => shown === "all" || state === shown || (shown === "failed" && state === "stopped"));
  const shown = of(only);
  return (
    <Stack gap="xs">
      <Select
        label={t("show")}
        w={{ base: "100%", xs: 280 }}
        allowDeselect={false}
        data={(["all", "running", "failed", "done"] as const).map((value) => ({ value, label: t(`filter.${value}`, { n: of(value).length }) }))}
        value={only}
        onChange={(to) => {
          setOnly((to ?? "all") as Shown);
          setMost(STEP);
        }}
      />
      {shown.length === 0 && <Text c="dimmed">{t("none")}</Text>}
      <Stack component="ul" m={0} p={0} gap={0} className={classes.list ?? ""} aria-label={t("list")}>
        {shown.slice(0, most).map((run) => (
          <Line key={run.id} run={run} />
        ))}
      </Stack>
      {shown.length > most && (
        <Button variant="default" onClick={() => setMost(most + STEP)}>
          {t("more", { n: Math.min(STEP, shown.length - most) })}
        </Button>
      )}
    </Stack>
  );
}

function Line({ run }: { run: RunView }) {
  const t = useTranslations("classrooms");
  const names = useTranslations("runs.step");
  const why = useWhy();
  const at = run.steps.find(({ state }) => state !== "done" && state !== "skipped");
  return (
    <li className={classes.line}>
      <div>
        <AnchorLink to="/runs/$id" params={{ id: run.id }} fw={600} c="inherit">
          {run.about}
        </AnchorLink>
        <Text size="sm" c="dimmed">
          {run.email}
        </Text>
      </div>
      <div>
        <Badge size="sm" variant="light" color={RUN_COLOURS[run.state]}>
          {t(`runPage.states.${run.state}`)}
        </Badge>
        {at !== undefined && (run.state === "running" || run.state === "failed") && (
          <Text size="xs" c="dimmed">
            {t("batch.now", { step: names(at.name) })}
          </Text>
        )}
        {at?.because != null && run.state !== "stopped" && <Text size="xs">{why(at.because, at.values)}</Text>}
      </div>
    </li>
  );
}
