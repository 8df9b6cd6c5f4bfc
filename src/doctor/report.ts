import { createTranslator } from "use-intl/core";
import { catalogue } from "../notices/messages/catalogue.ts";
import type { Language } from "../people/contract.ts";
import { exitCodeOf, inOrder, type Finding, type Verdict } from "./finding.ts";

type Say = (key: string, values?: Record<string, string | number>) => string;

const sayIn = (language: Language, namespace: "doctor" | "scopes" = "doctor"): Say =>
  createTranslator({
    locale: language,
    messages: catalogue[language] as unknown as Record<string, Record<string, string>>,
    namespace,
    timeZone: "UTC",
  }) as unknown as Say;

const MARK: Record<Verdict, string> = { well: "✔", fault: "✘", unknown: "?" };

/** Two lines at most for each finding: what was found, and what to do about it. */
export function reportOf(all: readonly Finding[], language: Language): string {
  const say = sayIn(language);
  const lines = inOrder(all).flatMap((one) => {
    const { name, found, todo } = told(one, language);
    return [`${MARK[one.is]} ${name}: ${found}`, ...(todo === null ? [] : [`    → ${todo}`])];
  });
  const count = (is: Verdict): number => all.filter((one) => one.is === is).length;
  const [faults, unknown] = [count("fault"), count("unknown")];
  const sum = [
    faults === 0 && unknown === 0 ? say("well") : say("faults", { count: faults }),
    ...(unknown === 0 ? [] : [say("withUnknown", { count: unknown })]),
  ];
  return [...lines, "", sum.join(" "), ""].join("\n");
}

/** The same for programs. */
export function jsonOf(all: readonly Finding[], language: Language): string {
  const rows = inOrder(all).map((one) => {
    const { found, todo } = told(one, language);
    return { check: one.check, of: one.of, is: one.is, because: one.because, found, todo };
  });
  return `${JSON.stringify({ well: exitCodeOf(all) === 0, findings: rows }, null, 2)}\n`;
}

function told({ check, because, of, is, values }: Finding, language: Language): { name: string; found: string; todo: string | null } {
  const say = sayIn(language);
  const inWords = { ...values, ...("stops" in values ? { stops: stopsIn(String(values["stops"]), language) } : {}) };
  return {
    name: say(`check.${check}`) + (of === null ? "" : ` (${of})`),
    found: say(`found.${check}.${because}`, inWords),
    todo: is === "well" ? null : say(`do.${check}.${because}`, inWords),
  };
}

const stopsIn = (reasons: string, language: Language): string =>
  reasons
    .split(" ")
    .map((reason) => sayIn(language, "scopes")(`${reason}.without`))
    .join(" ");
