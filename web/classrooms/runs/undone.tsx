import { Alert, Stack, Text } from "@mantine/core";
import { Undo2 } from "lucide-react";
import { useTranslations } from "use-intl";
import type { RunView } from "../../../src/classrooms/runs/contract.ts";
import { AnchorLink } from "../../shell/links.tsx";
import { useTimes } from "../../shell/times.tsx";

/** That a replacing was taken back, or just is: what its steps tell is no more so then. */
export function Undone({ run: { undone } }: { run: RunView }) {
  const t = useTranslations("classrooms.runPage.undone");
  const times = useTimes();
  if (undone === null) return null;
  const values = { name: undone.by, time: times.moment(undone.at) };
  return (
    <Alert color="ink" variant="light" icon={<Undo2 aria-hidden />} title={t(undone.isDone ? "title" : "titleNow")} role="status">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t(undone.isDone ? "text" : undone.isStill ? "textStill" : "textNow", values)}</Text>
        <AnchorLink to="/runs/$id" params={{ id: undone.runId }} size="sm">
          {t(undone.isDone ? "run" : "runNow")}
        </AnchorLink>
      </Stack>
    </Alert>
  );
}
