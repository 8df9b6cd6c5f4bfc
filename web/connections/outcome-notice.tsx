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

type Told = { outcome?: string | undefined; attempt?: string | undefined; link?: boolean };

/** How coming back from Zoom ended, and what to do about it. Nothing without an attempt: then somebody only wrote it into the address. */
export function OutcomeNotice({ outcome, attempt, link = false }: Told) {
  const key = outcomeIn(outcome);
  return key === null || attempt === undefined ? null : <OfAttempt key={key} told={key} attempt={attempt} link={link} />;
}

/** In words, with what only the server knows of it, and what has become of it since. That it went well only the server says, to the browser that was sent. */
function OfAttempt({ told, attempt, link }: { told: OutcomeKey; attempt: string; link: boolean }) {
  const { data, isPending } = useQuery(attemptQuery(attempt, link));
  const cameToNothing = !DONE.includes(told) && !WAITS.includes(told);
  if (isPending || (data === undefined && !cameToNothing)) return null;
  return <Notice outcome={data?.outcome ?? told} details={data?.details ?? {}} />;
}

/** One outcome in words, of which nothing more is known. */
export const PlainOutcome = ({ outcome }: { outcome: OutcomeKey }) => <Notice outcome={outcome} details={{}} />;

/** What stands for what is not known. */
export const NOBODY = { name: "none", email: "?", role: "?", account: "?", lacks: "?" };

function Notice({ outcome, details: { lacks = "?", ...details } }: { outcome: OutcomeKey; details: Record<string, string> }) {
  const t = useTranslations("connecting");
  const permissions = usePermissions();
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
      {t(`outcomes.${outcome}`, { ...NOBODY, ...details, lacks: permissions(lacks.split(", ")) })}
    </Alert>
  );
}
