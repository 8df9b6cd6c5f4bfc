import { Alert } from "@mantine/core";
import { TriangleAlert } from "lucide-react";
import { FormTrouble, isRefusal, useProblemText } from "../shell/trouble.tsx";

/** Refusals that ask whether it is meant. */
const QUESTIONS = ["external_elsewhere", "external_looser", "external_elsewhere_looser", "external_columns_left"] as const;
const isQuestion = (error: unknown): boolean => QUESTIONS.some((because) => isRefusal(error, because));

type Save<T> = { error: unknown; variables: (T & { confirmed: boolean }) | undefined };

/** Whether saving was answered by a question about just what stands in the form: saved once more it is meant. What is typed then is another question. */
export function isAsked<T extends object>({ error, variables }: Save<T>, values: T): boolean {
  const { confirmed: _, ...sent } = variables ?? { confirmed: false };
  return isQuestion(error) && JSON.stringify(sent) === JSON.stringify(values);
}

/** A form may be longer than its window. */
const intoSight = (node: HTMLElement | null): void => node?.scrollIntoView({ block: "nearest" });

/** The question, or what else went wrong. */
export function AskedOrTrouble({ error, asks, title }: { error: unknown; asks: boolean; title: string }) {
  const problem = useProblemText(true);
  if (!isQuestion(error)) return <FormTrouble beside="all" error={error} />;
  return asks ? (
    <Alert ref={intoSight} color="yellow" variant="light" icon={<TriangleAlert aria-hidden />} title={title} role="alert">
      {problem(error)}
    </Alert>
  ) : null;
}
