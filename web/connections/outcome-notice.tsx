import { Alert } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { outcomeKey, type OutcomeKey } from "../../src/connections/authorizing/contract.ts";
import { attemptQuery } from "./connecting-queries.ts";
import { usePermissions } from "./permissions.ts";

const DONE: readonly OutcomeKey[] = ["connected", "reconnected", "personal_connected", "own_app_connected"];
const WAITS: readonly OutcomeKey[] = ["to_confirm", "different_account", "already_connected", "personal_other_user", "finishing"];

/** An outcome in an address may be anything that somebody wrote there. */
export const outcomeIn = (text: string | undefined): OutcomeKey | null => outcomeKey.safeParse(text).data ?? null;

/** How coming back from Zoom ended, and what to do about it. */
export function OutcomeNotice({ outcome, attempt, link = false }: { outcome?: string | undefined; attempt?: string | undefined; link?: boolean }) {
  const key = outcomeIn(outcome);
  return key === null ? null : <Notice key={key} outcome={key} attempt={attempt ?? null} link={link} />;
}

function Notice({ outcome: told, attempt, link }: { outcome: OutcomeKey; attempt: string | null; link: boolean }) {
  const t = useTranslations("connecting");
  const { outcome, text } = useOutcome(told, attempt, link);
  const [done, waits] = [DONE.includes(outcome), WAITS.includes(outcome)];
  const Icon = done ? CircleCheck : waits ? Info : TriangleAlert;
  return (
    <Alert
      color={done ? "green" : waits ? "ink" : "yellow"}
      variant="light"
      icon={<Icon aria-hidden />}
      title={t(done ? "done" : waits ? "waits" : "notDone")}
      role={done ? "status" : "alert"}
    >
      {text}
    </Alert>
  );
}

/** In words, with what only the server knows of it, and what has become of it since; no text while that is being asked. */
function useOutcome(told: OutcomeKey, attempt: string | null, link: boolean): { outcome: OutcomeKey; text: string | null } {
  const t = useTranslations("connecting.outcomes");
  const { data, isPending } = useQuery({ ...attemptQuery(attempt ?? "", link), enabled: attempt !== null });
  const permissions = usePermissions();
  const outcome = data?.outcome ?? told;
  if (attempt !== null && isPending) return { outcome, text: null };
  const { lacks = "?", ...details } = data?.details ?? {};
  const values = { name: "none", email: "?", role: "?", account: "?", ...details, lacks: permissions(lacks.split(", ")) };
  return { outcome, text: t(outcome, values) };
}
