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

/** The moment to tell of a step: when it was done or begun; else when it is due. */
export const momentOf = (step: StepView): string => ((step.is === "done" || step.is === "started") && step.at !== null ? step.at : step.dueAt);

export const isTrouble = (step: StepView): boolean => step.is === "failed" || step.is === "held";
