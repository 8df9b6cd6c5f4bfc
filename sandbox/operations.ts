import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";
import type { Label } from "./limits.ts";
import { scopesOf, type Scopes } from "./oauth/scopes.ts";

/**
 * What can be asked: a method, a path, its limit label, what the role in Zoom of whoever asks must allow (null: nothing of its own),
 * the scopes any of which opens it, and who answers.
 */
export type Operation = {
  method: string;
  path: string;
  label: Label;
  permission: string | null;
  scopes: Scopes;
  answer: (call: Call) => Answer;
};

type Row = [method: string, path: string, label: Label, permission: string | null, granular: string, classic: string, answer: Operation["answer"]];

/** `granular` without its `:admin`; the other names of it follow. */
export const op = (...[method, path, label, permission, granular, classic, answer]: Row): Operation => ({
  method,
  path,
  label,
  permission,
  scopes: scopesOf(granular, classic),
  answer,
});
