import { createSocket } from "node:dgram";
import { once } from "node:events";

export type NameServer = {
  address: string;
  records: Map<string, string[]>;
  answers(how: "what it has" | "that it failed" | "nothing"): void;
  stop(): Promise<void>;
};

const [NO_ERROR, FAILED, NO_SUCH_NAME] = [0, 2, 3];

/** A real name server on loopback that knows text records alone (RFC 1035, section 4.1). */
export async function openNameServer(): Promise<NameServer> {
  const records = new Map<string, string[]>();
  let how: Parameters<NameServer["answers"]>[0] = "what it has";
  const socket = createSocket("udp4");
  socket.on("message", (question, from) => {
    if (how === "nothing") return;
    socket.send(answerTo(question, how === "that it failed" ? null : records), from.port, from.address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const stop = async (): Promise<void> => {
    socket.close();
    await once(socket, "close");
  };
  return { address: `127.0.0.1:${socket.address().port}`, records, answers: (next) => void (how = next), stop };
}

function answerTo(question: Buffer, records: Map<string, string[]> | null): Buffer {
  const { name, end } = nameIn(question);
  const texts = records?.get(name.toLowerCase());
  const code = records === null ? FAILED : texts === undefined ? NO_SUCH_NAME : NO_ERROR;
  const header = Buffer.alloc(12);
  question.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | code, 2); // an answer, recursion wanted and available
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(texts?.length ?? 0, 6);
  return Buffer.concat([header, question.subarray(12, end + 4), ...(texts ?? []).map(recordOf)]);
}

function nameIn(question: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = question[at]!; length > 0; length = question[at]!) {
    labels.push(question.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join("."), end: at + 1 };
}

/** In parts of 255, as long texts must be. */
function recordOf(text: string): Buffer {
  const parts = text.match(/.{1,255}/g) ?? [""];
  const content = Buffer.concat(parts.map((part) => Buffer.concat([Buffer.of(part.length), Buffer.from(part, "latin1")])));
  const head = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 0, 0, 0]); // the name of the question, TXT, IN, not to be kept
  head.writeUInt16BE(content.length, 10);
  return Buffer.concat([head, content]);
}
