import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";

export const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = ["src", "web", "sandbox", "sim", "bench", "test"];

export type Import = { to: string; ours: boolean; typesOnly: boolean };
export type Module = { path: string; text: string; lines: number; imports: Import[] };

export const paths = (pattern: string): string[] =>
  globSync(pattern, { cwd: ROOT, exclude: (path) => path === "node_modules" || path.endsWith("/node_modules") }).toSorted();
export const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
export const exists = (path: string): boolean => existsSync(join(ROOT, path));

export const isTest = (path: string): boolean => /\.(test|fixtures|testing)\.tsx?$|(^|\/)(testing|fixtures)\.ts$/.test(path) || path.startsWith("test/");

export function readModules(): Module[] {
  return paths(`{${FOLDERS.join(",")}}/**/*.{ts,tsx}`).map((path) => {
    const text = read(path);
    return { path, text, lines: text.split("\n").length - 1, imports: importsOf(path, text) };
  });
}

const STATEMENT = /^(?:import|export)\s+(type\s)?(?:[^"'`;]*?\sfrom\s+)?["']([^"']+)["']/gm;
const CALL = /\bimport\(\s*["']([^"']+)["']\s*\)/g;

function importsOf(path: string, text: string): Import[] {
  const statements = [...text.matchAll(STATEMENT)].map((found) => ({ to: found[2]!, typesOnly: found[1] !== undefined }));
  const calls = [...text.matchAll(CALL)].map((found) => ({ to: found[1]!, typesOnly: false }));
  return [...statements, ...calls].map(({ to, typesOnly }) => {
    const ours = to.startsWith(".");
    return { to: ours ? join(dirname(path), to) : to, ours, typesOnly };
  });
}

/** The first way round from a module back to itself, following what is imported at run time. */
export function findCircle(modules: Module[]): string[] | null {
  const next = new Map(modules.map((module) => [module.path, module.imports.filter((each) => each.ours && !each.typesOnly).map((each) => each.to)]));
  const done = new Set<string>();
  const visit = (path: string, way: string[]): string[] | null => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return null;
    for (const to of next.get(path) ?? []) {
      const circle = visit(to, [...way, path]);
      if (circle !== null) return circle;
    }
    done.add(path);
    return null;
  };
  for (const path of next.keys()) {
    const circle = visit(path, []);
    if (circle !== null) return circle;
  }
  return null;
}
