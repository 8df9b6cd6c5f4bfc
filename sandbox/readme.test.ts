import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bench, type Bench } from "./testing.ts";

const README = readFileSync(join(import.meta.dirname, "README.md"), "utf8");
const blocks = [...README.matchAll(/```sh\n([\s\S]+?)```/g)].map(([, block]) => block!.trim().split("\n"));

type Said = { line: string; status: number; text: string };

/** The words of a command, as a shell reads them: quotes of both kinds, and variables outside the single ones. */
function words(command: string, known: Map<string, string>): string[] {
  const valued = (text: string): string => text.replace(/\$([A-Z]+)/g, (_, name: string) => known.get(name) ?? "");
  return [...command.matchAll(/(?:'([^']*)'|"((?:\\"|[^"])*)"|([^\s'"]+))/g)].map(
    ([, raw, quoted, bare]) => raw ?? valued((quoted ?? bare!).replaceAll('\\"', '"')),
  );
}

async function curl(b: Bench, args: string[]): Promise<Response> {
  const headers = new Headers();
  const form: string[] = [];
  let [method, address] = ["", ""];
  for (let i = 1; i < args.length; i += 1) {
    const option = args[i]!;
    if (!option.startsWith("-")) address = option;
    else if (option !== "-s") {
      i += 1;
      const value = args[i]!;
      if (option === "-u") headers.set("authorization", `Basic ${Buffer.from(value).toString("base64")}`);
      else if (option === "-H") headers.append(...(value.split(": ") as [string, string]));
      else if (option === "-X") method = value;
      else if (option === "-d") form.push(value);
      else if (option !== "-o" && option !== "-w") throw new Error(`not read by this test: ${option}`);
    }
  }
  if (form.length > 0 && !headers.has("content-type")) headers.set("content-type", "application/x-www-form-urlencoded");
  const body = form.length === 0 ? null : form.join("&");
  return b.sandbox.fetch(new Request(address, { method: method || (body === null ? "GET" : "POST"), headers, body }));
}

/** Runs a block line by line: `NAME=value`, `curl …`, or `NAME=$(curl … | sed 's/…/\1/')`. */
async function run(b: Bench, lines: string[]): Promise<Said[]> {
  const known = new Map<string, string>();
  const said: Said[] = [];
  for (const line of lines) {
    const [, name, fetched, pattern, plain] = /^(?:([A-Z]+)=)?(?:\$\()?(?:(curl .+?)(?: \| sed (?:-n )?'s\/(.+)\/\\1\/p?'\))?|(\S.*))$/.exec(line)!;
    if (fetched === undefined) known.set(name!, words(plain!, known)[0]!);
    else {
      const response = await curl(b, words(fetched, known));
      const text = fetched.includes("%{redirect_url}") ? response.headers.get("location")! : await response.text();
      said.push({ line, status: response.status, text });
      if (name !== undefined) known.set(name, new RegExp(pattern!.replaceAll("\\(", "(").replaceAll("\\)", ")")).exec(text)?.[1] ?? `no ${name}`);
    }
  }
  return said;
}

test("the examples for other programs do what they promise when they are pasted", async () => {
  const b = await bench({ baseUrl: "http://localhost:4000", ownClock: true });
  const [first, second, third] = blocks;
  const server = await run(b, [...first!, ...second!]);
  const person = await run(b, third!);
  expect([...server, ...person].filter(({ status }) => ![200, 201, 204, 302, 303].includes(status))).toEqual([]);
  expect(JSON.parse(server.at(-1)!.text)).toMatchObject({ participants: [{}, { name: "Ana" }] });
  expect(JSON.parse(person.at(-1)!.text)).toMatchObject({ email: "beata.walker2@universidad.example" });
  expect(blocks).toHaveLength(3);
});
