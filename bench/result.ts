/** What every bench ends with. `peer`: what stands beside us, or the floor, measured in the same run; `ratio`: how we compare with it; `growth`: how many times as long more takes. */
export type Result = {
  name: string;
  figures: object;
  peer: object | null;
  ratio: number | object | null;
  growth: number | object | null;
  /** The figures that are worse than promised. */
  missed: readonly string[];
};

/** Says it, as one line of JSON when asked so on the command line, and ends the program with 1 when a figure is missed. */
export function tell({ name, figures, peer, ratio, growth, missed }: Result): void {
  const result = { name, figures, peer, ratio, growth, missed };
  if (process.argv.includes("--json")) console.log(JSON.stringify(result));
  else {
    for (const part of ["figures", "peer", "ratio", "growth"] as const)
      if (result[part] !== null) for (const line of linesOf(part, result[part])) console.log(line);
    console.log(missed.length === 0 ? "Nothing is missed." : `Missed: ${missed.join(", ")}.`);
  }
  process.exitCode = missed.length === 0 ? 0 : 1;
}

function linesOf(label: string, value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [`${label}: ${String(value)}`];
  const parts = Object.entries(value);
  if (parts.every(([, part]) => typeof part !== "object" || part === null))
    return [`${label}: ${parts.map(([name, part]) => `${name} ${String(part)}`).join(", ")}`];
  return parts.flatMap(([name, part]) => linesOf(`${label}.${name}`, part));
}
