import { createHash, type Hash } from "node:crypto";
import { createReadStream, rmSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { z } from "zod";
import { WrongConfiguration } from "../config.ts";

/** The first line. `key` says which secret the database's own key is wrapped by, and is no key; null: none was made yet. */
const header = z.object({
  bedel: z.literal("backup"),
  format: z.int(),
  madeAt: z.iso.datetime(),
  migrations: z.array(z.string()),
  key: z.string().nullable(),
});
export type Header = z.infer<typeof header>;
export const FORMAT = 1;

/** After the header, line by line: a table, its rows, the next table, …, and where the sequences stand. */
export type Line = { table: string; columns: string[] } | { sequence: string; last: number };

export type Backup = { header: Header; /** After the header. */ lines(): AsyncGenerator<string> };

const trailerOf = (hash: Hash): Buffer => Buffer.from(`\nsha256 ${hash.digest("hex")}\n`);
const TRAILER = trailerOf(createHash("sha256")).length;

/** Lines, compressed, and the checksum of all that. It has its name only when it is whole and on the disk. */
export async function writeBackup(file: string, lines: AsyncIterable<string>): Promise<void> {
  const unfinished = `${file}.unfinished`;
  const out = await open(unfinished, "w", 0o600);
  try {
    const hash = createHash("sha256");
    await pipeline(Readable.from(lines), createGzip(), async (compressed: AsyncIterable<Buffer>) => {
      for await (const part of compressed) {
        hash.update(part);
        await out.writeFile(part);
      }
    });
    await out.writeFile(trailerOf(hash));
    await out.sync();
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  } finally {
    await out.close();
  }
  await rename(unfinished, file);
  const folder = await open(dirname(file), "r");
  await folder.sync().finally(() => folder.close());
}

/** Read once from end to end before anything is believed: one byte that is not as it was written, and it is refused. */
export async function readBackup(file: string): Promise<Backup> {
  const size = await assureWhole(file);
  const content = async function* (): AsyncGenerator<string> {
    const unpacked = createGunzip();
    const reading = pipeline(createReadStream(file, { end: size - TRAILER - 1 }), unpacked);
    reading.catch(() => undefined); // told by the loop
    yield* linesIn(unpacked);
    await reading;
  };
  let first: string | undefined;
  for await (const line of content()) {
    first = line;
    break;
  }
  const read = header.safeParse(first === undefined ? null : JSON.parse(first));
  if (!read.success || read.data.format > FORMAT) throw new WrongConfiguration([`${file} was made by a newer Bedel, which can read it; this one can't.`]);
  const lines = async function* (): AsyncGenerator<string> {
    let isFirst = true;
    for await (const line of content()) {
      if (!isFirst) yield line;
      isFirst = false;
    }
  };
  return { header: read.data, lines };
}

/** How long it is. */
async function assureWhole(file: string): Promise<number> {
  const there = await open(file, "r").catch((error: NodeJS.ErrnoException) => {
    throw new WrongConfiguration([`${file} can't be read (${error.code ?? error.message}).`]);
  });
  try {
    const { size } = await there.stat();
    const last = Buffer.alloc(TRAILER);
    if (size > TRAILER) await there.read(last, 0, TRAILER, size - TRAILER);
    if (!last.toString("latin1").startsWith("\nsha256 "))
      throw new WrongConfiguration([`${file} is no backup of Bedel's, or not all of one: it does not end as a backup does. Nothing was changed.`]);
    const hash = createHash("sha256");
    for await (const part of createReadStream(file, { end: size - TRAILER - 1 })) hash.update(part as Buffer);
    if (!trailerOf(hash).equals(last)) throw new WrongConfiguration([`${file} is damaged: its checksum is not that of what it holds. Nothing was changed.`]);
    return size;
  } finally {
    await there.close();
  }
}

/** Split at line feeds alone: what people write may hold other characters that count as ends of lines elsewhere. */
async function* linesIn(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let begun: Buffer[] = [];
  for await (const part of bytes) {
    let from = 0;
    for (let end = part.indexOf(10); end >= 0; end = part.indexOf(10, from)) {
      yield Buffer.concat([...begun, part.subarray(from, end)]).toString("utf8");
      [begun, from] = [[], end + 1];
    }
    if (from < part.length) begun.push(part.subarray(from));
  }
}
