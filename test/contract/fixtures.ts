import type { Exchange, Said } from "../../sandbox/recording.ts";
import { eventsOf, operationFor, operationsOf, type Operation, type Published } from "./published.ts";

/** A small contract of nobody's, written as Zoom writes its own. */
const json = (schema: object): object => ({ content: { "application/json": { schema } } });
const paths = {
  "/halls/{hallId}": {
    get: {
      parameters: [
        { name: "hallId", in: "path", required: true, schema: { type: "integer" } },
        { name: "fields", in: "query", schema: { type: "string", enum: ["all", "few"] } },
        { name: "page_size", in: "query", schema: { type: "integer", maximum: 300 } },
      ],
      responses: {
        200: json({
          allOf: [
            { type: "object", properties: { next_page_token: { type: "string" } } },
            {
              type: "object",
              properties: { seats: { type: "array", items: { properties: { row: { type: "integer" }, taken_at: { type: "string", format: "date-time" } } } } },
            },
          ],
        }),
        404: { description: "Not Found\n **Error Code:** `3001` <br>\n Hall does not exist." },
      },
    },
    patch: {
      parameters: [{ name: "hallId", in: "path", required: true, schema: { type: "string" } }],
      requestBody: json({
        type: "object",
        required: ["name"],
        properties: { name: { type: "string", maxLength: 10 }, light: { type: "object", properties: { on: { type: "boolean" } } } },
      }),
      responses: { 204: { description: "changed" } },
    },
  },
  "/halls/mine": { get: { responses: { 200: json({ properties: { hall: { type: "string" } } }) } } },
};
const opened = {
  type: "object",
  required: ["event", "payload"],
  properties: { event: { type: "string" }, payload: { type: "object", required: ["id"], properties: { id: { type: "string" }, by: { type: "string" } } } },
};

export const HALLS: Published = {
  operations: operationsOf({ paths }, "/v2"),
  events: eventsOf({ webhooks: { "hall.opened": { post: { requestBody: json(opened) } } } }),
};
export const NOTHING: Published = { operations: [], events: new Map() };

export function operation(method: string, path: string): Operation {
  return operationFor(HALLS, method, path)!;
}

const JSON_TYPE = { "content-type": "application/json;charset=UTF-8" };
export const said = (body: unknown, headers: Record<string, string> = JSON_TYPE): Said => ({ headers, body: body === "" ? "" : JSON.stringify(body) });

export const aCall = (method: string, path: string, { sent = "", status, answer }: { sent?: unknown; status: number; answer: unknown }): Exchange => ({
  is: "call",
  method,
  path,
  asked: said(sent),
  answer: { status, ...said(answer) },
});

export const aDelivery = (body: unknown, headers: Record<string, string> = {}, status = 204): Exchange => ({
  is: "webhook",
  method: "POST",
  path: "/webhooks/zoom",
  asked: said(body, { ...JSON_TYPE, "x-zm-request-timestamp": "1816592100", "x-zm-signature": `v0=${"a".repeat(64)}`, ...headers }),
  answer: { status, headers: {}, body: "" },
});
