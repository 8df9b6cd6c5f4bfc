import { writeFileSync } from "node:fs";

/** For vitest, whose own JSON doesn't tell it: writes down, one a line in the file `RETRIED`, which tests passed only when they were tried again. */
export default class Retried {
  names = [];

  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky) this.names.push(`${test.module.relativeModuleId}: ${test.fullName}`);
  }

  onTestRunEnd() {
    writeFileSync(process.env["RETRIED"], this.names.map((name) => `${name}\n`).join(""));
  }
}
