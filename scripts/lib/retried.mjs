import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** For vitest, whose own JSON doesn't tell it: writes down, one a line in the file `RETRIED`, which tests passed only when they were tried again. */
export default class Retried {
  names = [];

  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky) this.names.push(`${test.module.relativeModuleId}: ${test.fullName}`);
  }

  onTestRunEnd() {
    mkdirSync(dirname(process.env["RETRIED"]), { recursive: true }); // a fresh clone has no such folder, and nobody says which reporter comes first
    writeFileSync(process.env["RETRIED"], this.names.map((name) => `${name}\n`).join(""));
  }
}
