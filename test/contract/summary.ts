import type { Failing } from "./ledger.ts";
import { isKept, type Report } from "./tally.ts";

/** The report for a person: what fails first, by operation. */
export function inWords(report: Report): string {
  const parts = (["requests", "responses", "webhooks"] as const).map((kind) => ({ kind, ...report[kind] }));
  return [
    ...parts.flatMap(({ kind, failing }) => (failing.length === 0 ? [] : [`${kind}:`, ...byPlace(failing), ""])),
    ...parts.map(
      ({ kind, checked, failing }) =>
        `${checked} ${kind} checked, ${failing.length === 0 ? "all well" : `${failing.length} thing${failing.length === 1 ? "" : "s"} wrong`}`,
    ),
    `${report.operationsUsed.length} operations used; not in the OpenAPI documents: ${report.operationsNotInSpec.join(", ") || "none"}`,
    `operations of the client that these journeys did not use: ${report.operationsNotUsed.join(", ") || "none"}`,
    `${report.omitted.flatMap(({ properties }) => properties).length} properties left out for a reason; ${report.waived.length} waivers used`,
    isKept(report) ? "The contract is kept." : "The contract is not kept.",
    "",
  ].join("\n");
}

function byPlace(failing: Failing[]): string[] {
  const places = Map.groupBy(failing, ({ where }) => where);
  return [...places].flatMap(([where, found]) => [`  ${where}`, ...found.map(({ what, times }) => `    ${what} (${times}×)`)]);
}
