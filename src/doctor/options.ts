import { parseArgs } from "node:util";
import { z } from "zod";
import { language, type Language } from "../people/contract.ts";

export type Options = { json: boolean; language: Language; mailTo: string | null };

/** What stands after `doctor`, or a sentence on what is wrong with it. */
export function readOptions(given: readonly string[], environment: Record<string, string | undefined>): Options | string {
  const usage = "The options of doctor are --json, --language en or es, --mail ADDRESS.";
  let values: { json?: boolean; language?: string; mail?: string };
  try {
    values = parseArgs({ args: [...given], options: { json: { type: "boolean" }, language: { type: "string" }, mail: { type: "string" } } }).values;
  } catch {
    return usage;
  }
  const chosen = language.optional().safeParse(values.language);
  const mail = z.email().optional().safeParse(values.mail);
  if (!chosen.success) return `There is no language ${values.language}. ${usage}`;
  if (!mail.success) return `${values.mail} is no e-mail address. ${usage}`;
  return { json: values.json ?? false, language: chosen.data ?? languageIn(environment), mailTo: mail.data ?? null };
}

/** As the terminal has it, by the first of the three that is set (POSIX, Environment Variables). */
function languageIn({ LC_ALL, LC_MESSAGES, LANG }: Record<string, string | undefined>): Language {
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((text) => text !== undefined && text !== "") ?? "";
  return /^es\b|^es_/i.test(locale) ? "es" : "en";
}
