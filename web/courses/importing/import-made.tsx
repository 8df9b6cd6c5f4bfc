import { Alert, Button, Card, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { CourseImported, OnZoom } from "../../../src/courses/importing/contract.ts";
import { ButtonLink } from "../../shell/links.tsx";
import { useProblemText } from "../../shell/trouble.tsx";
import { useDayText } from "../holidays/days.tsx";
import { Names } from "./names.tsx";
import { Said } from "./said.tsx";
import type { Failed, Making } from "./use-import.ts";

/** How far it is, and then what came of it. */
export function ImportMade({ making, onAgain }: { making: Making; onAgain: () => void }) {
  const t = useTranslations("importing");
  const { state, all, made, failed } = making;
  const done = made.length + failed.length;
  const title = state === "making" ? t("saving") : state === "stopped" ? t("stopped") : failed.length === 0 ? t("done") : t("doneWith", { n: failed.length });
  return (
    <Card component="section" aria-label={title}>
      <Stack>
        <div role="status">
          <Title order={2} size="h4">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {t("progress", { done, all })}
            {state === "making" && ` · ${t("savingMore")}`}
          </Text>
        </div>
        {state !== "done" && <Progress value={all === 0 ? 0 : (done / all) * 100} aria-label={title} />}
        <Counts made={made} />
        <NotMade failed={failed} />
        {making.onZoom !== null && <WhenOnZoom onZoom={making.onZoom} />}
        {making.onZoom === null && making.state !== "making" && making.made.length > 0 && (
          <Text size="sm" c="dimmed">
            {t("onZoomUnread")}
          </Text>
        )}
        <Group>
          {state === "making" && (
            <Button variant="default" onClick={making.stop}>
              {t("stop")}
            </Button>
          )}
          {(state === "stopped" || (state === "done" && failed.length > 0)) && <Button onClick={making.goOn}>{t("goOn")}</Button>}
          {state !== "making" && (
            <>
              <ButtonLink to="/courses" variant={state === "done" && failed.length === 0 ? "filled" : "default"}>
                {t("toCourses")}
              </ButtonLink>
              <Button variant="default" onClick={onAgain}>
                {t("another")}
              </Button>
            </>
          )}
        </Group>
      </Stack>
    </Card>
  );
}

function Counts({ made }: { made: readonly CourseImported[] }) {
  const t = useTranslations("importing");
  const dates = made.flatMap((course) => course.dates);
  const count = (verdict: string): number => dates.filter((date) => date.verdict === verdict).length;
  const free = dates.filter(({ holiday }) => holiday !== null).length;
  const [got, waiting] = [count("got") + count("rearranged"), count("waiting")];
  const said = [
    ...(got > 0 ? [t("got", { n: got })] : []),
    ...(count("rearranged") > 0 ? [t("rearranged", { n: count("rearranged") })] : []),
    ...(count("hosted") > 0 ? [t("hosted", { n: count("hosted") })] : []),
    ...(free > 0 ? [t("free", { n: free })] : []),
  ];
  return (
    <>
      <Said all={said} />
      {waiting > 0 && (
        <Alert color="yellow" variant="light" icon={<TriangleAlert aria-hidden />} title={t("waiting", { n: waiting })}>
          {t("waitingMore")}
        </Alert>
      )}
    </>
  );
}

function NotMade({ failed }: { failed: readonly Failed[] }) {
  const t = useTranslations("importing");
  const problem = useProblemText();
  if (failed.length === 0) return null;
  return (
    <Alert color="red" variant="light" icon={<TriangleAlert aria-hidden />} title={t("failed")} role="alert">
      <Names>
        {failed.map(({ course, error }, i) => (
          <Text key={i} component="li" size="sm" style={{ overflowWrap: "anywhere" }}>
            <strong>{course.title}</strong> — {problem(error)}
          </Text>
        ))}
      </Names>
    </Alert>
  );
}

function WhenOnZoom({ onZoom: { first, last, postponed } }: { onZoom: OnZoom }) {
  const t = useTranslations("importing");
  const day = useDayText();
  return (
    <div>
      <Title order={3} size="h5" mb={4}>
        {t("onZoom")}
      </Title>
      <Text>
        {first === null || last === null
          ? t("onZoomNone")
          : first === last
            ? t("onZoomOne", { first: day(first) })
            : t("onZoomText", { first: day(first), last: day(last) })}
      </Text>
      {postponed.length > 0 && (
        <Alert mt="sm" color="yellow" variant="light" icon={<TriangleAlert aria-hidden />}>
          <Text size="sm" mb={4}>
            {t("postponedMore")}
          </Text>
          <Names>
            {postponed.map(({ host, from, to, meetings }) => (
              <Text key={`${host} ${to}`} component="li" size="sm" style={{ overflowWrap: "anywhere" }}>
                {t("postponed", { n: meetings, host, from: day(from), to: day(to) })}
              </Text>
            ))}
          </Names>
        </Alert>
      )}
    </div>
  );
}
