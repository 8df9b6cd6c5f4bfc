import type { Exchange } from "../../sandbox/recording.ts";
import { differences } from "./differences.ts";
import { GENERAL_ERRORS } from "./general-errors.ts";
import type { Operation } from "./published.ts";
import { jsonIn } from "./request.ts";
import { plain, type Schema } from "./schema.ts";
import { wrongTypes } from "./types.ts";

/** `missing` apart, as what is left out on purpose is taken off it. */
export type Findings = { wrong: string[]; missing: string[] };

/** What of an answer is not as the contract has it. */
export function checkAnswer(operation: Operation, answer: NonNullable<Exchange["answer"]>): Findings {
  if (answer.status >= 500) return { wrong: [], missing: [] }; // nobody promises how a server breaks
  return answer.status < 300 ? checkSuccess(operation, answer) : { wrong: checkError(operation, answer), missing: [] };
}

function checkSuccess({ answers }: Operation, answer: NonNullable<Exchange["answer"]>): Findings {
  const documented = [...answers].filter(([status]) => status < 300);
  const statuses = documented.map(([status]) => status).join(" or ");
  const wrong = answers.has(answer.status) ? [] : [`status: ${answer.status} is not documented, but ${statuses}`];
  const schema = answers.get(answer.status) ?? documented[0]?.[1] ?? null;
  if (schema === null) return { wrong: answer.body === "" ? wrong : [...wrong, "body: the contract has none"], missing: [] };
  const { wrong: more, missing } = checkJson(schema, answer);
  return { wrong: [...wrong, ...more], missing };
}

function checkJson(schema: Schema, { headers, body }: NonNullable<Exchange["answer"]>): Findings {
  if (body === "") return { wrong: ["body: there is none"], missing: [] };
  if (!(headers["content-type"] ?? "").startsWith("application/json"))
    return { wrong: [`content-type: ${headers["content-type"]} is not application/json`], missing: [] };
  const read = jsonIn(body);
  if (read === undefined) return { wrong: ["body: is no JSON"], missing: [] };
  const { missing, unknown } = differences(schema, read);
  return { wrong: [...wrongTypes(schema, read), ...unknown.map((name) => `${name} is not in the contract`)], missing };
}

const ERROR = plain({
  required: ["code", "message"],
  properties: {
    code: { type: "integer" },
    message: { type: "string", minLength: 1 },
    errors: { type: "array", items: { required: ["field", "message"], properties: { field: { type: "string" }, message: { type: "string" } } } },
  },
});

function checkError({ errors, answers }: Operation, answer: NonNullable<Exchange["answer"]>): string[] {
  const own = answers.get(answer.status) ?? null;
  const { wrong } = checkJson(own ?? ERROR, answer);
  if (wrong.length > 0 || own !== null) return wrong;
  const { code } = JSON.parse(answer.body) as { code: number };
  const pair = `${answer.status}/${code}`;
  return errors.has(pair) || GENERAL_ERRORS.has(pair) ? [] : [`error: ${pair} is not documented`];
}
