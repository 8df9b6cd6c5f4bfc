import { constants, crc32, createDeflateRaw } from "node:zlib";
import type { Part } from "./spreadsheet.ts";

type Packed = { path: Buffer; crc: number; size: number; bytes: Buffer; offset: number };

const AT_ONCE = 64 * 1024;

/** A zip file, as workbooks are one. Each part is written to the compressor in pieces and never held whole. */
export async function packed(parts: readonly Part[]): Promise<Buffer> {
  const files: Packed[] = [];
  let offset = 0;
  for (const part of parts) {
    const file = { ...(await compressed(part)), offset };
    files.push(file);
    offset += HEAD.local + file.path.length + file.bytes.length;
  }
  const directory = Buffer.concat(files.map(entryOf));
  return Buffer.concat([...files.flatMap((file) => [headOf(file), file.path, file.bytes]), directory, endOf(files.length, directory.length, offset)]);
}

async function compressed({ path, pieces }: Part): Promise<Omit<Packed, "offset">> {
  const deflate = createDeflateRaw({ level: constants.Z_BEST_SPEED });
  const out: Buffer[] = [];
  deflate.on("data", (bytes: Buffer) => out.push(bytes));
  const ended = new Promise<void>((done, failed) => deflate.once("end", done).once("error", failed));
  let [crc, size, waiting] = [0, 0, ""];
  const write = async (): Promise<void> => {
    const bytes = Buffer.from(waiting);
    [crc, size, waiting] = [crc32(bytes, crc), size + bytes.length, ""];
    if (!deflate.write(bytes)) await new Promise((room) => deflate.once("drain", room));
  };
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length > AT_ONCE) await write();
  }
  await write();
  deflate.end();
  await ended;
  return { path: Buffer.from(path), crc, size, bytes: Buffer.concat(out) };
}

/** APPNOTE 4.3: lengths of the records, version 2.0, names in UTF-8, deflated, and one day for all, since a file's age means nothing here. */
const HEAD = { local: 30, entry: 46, end: 22 };
const [VERSION, UTF8, DEFLATED, FIRST_DAY] = [20, 0x0800, 8, 0x0021];

function headOf({ path, crc, size, bytes }: Packed): Buffer {
  const head = Buffer.alloc(HEAD.local);
  head.writeUInt32LE(0x04034b50, 0);
  writeCommon(head, 4, { path, crc, size, bytes });
  return head;
}

function entryOf({ path, crc, size, bytes, offset }: Packed): Buffer {
  const entry = Buffer.alloc(HEAD.entry);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(VERSION, 4);
  writeCommon(entry, 6, { path, crc, size, bytes });
  entry.writeUInt32LE(offset, 42);
  return Buffer.concat([entry, path]);
}

function writeCommon(into: Buffer, at: number, { path, crc, size, bytes }: Omit<Packed, "offset">): void {
  for (const [i, value] of [VERSION, UTF8, DEFLATED, 0, FIRST_DAY].entries()) into.writeUInt16LE(value, at + 2 * i);
  for (const [i, value] of [crc, bytes.length, size].entries()) into.writeUInt32LE(value, at + 10 + 4 * i);
  into.writeUInt16LE(path.length, at + 22);
}

function endOf(files: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(HEAD.end);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
