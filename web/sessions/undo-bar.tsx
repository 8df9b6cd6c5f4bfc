import { Alert, Button, Group, Text } from "@mantine/core";
import { Undo2 } from "lucide-react";
import { useTranslations } from "use-intl";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { useNow } from "../shell/now.ts";
import { useTimes } from "../shell/times.tsx";
import { useSessionAct } from "./session-act.ts";

/** For a minute after a change or a cancellation nobody has been told yet, and it can be taken back. */
export function UndoBar({ session }: { session: SessionDetail }) {
  const now = useNow();
  const t = useTranslations("session.undo");
  const common = useTranslations("common");
  const times = useTimes();
  const act = useSessionAct(session.id);
  const left = session.undoUntil === null ? 0 : Date.parse(session.undoUntil) - now;
  if (left <= 0) return null;
  return (
    <Alert color="ink" icon={<Undo2 aria-hidden />}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          {t(session.state === "cancelled" ? "cancelled" : "changed")}{" "}
          <span style={{ fontVariantNumeric: "tabular-nums" }}>{t("mails", { length: times.length(left) })}</span>
        </Text>
        <Button size="compact-md" loading={act.isPending} onClick={() => act.mutate({ verb: "undo", done: common("undone") })}>
          {common("undo")}
        </Button>
      </Group>
    </Alert>
  );
}
