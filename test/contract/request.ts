import type { Exchange } from "../../sandbox/recording.ts";
import { differences } from "./differences.ts";
import type { Operation } from "./published.ts";
import { wrongTypes, wrongTypesOfText } from "./types.ts";

/** What of a call is not as the contract wants it. */
export function checkRequest(operation: Operation, { path, asked }: Pick<Exchange, "path" | "asked">): string[] {
  const [address, query] = path.split("?", 2) as [string, string?];
  return [...checkPath(operation, address), ...checkQuery(operation, new URLSearchParams(query)), ...checkBody(operation, asked)];
}

function checkPath({ parts, parameters }: Operation, address: string): string[] {
  const given = address.split("/");
  return parts.flatMap((part, i) => {
    if (!part.startsWith("{")) return [];
    const parameter = parameters.find((each) => each.in === "path" && `{${each.name}}` === part);
    return wrongTypesOfText(parameter?.schema ?? {}, decodedTwice(given[i]!)).map((wrong) => `path: ${part} ${wrong}`);
  });
}

/** UUIDs are encoded twice, and everything else may be. */
const decodedTwice = (part: string): string => decodeURIComponent(decodeURIComponent(part));

function checkQuery({ parameters }: Operation, query: URLSearchParams): string[] {
  const known = parameters.filter((each) => each.in === "query");
  const unknown = [...query.keys()].filter((name) => !known.some((each) => each.name === name)).map((name) => `query: ${name} is not in the contract`);
  const missing = known.filter(({ name, required }) => required && !query.has(name)).map(({ name }) => `query: ${name} is missing`);
  const wrong = known.flatMap(({ name, schema }) => query.getAll(name).flatMap((value) => wrongTypesOfText(schema, value).map((w) => `query: ${name} ${w}`)));
  return [...unknown, ...missing, ...wrong];
}

function checkBody({ body }: Operation, { headers, body: sent }: Exchange["asked"]): string[] {
  if (sent === "") return (body?.schema.required ?? []).length > 0 ? ["body: there is none"] : [];
  if (body === null) return ["body: the contract has none"];
  if (!(headers["content-type"] ?? "").startsWith(body.type)) return [`content-type: ${headers["content-type"]} is not ${body.type}`];
  const read = body.type === "application/json" ? jsonIn(sent) : Object.fromEntries(new URLSearchParams(sent));
  if (read === undefined) return ["body: is no JSON"];
  const { unknown } = differences(body.schema, read);
  return [...wrongTypes(body.schema, read).map((wrong) => `body: ${wrong}`), ...unknown.map((name) => `body: ${name} is not in the contract`)];
}

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
