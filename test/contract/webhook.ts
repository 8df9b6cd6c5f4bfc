import type { Exchange } from "../../sandbox/recording.ts";
import type { Findings } from "./answer.ts";
import { differences } from "./differences.ts";
import type { Schema } from "./schema.ts";
import { jsonIn } from "./request.ts";
import { wrongTypes } from "./types.ts";

/** Zoom signs each delivery and names its moment (developers.zoom.us: using webhooks, read in November 2026). */
const HEADERS: Record<string, RegExp> = {
  "content-type": /^application\/json/,
  "x-zm-request-timestamp": /^\d{10}(\d{3})?$/,
  "x-zm-signature": /^v0=[0-9a-f]{64}$/,
};

/** What of a delivery, and of the answer to it, is not as the contract has it. */
export function checkWebhook(schema: Schema, { asked, answer }: Pick<Exchange, "asked" | "answer">): Findings {
  const read = jsonIn(asked.body);
  const { missing, unknown } = differences(schema, read);
  const headers = Object.entries(HEADERS).filter(([name, form]) => !form.test(asked.headers[name] ?? ""));
  return {
    missing,
    wrong: [
      ...wrongTypes(schema, read),
      ...unknown.map((name) => `${name} is not in the contract`),
      ...headers.map(([name]) => `header: ${name} is ${asked.headers[name] ?? "missing"}`),
      ...(answer !== null && ![200, 204].includes(answer.status) ? [`answer: ${answer.status} is neither 200 nor 204`] : []),
    ],
  };
}

export const eventIn = (body: string): string => {
  const read = jsonIn(body) as { event?: unknown } | undefined;
  return typeof read?.event === "string" ? read.event : "an event without a name";
};
