import { z } from "zod";

/** Letters, digits, signs: something that can be seen. Of the fillers, Unicode says they are letters. */
const VISIBLE = /[^\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;

/** One line without what can't be seen and could turn a whole line round: line breaks and marks of direction. Joiners of emoji and Persian stay. */
export function plainText(text: string): string {
  const plain = text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ")
    .replaceAll(/(?![\u200c\u200d])\p{Cf}/gu, "")
    .replaceAll(/\s+/gu, " ")
    .trim();
  return VISIBLE.test(plain) ? plain : "";
}

/** Its beginning, never half a character: one that would reach beyond is left out as a whole. */
export function cut(text: string, longest: number): string {
  const kept = text.slice(0, longest);
  return kept.isWellFormed() || !text.isWellFormed() ? kept : kept.slice(0, -1);
}

/** Neither half a character nor one that steers a machine; breaks of lines and tabs are somebody's pasting. */
// oxlint-disable-next-line no-control-regex -- those are what is looked for
const isWellMade = (text: string): boolean => text.isWellFormed() && !/[\u0000-\u0008\u000e-\u001f\u007f]/.test(text);

/** What is left for searching: small letters without accents. */
export const bare = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().trim();

/** A line that people write into a form; may be empty. */
export const line = (longest: number) => z.string().refine(isWellMade).overwrite(plainText).max(longest);

/** Several lines that people write into a form; may be empty. */
export const paragraphs = (longest: number) => z.string().refine(isWellMade).trim().max(longest);

/** One that must say something. */
export const neededLine = (longest: number) => line(longest).min(1);

/** Whether it is nested no deeper than that: what walks through it calls itself, and nobody can follow as deep as a machine gone wrong may nest. */
export function isNestedWithin(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isNestedWithin(levels - 1, inner));
}

/** What the database can't keep taken out, at any depth: Zoom's words come as they come. */
export function storable(value: unknown): unknown {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\u0000") ? value : value.toWellFormed().replaceAll("\u0000", "");
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storable(key), storable(inner)]));
}
