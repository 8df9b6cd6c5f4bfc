import { useTranslations } from "use-intl";
import { useStanding } from "./standing.ts";
import { isInvitedNoMore } from "./standing-still.ts";
import type { Retry, RunView } from "../../../src/classrooms/runs/contract.ts";

type Question = { title: string; text: string; yes: string };

/** What *Try again* is said to: the reason that the page shows, and since when. `resends`: Zoom invites again by it. `question`: what is said yes to by it where it is a consent, and has to be asked first. */
export function useTryingAgain({ kind, email, steps, stands }: RunView): { question: Question | null; body: Retry; resends: boolean } {
  const t = useTranslations("classrooms.runPage");
  const standing = useStanding();
  const step = steps.find(({ state }) => state !== "done" && state !== "skipped");
  const [because, values] = [step?.because ?? null, step?.values ?? {}];
  const row = { table: String(values["table"] ?? ""), key: String(values["key"] ?? ""), column: String(values["column"] ?? "") };
  return { question: question(), body: { because, at: step?.at ?? null }, resends: step !== undefined && isInvitedNoMore(step) };

  function question(): Question | null {
    if (because === "row_changed") {
      const text = [t(kind === "undo replacing" ? "retryRowBack" : "retryRowText", row), standing(stands), t("retryRowLater")].join(" ").replace("  ", " ");
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
