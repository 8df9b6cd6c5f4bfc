import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { plain, type Schema } from "./schema.ts";

export type Parameter = { name: string; in: "path" | "query"; required: boolean; schema: Schema };
export type Operation = {
  /** `GET /users/{userId}` */
  name: string;
  /** Of its whole path, as it is called. */
  parts: string[];
  method: string;
  parameters: Parameter[];
  body: { type: string; schema: Schema } | null;
  /** By status; null where nothing is documented to come back. */
  answers: Map<number, Schema | null>;
  /** `404/1001` */
  errors: Set<string>;
};
export type Published = { operations: Operation[]; events: Map<string, Schema> };

type Json = { [name: string]: any }; // oxlint-disable-line typescript/no-explicit-any -- documents of others, read where they are understood

/** Zoom's own documents in this folder, or null where there is none. */
export function readPublished(folder: string): Published | null {
  const [endpoints, webhooks] = [join(folder, "endpoints"), join(folder, "webhooks")];
  if (!existsSync(endpoints) || !existsSync(webhooks)) return null;
  const events = documentsIn(webhooks).flatMap((document) => [...eventsOf(document)]);
  return { operations: documentsIn(endpoints).flatMap((document) => operationsOf(document, "/v2")), events: new Map(events) };
}

const documentsIn = (folder: string): Json[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Json);

/** Of an OpenAPI document; what is written in its paths is called below `base`. */
export const operationsOf = (document: Json, base: string): Operation[] =>
  Object.entries(document["paths"] as Json).flatMap(([path, methods]) =>
    Object.entries(methods as Json).map(([method, about]) => operationOf(method.toUpperCase(), path, base, about as Json)),
  );

function operationOf(method: string, path: string, base: string, about: Json): Operation {
  const answers = Object.entries((about["responses"] ?? {}) as Json);
  const [content] = Object.entries((about["requestBody"]?.content ?? {}) as Json);
  return {
    name: `${method} ${path}`,
    method,
    parts: `${base}${path}`.split("/"),
    parameters: (about["parameters"] ?? []).map((p: Json) => ({ name: p["name"], in: p["in"], required: p["required"] === true, schema: plain(p["schema"]) })),
    body: content === undefined ? null : { type: content[0], schema: plain(content[1].schema) },
    answers: new Map(answers.map(([status, { content: told }]) => [Number(status), schemaIn(told)])),
    errors: new Set(answers.flatMap(([status, { description }]) => errorsIn(Number(status), String(description)))),
  };
}

const schemaIn = (content: Json | undefined): Schema | null => {
  const schema = content?.["application/json"]?.schema;
  return schema === undefined ? null : plain(schema);
};

/** Zoom tells its error codes in prose only. */
const errorsIn = (status: number, prose: string): string[] =>
  status < 400 ? [] : [...prose.matchAll(/\*\*Error Code:\*\*\s*`(\d+)`/g)].map(([, code]) => `${status}/${code}`);

export const eventsOf = (document: Json): Map<string, Schema> =>
  new Map(Object.entries(document["webhooks"] as Json).map(([event, { post }]) => [event, plain(post.requestBody.content["application/json"]?.schema)]));

/** Which operation that is; a word in its own place comes before a parameter in it. */
export function operationFor({ operations }: Published, method: string, path: string): Operation | null {
  const parts = path.split("/");
  const fits = (own: string, part: string): boolean => (own.startsWith("{") ? part !== "" : own === part);
  const found = operations.filter((each) => each.method === method && each.parts.length === parts.length && each.parts.every((own, i) => fits(own, parts[i]!)));
  return found.toSorted((a, b) => parametersIn(a) - parametersIn(b))[0] ?? null;
}

const parametersIn = ({ parts }: Operation): number => parts.filter((part) => part.startsWith("{")).length;
