import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { seedText } from "./seed.ts";

let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "sandbox-main-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The real program; it must end by itself, with nothing but sentences. */
function complaint(...args: string[]): string[] {
  const program = ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "main.ts"), "--port", "4853"];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...args], { encoding: "utf8", timeout: 15_000 });
  expect({ status, stdout }).toEqual({ status: 78, stdout: "" });
  return stderr.trim().split("\n");
}

test("a folder that can't be made, or holds a damaged file, is told in a sentence", () => {
  expect(complaint("--data", "/proc/nope")).toEqual([expect.stringMatching(/^--data \/proc\/nope can't be made or written: .+$/)]);
  const file = join(folder, "zoom.sqlite");
  writeFileSync(file, "neither users nor meetings ".repeat(100));
  expect(complaint("--data", folder)).toEqual([
    `${file} is damaged or can't be opened: restore it, or move it away to begin with a new account (file is not a database)`,
  ]);
});

test("an option that there is not, and an address that is none, is told in a sentence", () => {
  expect(complaint("--prot", "1")).toEqual(["Unknown option '--prot'"]);
  expect(complaint("--base-url", "here")).toEqual(["--base-url must be an address, not here"]);
});

test("a seed that is wrong or not there, and a random number that is none, is told in a sentence", () => {
  const file = join(folder, "university.json");
  expect(complaint("--seed", file)).toEqual([expect.stringMatching(/^--seed .+ can't be read: .+$/)]);
  writeFileSync(file, '{"account": {"plan": "gold"}}');
  expect(complaint("--seed", file)).toEqual([expect.stringMatching(/^--seed .+: account\.plan: .+$/)]);
  expect(complaint("--random", "dice")).toEqual(["--random must be a number, not dice"]);
});

test("a certificate without its key, or a file that holds none, is told in a sentence", () => {
  const file = join(folder, "cert.pem");
  expect(complaint("--tls-cert", file)).toEqual(["--tls-cert and --tls-key go together"]);
  writeFileSync(file, "no certificate");
  expect(complaint("--tls-cert", file, "--tls-key", file)).toEqual([`--tls-cert ${file} is not a PEM file`]);
});

test("the usual university is printed as a seed", () => {
  const program = ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "main.ts"), "--print-seed"];
  const { status, stdout } = spawnSync(process.execPath, program, { encoding: "utf8", timeout: 15_000 });
  expect({ status, text: stdout }).toEqual({ status: 0, text: seedText() });
});
