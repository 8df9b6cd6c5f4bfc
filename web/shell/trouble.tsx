import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { Compass, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { NoAnswerError, ProblemError } from "./api.ts";
import { Empty } from "./states.tsx";

/** What went wrong, in a sentence for the reader. `typed`: in a form, whose fields keep what is in them. */
export function useProblemText(typed = false): (error: unknown) => string {
  const t = useTranslations("common.trouble");
  return (error) => {
    if (error instanceof NoAnswerError) return t(typed ? "noAnswerTyped" : "noAnswer");
    if (error instanceof ProblemError && error.problem.detail !== "") return error.problem.detail;
    if (error instanceof ProblemError && error.problem.status === 404) return t("notFound");
    return t("unexpected");
  };
}

/** Reasons to show beside the fields of a form. What belongs to no field is for the form's own foot: see `formProblem`. */
export function fieldProblems(error: unknown): Record<string, string> {
  if (!(error instanceof ProblemError)) return {};
  return Object.fromEntries((error.problem.errors ?? []).map((each) => [each.field, each.message]));
}

/** Whether the refusal is told beside a field already. */
export const isFieldProblem = (error: unknown): boolean => Object.keys(fieldProblems(error)).length > 0;

export const isRefusal = (error: unknown, because: string): boolean =>
  error instanceof ProblemError && (error.problem.because === because || (error.problem.errors ?? []).some((each) => each.because === because));

/** For a page or a part that could not be had. */
export function Trouble({ error, again }: { error: unknown; again?: (() => void) | undefined }) {
  const t = useTranslations("common.trouble");
  const text = useProblemText();
  if (isNowhere(error)) return <Empty icon={Compass} title={t("noPage")} text={t("notFound")} />;
  return (
    <Alert color="red" variant="light" icon={<TriangleAlert aria-hidden />} title={t("title")} role="alert">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{text(error)}</Text>
        {again !== undefined && (
          <Group>
            <Button size="xs" variant="default" onClick={again}>
              {t("again")}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}

/** Trying again would not help: nothing is there, or it is somebody else's, or the address can't be one of ours. */
const isNowhere = (error: unknown): boolean => error instanceof ProblemError && [400, 404, 422].includes(error.problem.status);

/** A refusal at the foot of a form. `beside`: the fields that tell their own; what none of them tells is told here. `all`: for a form that shows every field that may be refused. */
export function FormTrouble({ error, beside = [] }: { error: unknown; beside?: "all" | readonly string[] }) {
  const text = useProblemText(true);
  if (error === null || error === undefined) return null;
  const ofFields = Object.entries(fieldProblems(error));
  const untold = beside === "all" ? [] : ofFields.filter(([field]) => !beside.includes(field)).map(([, message]) => message);
  if (ofFields.length > 0 && untold.length === 0) return null;
  return (
    <Alert color="red" variant="light" icon={<TriangleAlert aria-hidden />} role="alert">
      {untold.length > 0 ? untold.join(" ") : text(error)}
    </Alert>
  );
}

/** The sentence of a message key under `refusals.`, as `whyNot` carries it; null stays null. */
export function useWhyNot(): (because: string | null, values?: Record<string, string | number>) => string | null {
  const t = useTranslations("refusals");
  const common = useTranslations("common.trouble");
  return (because, values) => {
    if (because === null) return null;
    const key = because as never;
    return t.has(key) ? t(key, values as never) : common("notNow");
  };
}
