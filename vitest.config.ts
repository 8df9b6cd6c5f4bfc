import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const doors = ["src/**/*.doors.test.ts", "sandbox/**/*.doors.test.ts", "test/**/*.doors.test.ts"];
const rules = ["src/**/*.test.ts", "sandbox/**/*.test.ts", "web/**/*.test.{ts,tsx}", "test/*.test.ts", "test/contract/**/*.test.ts", "scripts/**/*.test.ts"];

/** What compares with Zoom's published documents, which are Zoom's and no part of the project: run only where they lie beside it. */
const published = ["src/**/*.published.test.ts", "sandbox/**/*.published.test.ts", "test/**/*.published.test.ts"];

const WHOLE_SERVERS = /\/test\/(access|backup|canary|crash|doctor|protections|several|strangers)\/|\/(snapshots|unchanged)\./;

/** What runs whole servers takes longest, however short its file: it begins first, so that at the end no core waits for another. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- no array: a way of sorting files
    const sorted = await super.sort(files);
    return [true, false].flatMap((isLong) => sorted.filter(({ moduleId }) => WHOLE_SERVERS.test(moduleId) === isLong));
  }
}

export default defineConfig({
  cacheDir: ".cache/vite",
  test: {
    allowOnly: false,
    maxWorkers: 2,
    pool: "forks",
    sequence: { sequencer: LongestFirst },
    env: { TZ: "UTC" },
    projects: [
      { extends: true, test: { name: "rules", include: rules, exclude: [...doors, ...published], isolate: false, testTimeout: 20_000 } },
      { extends: true, test: { name: "published", include: published, isolate: false, testTimeout: 20_000 } },
      {
        extends: true,
        test: { name: "doors", include: doors, isolate: false, globalSetup: "test/support/templates.ts", testTimeout: 20_000, hookTimeout: 60_000 },
      },
      {
        extends: true,
        test: { name: "stories", include: ["sim/**/*.test.ts"], globalSetup: "test/support/templates.ts", testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: "screens",
          include: ["test/screens/**/*.test.ts"],
          globalSetup: "test/screens/support/founding.ts",
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 120_000,
          hookTimeout: 180_000,
          retry: 1, // a browser on a busy machine may be late once; `npm test` names what passed only then
        },
      },
    ],
  },
});
