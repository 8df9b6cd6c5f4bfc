import { describe, expect, test } from "vitest";
import { catalogue } from "../src/notices/messages/catalogue.ts";
import { asksDatabaseForTime, HABITS, tablesWithoutInstitution } from "./tidy/habits.ts";
import { contradictions } from "./tidy/handlers.ts";
import { AT_THE_TOP, FOLDERS_OF_SRC, objection } from "./tidy/may-import.ts";
import { argumentsOf, flat, type Texts } from "./tidy/texts.ts";
import { exists, findCircle, isTest, paths, read, readModules } from "./tidy/tree.ts";

/** Longer than 250 lines, each for a reason. */
const LONG_ON_PURPOSE: string[] = [];
/** The same in two languages, each for a reason. */
const SAME_ON_PURPOSE: string[] = [];

const modules = readModules();
const product = modules.filter((module) => !isTest(module.path));
const migrations = paths("src/platform/migrations/*.sql").map((path) => ({ path, text: read(path) }));

describe("the tree", () => {
  test("every module was read, and its imports with it", () => {
    const broken = modules.flatMap(({ path, imports }) =>
      imports.filter(({ to, ours }) => ours && !exists(to.replace(/\?.*$/, ""))).map(({ to }) => `${path} imports ${to}, which is not there`),
    );
    const silent = modules.filter(({ text, imports }) => /^import /m.test(text) && imports.length === 0).map(({ path }) => path);

    expect(modules.length, "fewer modules than the project ever had").toBeGreaterThan(100);
    expect(modules.length).toBe(
      ["src", "web", "sandbox", "sim", "bench", "test"].flatMap((folder) => [...paths(`${folder}/**/*.ts`), ...paths(`${folder}/**/*.tsx`)]).length,
    );
    expect([...broken, ...silent]).toEqual([]);
  });

  test("src holds the nouns, the world and what they stand on", () => {
    const strangers = product
      .map(({ path }) => path)
      .filter((path) => path.startsWith("src/") && !AT_THE_TOP.includes(path) && !FOLDERS_OF_SRC.includes(path.split("/")[1]!));
    expect(strangers, "put it into the noun that it belongs to; a new noun needs a line in test/tidy/may-import.ts and in ARCHITECTURE.md").toEqual([]);
  });

  test("everybody imports only what they may know", () => {
    const objections = product.flatMap(({ path, imports }) =>
      imports.map((each) => ({ each, why: objection(path, each) })).flatMap(({ each, why }) => (why === null ? [] : [`${path} imports ${each.to}: ${why}`])),
    );
    expect(objections).toEqual([]);
  });

  test("no imports go round in a circle", () => {
    expect(findCircle(modules)?.join(" → ") ?? "none", "move what both need into a file of its own").toBe("none");
  });
});

describe("sizes", () => {
  test("no file is longer than 250 lines without a reason", () => {
    const long = modules.filter(({ path, lines }) => lines > 250 && !LONG_ON_PURPOSE.includes(path)).map(({ path, lines }) => `${path}: ${lines} lines`);
    expect(long, "find the noun inside it that wants a file of its own").toEqual([]);
    expect(LONG_ON_PURPOSE.filter((path) => !exists(path))).toEqual([]);
  });

  test("most files are shorter than 100 lines", () => {
    const short = product.filter(({ lines }) => lines < 100).length / product.length;
    expect(short, "the share of files under 100 lines").toBeGreaterThan(0.6);
  });
});

describe("habits", () => {
  test.each(HABITS)("$rule", ({ pattern, except, wayOut }) => {
    const found = modules
      .filter(({ path }) => !path.startsWith("test/tidy") && !except?.test(path))
      .flatMap(({ path, text }) => text.split("\n").flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])));
    expect(found, wayOut).toEqual([]);
  });

  test("SQL is told what time it is", () => {
    const asking = [...modules.filter(({ path }) => !path.startsWith("test/tidy")), ...migrations]
      .filter(({ path, text }) => asksDatabaseForTime(path, text))
      .map(({ path }) => path);
    expect(asking, "pass the moment as a parameter; for leases and limits use clock_timestamp()").toEqual([]);
  });

  test("every table and its key begin with the institution", () => {
    expect(migrations.length).toBeGreaterThan(0);
    const homeless = migrations.flatMap(({ path, text }) => tablesWithoutInstitution(text).map((name) => `${path}: ${name}`));
    expect(homeless, "begin its primary key with institution_id; a table that all share needs a line in test/tidy/habits.ts").toEqual([]);
  });
});

describe("who may", () => {
  const handlers = product.filter(({ text }) => /\bApp\b/.test(text) && /\b(?:member|admin)Of\(request\)/.test(text));

  test("a handler asks for whom the table lets in", () => {
    expect(handlers.length).toBeGreaterThan(4);
    expect(
      handlers.flatMap(({ path, text }) => contradictions(path, text)),
      "let src/people/access/contract.ts say who may call it, and take the member with memberOf",
    ).toEqual([]);
  });

  test("a handler that asks for others than the table is seen", () => {
    const told = (text: string): number => contradictions("routes.ts", text).length;
    expect(told('app.get("/api/me", async (request) => adminOf(request).name);')).toBe(1);
    expect(told('app.get("/api/mailbox", async (request) => memberOf(request).name);')).toBe(1);
    expect(told("const name = (request) => adminOf(request).name;")).toBe(1);
    expect(told('app.get("/api/rooms", async (request) => adminOf(request).name);\napp.get("/api/me", async (request) => memberOf(request).name);')).toBe(0);
  });
});

describe("texts", () => {
  const english = flat(catalogue.en as Texts);
  const others = Object.entries(catalogue).filter(([language]) => language !== "en");

  test("there are texts in more than one language", () => {
    expect(english.size).toBeGreaterThan(100);
    expect(others.length).toBeGreaterThan(0);
  });

  test.each(others)("%s says all that English says, with the same arguments", (_, texts) => {
    const theirs = flat(texts as Texts);
    const missing = [...english.keys()].filter((key) => !theirs.has(key)).map((key) => `${key} is missing`);
    const extra = [...theirs.keys()].filter((key) => !english.has(key)).map((key) => `${key} is not in English`);
    const different = [...theirs].filter(([key, text]) => english.has(key) && String(argumentsOf(text)) !== String(argumentsOf(english.get(key)!)));
    const told = different.map(([key, text]) => `${key} takes ${argumentsOf(text).join(", ")}, in English ${argumentsOf(english.get(key)!).join(", ")}`);
    expect([...missing, ...extra, ...told], "give every language the same keys and arguments").toEqual([]);
  });

  test.each(others)("%s leaves nothing in English", (_, texts) => {
    const same = [...flat(texts as Texts)]
      .filter(([key, text]) => text === english.get(key) && wordsOf(text) > 2 && !SAME_ON_PURPOSE.includes(key))
      .map(([key]) => key);
    expect(same, "translate it").toEqual([]);
  });
});

const wordsOf = (text: string): number => text.replaceAll(/\{[^}]*\}|<[^>]*>/g, " ").match(/\p{L}{2,}/gu)?.length ?? 0;
