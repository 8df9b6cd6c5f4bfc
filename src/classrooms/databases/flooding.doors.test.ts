import { createServer, type AddressInfo, type Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { certificateFor } from "../../../sandbox/testing-certificate.ts";
import { CLAVES } from "../../../test/external/foreign.ts";
import type { Opened } from "./connecting-actions.ts";
import { readRowIn, searchRows } from "./rows-actions.ts";
import { reach } from "./trying-actions.ts";

const message = (kind: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(5);
  head.write(kind, 0);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const number = (n: number): Buffer => Buffer.from([(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]);
const LET_IN = Buffer.concat([message("R", number(0)), message("Z", Buffer.from("I"))]);
const [TEXT, ONE_COLUMN] = [
  "x".repeat(60_000),
  Buffer.concat([
    Buffer.from([0, 1]),
    Buffer.from("link\0"),
    number(0),
    Buffer.from([0, 0]),
    number(25),
    Buffer.from([255, 255]),
    number(-1),
    Buffer.from([0, 0]),
  ]),
];
const FLOODS: Record<string, { first: Buffer; again: Buffer }> = {
  notices: { first: Buffer.alloc(0), again: message("N", Buffer.from(`SNOTICE\0M${TEXT}\0\0`)) },
  rows: { first: message("T", ONE_COLUMN), again: message("D", Buffer.concat([Buffer.from([0, 1]), number(TEXT.length), Buffer.from(TEXT)])) },
  // Of an error that is to be a gigabyte long.
  "one message": { first: Buffer.concat([Buffer.from("E"), number(1_000_000_000), Buffer.from("SERROR\0M")]), again: Buffer.from(TEXT) },
}; // prettier-ignore

/** As much as the other end takes, or a gigabyte. */
function floods(line: Socket, { first, again }: { first: Buffer; again: Buffer }, tell: (bytes: number) => void): void {
  let sent = 0;
  const go = (): void => {
    while (!line.destroyed && sent < 1_000_000_000) {
      sent += again.length;
      tell(sent);
      if (!line.write(again)) return void line.once("drain", go);
    }
  };
  line.write(first);
  go();
}

type Flooder = { opened: Opened; sent(): number; closed: Promise<void> };

/** Speaks as PostgreSQL until it is asked for something; then it sends without end. With TLS where it is wanted. `greets`: false, and it does so before it lets anybody in. */
async function aFlooder(flood: { first: Buffer; again: Buffer }, { tls = "none", greets = true }: { tls?: Opened["tls"]; greets?: boolean } = {}): Promise<Flooder> {
  let sent = 0;
  let leave: () => void;
  const closed = new Promise<void>((resolve) => (leave = resolve));
  const speaks = (line: Socket): void => {
    line.on("error", () => undefined);
    line.once("data", () => {
      if (!greets) return floods(line, flood, (bytes) => (sent = bytes));
      line.write(LET_IN);
      line.once("data", () => floods(line, flood, (bytes) => (sent = bytes)));
    });
  };
  const server = createServer((line) => {
    line.on("error", () => undefined);
    line.once("close", () => leave());
    onTestFinished(() => void line.destroy());
    if (tls === "none") return speaks(line);
    line.once("data", () => {
      line.write("S");
      speaks(new TLSSocket(line, { isServer: true, ...certificateFor(["localhost"]) }));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const opened: Opened = { ...{ id: "d1", revision: 1, name: "Guaraní", host: "127.0.0.1", port, database: "aulas", userName: "aulas", password: "x", tls, ca: null } };
  return { opened, sent: () => sent, closed };
} // prettier-ignore

const LITTLE = 64 * 1024 * 1024; // what the lines between hold, too

test.each([
  ["notices", "none", true],
  ["notices", "none", false],
  ["notices", "encrypted", true],
  ["rows", "none", true],
  ["rows", "encrypted", true],
  ["one message", "none", true],
  ["one message", "encrypted", false],
] as const)("a server that sends without end (%s, TLS: %s, lets in: %s) is broken off soon, and told as what it is", async (what, tls, greets) => {
  const flooder = await aFlooder(FLOODS[what]!, { tls, greets });
  expect(await reach(flooder.opened)).toBe("too_much");
  await flooder.closed;
  expect(flooder.sent()).toBeLessThan(LITTLE);
});

test("a row or a list of rows from it is trouble of the database, which may be over later", async () => {
  const { opened } = await aFlooder(FLOODS["rows"]!);
  expect(await readRowIn(opened, CLAVES, "A1")).toEqual({ is: "unreachable", because: "too_much", unknown: false });
  expect(await searchRows(opened, CLAVES, "")).toMatchObject({ rows: [], trouble: "too_much" });
});
