import { expect, test } from "vitest";
import { seededRandom } from "../../lib/random.ts";
import { openFraming } from "./framing.ts";

const said = (letter: string, body: Buffer | string = ""): Buffer => {
  const bytes = Buffer.from(body);
  const head = Buffer.alloc(5);
  head.write(letter, 0, "latin1");
  head.writeInt32BE(bytes.length + 4, 1);
  return Buffer.concat([head, bytes]);
};
const numbers = (...of: [size: 2 | 4, value: number][]): Buffer =>
  Buffer.concat(of.map(([size, value]) => (size === 2 ? Buffer.from([value >> 8, value & 255]) : Buffer.from(new Int32Array([value]).buffer).toReversed())));

/** A question and its answer: one row of three columns, one of them null. */
const ANSWER = [
  said("R", numbers([4, 0])),
  said("R", Buffer.concat([numbers([4, 10]), Buffer.from("SCRAM-SHA-256\0\0")])),
  said("S", "client_encoding\0UTF8\0"),
  said("K", numbers([4, 17], [4, 99])),
  said("Z", "I"),
  said("1"),
  said("T", Buffer.concat([numbers([2, 1]), Buffer.from("link\0"), Buffer.alloc(18)])),
  said("D", Buffer.concat([numbers([2, 3], [4, 2]), Buffer.from("ñ"), numbers([4, -1], [4, 0])])),
  said("C", "SELECT 1\0"),
  said("N", "SNOTICE\0C00000\0Mhello\0\0"),
  said("E", "SERROR\0C42P01\0\0"),
];
const whole = Buffer.concat(ANSWER);

test("what a server says comes message by message, wherever the line cuts it", () => {
  const random = seededRandom(1);
  for (let times = 0; times < 200; times += 1) {
    const framing = openFraming();
    const heard: Buffer[] = [];
    for (let at = 0; at < whole.length;) {
      const end = Math.min(whole.length, at + 1 + Math.floor(random.unit() * 40));
      heard.push(...framing(whole.subarray(at, end)));
      at = end;
    }
    expect(heard.map((one) => one.toString("hex"))).toEqual(ANSWER.map((one) => one.toString("hex")));
  }
});

test.each([
  ["a length that is none", Buffer.from([0x5a, 0, 0, 0, 0])],
  ["a length below nothing", Buffer.from([0x5a, 255, 255, 255, 255])],
  ["an error that does not end", said("E", "SERROR\0C42P01")],
  ["an error without its end", said("E", "SERROR\0")],
  ["a notice of nothing", said("N")],
  ["a row that is cut", said("D", numbers([2, 2], [4, 1]))],
  ["a row with less than its columns", said("D", numbers([2, 5]))],
  ["a column of less than nothing", said("D", numbers([2, 1], [4, -2]))],
  ["columns that are cut", said("T", Buffer.concat([numbers([2, 2]), Buffer.from("link\0"), Buffer.alloc(18)]))],
  ["a way to say the password that does not end", said("R", Buffer.concat([numbers([4, 10]), Buffer.from("SCRAM")]))],
  ["a copy, which nobody asked for", said("G", numbers([2, 0], [2, 0]))],
  ["another language", Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n")],
  ["another one", Buffer.from("SSH-2.0-OpenSSH_9.2p1 Debian\r\n")],
])("%s is refused", (_, bytes) => {
  expect(() => openFraming()(Buffer.concat([bytes, Buffer.alloc(0)]))).toThrow("can't be read");
});

test("of anything at all nothing is heard that is no message, and it ends", () => {
  const random = seededRandom(2);
  for (let times = 0; times < 3000; times += 1) {
    const bytes = Buffer.from(whole);
    for (let changes = 0; changes < 4; changes += 1) bytes[Math.floor(random.unit() * bytes.length)] = Math.floor(random.unit() * 256);
    try {
      for (const message of openFraming()(bytes)) expect(message.length).toBe(1 + message.readInt32BE(1));
    } catch (error) {
      expect(error).toMatchObject({ code: "BEDEL_UNREADABLE" });
    }
  }
});
