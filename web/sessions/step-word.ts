import { Check, CircleAlert, CircleSlash, Clock, Hourglass, LoaderCircle, type LucideIcon } from "lucide-react";
import type { StepView } from "../../src/sessions/contract.ts";

type Look = { icon: LucideIcon; tone: "done" | "next" | "ahead" | "held" | "failed" | "skipped" };

/** How a step looks: icon and tone, with the words beside them. */
export function lookOf(step: StepView, isNext: boolean): Look {
  if (step.is === "done") return { icon: Check, tone: "done" };
  if (step.is === "started") return { icon: LoaderCircle, tone: "next" };
  if (step.is === "held") return { icon: Hourglass, tone: "held" };
  if (step.is === "failed") return { icon: CircleAlert, tone: "failed" };
  if (step.is === "skipped") return { icon: CircleSlash, tone: "skipped" };
  return { icon: Clock, tone: isNext ? "next" : "ahead" };
}

type Told = { word: StepView["is"] | "heldSince" | "failedAt"; moment: string };

/**
 * What to tell of a step, and of when: of its own moment when it was done or begun, else of when it is due. A session may be asked for
 * after a step of it was due: that one is told by when it failed or had to wait, or it would seem to have done so before there was a session.
 */
export function toldOf(step: StepView, askedAt: string): Told {
  if (step.at === null) return { word: step.is, moment: step.dueAt };
  if (step.is === "done" || step.is === "started") return { word: step.is, moment: step.at };
  const late = Date.parse(step.dueAt) < Date.parse(askedAt);
  if (late && step.is === "held") return { word: "heldSince", moment: step.at };
  if (late && step.is === "failed") return { word: "failedAt", moment: step.at };
  return { word: step.is, moment: step.dueAt };
}

export const isTrouble = (step: StepView): boolean => step.is === "failed" || step.is === "held";

/** Whether Bedel goes on by itself with something that is in trouble: what it has given up only administrators can have tried again. */
export const goesOn = (steps: readonly StepView[]): boolean => steps.some((step) => step.retryAt !== null || step.is === "held" || step.is === "started");
