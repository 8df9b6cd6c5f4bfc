import { createServer, type AddressInfo, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { CLAVES } from "../../../test/external/foreign.ts";
import type { Opened } from "./connecting-actions.ts";
import { readRowIn, searchRows, writeRowIn } from "./rows-actions.ts";
import { reach } from "./trying-actions.ts";

const said = (letter: string, body: Buffer | string = ""): Buffer => {
  const bytes = Buffer.from(body);
  const head = Buffer.from([letter.charCodeAt(0), 0, 0, 0, 0]);
  head.writeInt32BE(bytes.length + 4, 1);
  return Buffer.concat([head, bytes]);
};
const LET_IN = Buffer.concat([said("R", Buffer.alloc(4)), said("Z", "I")]);
const READY = said("Z", "I");
const DONE = Buffer.concat([said("C", "BEGIN\0"), READY]);
const COLUMN = Buffer.concat([Buffer.from([0, 1]), Buffer.from("passcode\0"), Buffer.alloc(18)]);

/** Answers as PostgreSQL does until the transaction has begun and is limited; then with this. */
async function answering(answer: Buffer): Promise<Opened> {
  const speaks = (line: Socket): void => {
    let asked = 0;
    line.on("error", () => undefined);
    line.on("data", () => {
      asked += 1;
      line.write(asked === 1 ? LET_IN : asked <= 3 ? DONE : answer);
    });
  };
  const server = createServer((line) => {
    onTestFinished(() => void line.destroy());
    speaks(line);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { ...{ id: "d1", revision: 1, name: "Guaraní", host: "127.0.0.1", port, database: "aulas", userName: "aulas", password: "x", tls: "none", ca: null } };
} // prettier-ignore

const ROW = (length: number): Buffer => said("D", Buffer.from([0, 1, 0, 0, 0, length, 0x41]));
const PARSED = Buffer.concat([said("1"), said("2")]);

test.each([
  ["a row that is cut", Buffer.concat([PARSED, said("T", COLUMN), said("D", Buffer.from([0, 9]))])],
  ["a row before anybody said of which columns", Buffer.concat([PARSED, ROW(1), said("C", "SELECT 1\0"), READY])],
  ["a row of more columns than were told", Buffer.concat([PARSED, said("T", COLUMN), said("D", Buffer.from([0, 2, 255, 255, 255, 255, 255, 255, 255, 255])), said("C", "SELECT 1\0"), READY])],
  ["an error that does not end", said("E", "SERROR\0C42P01")],
  ["two answers to one question", Buffer.concat([PARSED, said("T", COLUMN), said("C", "SELECT 0\0"), said("T", COLUMN), said("C", "SELECT 0\0"), READY])],
  ["a copy", said("G", Buffer.from([0, 0, 0]))],
  ["another language", Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n")],
  ["a way to say the password, in the middle", said("R", Buffer.from([0, 0, 0, 99]))],
])("where a server answers with %s, that is its trouble, whatever was asked", async (_, answer) => {
  const opened = await answering(answer);
  const trouble = { is: "unreachable", because: "unreadable", unknown: false };
  expect(await readRowIn(opened, CLAVES, "A1")).toEqual(trouble);
  expect(await writeRowIn(opened, CLAVES, "A1", null, { passcode: "x" })).toEqual(trouble);
  expect(await searchRows(opened, CLAVES, "")).toEqual({ rows: [], more: false, trouble: "unreadable" });
}); // prettier-ignore

test("whoever tries to reach what is no PostgreSQL server is told so", async () => {
  const server = createServer((line) => void line.on("error", () => undefined).end("SSH-2.0-OpenSSH_9.2p1 Debian\r\n"));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  expect(await reach({ ...(await answering(READY)), port })).toBe("unreadable");
});
