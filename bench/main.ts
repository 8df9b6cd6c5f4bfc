/** `npm run bench -- NAME`: one file a figure. Each says what it measured (`result.ts`; with `--json` for programs) and ends with 1 when a figure is missed. */
const BENCHES: Record<string, () => Promise<unknown>> = {
  start: () => import("./start.ts"),
  "zoom-limit": () => import("./zoom-limit.ts"),
  webhook: () => import("./webhook.ts"),
  report: () => import("./report.ts"),
  mail: () => import("./mail.ts"),
  semester: () => import("./semester.ts"),
  slots: () => import("./slots.ts"),
  allocate: () => import("./allocate.ts"),
  "allocate-quality": () => import("./allocate-quality.ts"),
  race: () => import("./race.ts"),
  lighthouse: () => import("./lighthouse.ts"),
  timers: () => import("./timers.ts"),
  timeline: () => import("./timeline.ts"),
  scale: () => import("./scale.ts"),
};

const name = process.argv[2] ?? "";
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench === undefined) {
  console.error(`There is no bench ${JSON.stringify(name)}; there is ${Object.keys(BENCHES).join(", ")}.`);
  process.exitCode = 78;
} else await bench();
