import { List, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useColumns } from "./standing.ts";
import { isInvitedNoMore } from "./standing-still.ts";
import type { Retry, RunView } from "../../../src/classrooms/runs/contract.ts";

type Question = { title: string; text: ReactNode; yes: string };

/** What *Try again* is said to: the reason that the page shows, and since when. `resends`: Zoom invites again by it. `question`: what is said yes to by it where it is a consent, and has to be asked first. */
export function useTryingAgain({ kind, about, email, steps, stands }: RunView): { question: Question | null; body: Retry; resends: boolean } {
  const t = useTranslations("classrooms.runPage");
  const columns = useColumns();
  const step = steps.find(({ state }) => state !== "done" && state !== "skipped");
  const [because, values] = [step?.because ?? null, step?.values ?? {}];
  const row = { name: about, table: String(values["table"] ?? ""), key: String(values["key"] ?? ""), column: String(values["column"] ?? "") };
  return { question: question(), body: { because, at: step?.at ?? null }, resends: step !== undefined && isInvitedNoMore(step) };

  function question(): Question | null {
    if (because === "row_changed") {
      const each = columns(stands);
      const text = (
        <Stack gap="sm">
          <Text>{t(kind === "undo replacing" ? "retryRowBack" : "retryRowText", row)}</Text>
          {each.length > 0 && <Found each={each} />}
          <Text>{t("retryRowLater")}</Text>
        </Stack>
      );
      return { title: t("retryRowTitle", row), text, yes: t("retryRowYes") };
    }
    if (because !== "user_unconfirmed") return null;
    return {
      title: t("retryUserTitle", { email: String(values["email"] ?? email ?? "") }),
      text: `${t("retryUserText")} ${t("retryUserElse")}`,
      yes: t("retryUserYes"),
    };
  }
}

/** What is written over can be read whole before it is said yes to, however long it is. */
function Found({ each }: { each: readonly string[] }) {
  const t = useTranslations("classrooms.runPage");
  return (
    <div>
      <Text>{t("stands.found")}</Text>
      <List size="sm" mah={260} style={{ overflowY: "auto" }} tabIndex={0} aria-label={t("stands.found")}>
        {each.map((one) => (
          <List.Item key={one}>{one}</List.Item>
        ))}
      </List>
    </div>
  );
}
