import { recordsOf } from "../../src/lib/records.ts";

const most = 1_000_000;

/** The server takes a megabyte at once; more is told before it is sent. */
export const tooLarge = (lines: string): boolean => new TextEncoder().encode(lines).length > most;

/** One person as a line: the name can't break out of it. */
export function lineOf(name: string, email: string): string {
  const clean = name.replaceAll(/[<>\s;]+/g, " ").trim();
  const address = email.replaceAll(/[\r\n]+/g, "").trim();
  return clean === "" ? address : `${clean} <${address}>`;
}

/** Beside which field of the form for one person a refusal of its line belongs; null: it is about neither. */
export function fieldOf(because: string): "name" | "email" | null {
  if (because === "line_name_too_long") return "name";
  return because === "line_without_email" || because === "line_email_malformed" || because === "line_too_long" ? "email" : null;
}

/** What is left to be mended: the lines that the server refused, as they were typed. */
export function withoutGood(lines: string, bad: readonly { line: number }[]): string {
  const typed = new Map(recordsOf(lines).map(({ line, text }) => [line, text]));
  return [...new Set(bad.map(({ line }) => line))].flatMap((line) => typed.get(line) ?? []).join("\n");
}
