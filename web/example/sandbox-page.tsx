import { SimpleGrid, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { FlaskConicalOff } from "lucide-react";
import { useTranslations } from "use-intl";
import { ProblemError } from "../shell/api.ts";
import { Page } from "../shell/page.tsx";
import { sandboxQuery } from "../shell/sandbox-clock.ts";
import { Empty, Loading } from "../shell/states.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { ClockCard } from "./clock-card.tsx";
import { MoveCard } from "./move-card.tsx";
import { OutageCard } from "./outage-card.tsx";
import { VisitorsCard } from "./visitors-card.tsx";
import { ZoomPagesCard } from "./zoom-pages-card.tsx";

/** Where time is moved and Zoom is played with. */
export function SandboxPage() {
  const { data: state, error, refetch } = useQuery(sandboxQuery);
  const t = useTranslations("sandbox");
  if (error instanceof ProblemError && error.problem.status === 404) {
    return (
      <Page title={t("title")}>
        <Empty icon={FlaskConicalOff} title={t("off.title")} text={t("off.text")} />
      </Page>
    );
  }
  return (
    <Page title={t("title")} text={t("text")}>
      {state === undefined && error === null && <Loading rows={3} height={160} />}
      {state === undefined && error !== null && <Trouble error={error} again={() => void refetch()} />}
      {state !== undefined && (
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          <Stack>
            <ClockCard state={state} />
            <MoveCard state={state} />
          </Stack>
          <Stack>
            <ZoomPagesCard state={state} />
            <VisitorsCard on={state.visitors} />
            <OutageCard zoomUrl={state.zoomUrl} />
          </Stack>
        </SimpleGrid>
      )}
    </Page>
  );
}
