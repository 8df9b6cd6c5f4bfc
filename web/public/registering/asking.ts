import type { OwnRegistration, Register, RegisterPage } from "../../../src/attendees/registration/contract.ts";

/** What the server says; `away` when nobody answers. */
export type Told<T> = { is: "told"; told: T } | { is: "unknown" } | Refused | { is: "away" };
/** `nearest`: the moments next to the one that can't be had. */
export type Refused = { is: "refused"; detail: string; because: string; fields: Record<string, string>; nearest: string[] };

const addressOf = (...parts: string[]): string => `/api/r/${parts.map(encodeURIComponent).join("/")}`;

export const askPage = (slug: string): Promise<Told<RegisterPage>> => askFor("GET", addressOf(slug));
export const askRegister = (slug: string, filledIn: Register): Promise<Told<unknown>> => askFor("POST", addressOf(slug), filledIn);
export const askOwn = (token: string): Promise<Told<OwnRegistration>> => askFor("GET", addressOf("mine", token));
export const askDeed = (token: string, deed: "confirm" | "cancel"): Promise<Told<OwnRegistration>> => askFor("POST", addressOf("mine", token, deed));

/** Looked at by hand: the shapes' library would weigh more than this page, and the server has parsed what it says. */
export async function askFor<T>(method: "GET" | "POST", path: string, body?: object): Promise<Told<T>> {
  const headers: Record<string, string> = { accept: "application/json", "accept-language": document.documentElement.lang };
  if (body !== undefined) headers["content-type"] = "application/json";
  try {
    const answer = await fetch(path, { method, headers, cache: "no-store", ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const told = (await answer.json().catch(() => null)) as Record<string, unknown> | null;
    if (answer.ok && told !== null) return { is: "told", told: told as T };
    if (answer.status === 404 || answer.status === 400) return { is: "unknown" };
    if (typeof told?.["detail"] === "string")
      return {
        is: "refused",
        detail: told["detail"],
        because: String(told["because"]),
        fields: fieldsOf(told["errors"]),
        nearest: (told["nearest"] as string[] | undefined) ?? [],
      };
  } catch {
    // nobody answers
  }
  return { is: "away" };
}

const fieldsOf = (errors: unknown): Record<string, string> =>
  Array.isArray(errors) ? Object.fromEntries(errors.map((one: { field: string; message: string }) => [one.field, one.message])) : {};
