import { UNREADABLE } from "./trouble.ts";

/**
 * What a PostgreSQL server sends, message by message, as its protocol says (version 3, "Message Formats"): a letter, its length, and what the letter stands for. The
 * driver believes every length, and some messages that end too soon it would read for ever; so each is held against its format first. Throws of what is none.
 */
export function openFraming(): (part: Buffer) => Buffer[] {
  let rest: Buffer = Buffer.alloc(0);
  let parts: Buffer[] = [];
  let lacks = 0; // so many bytes until a message is whole: those of a long one are joined once
  return (part) => {
    parts.push(part);
    lacks -= part.length;
    if (lacks > 0) return [];
    rest = Buffer.concat([rest, ...parts]);
    parts = [];
    const messages: Buffer[] = [];
    for (;;) {
      const length = rest.length < HEAD ? HEAD : 1 + lengthOf(rest);
      lacks = length - rest.length;
      if (lacks > 0 || rest.length < HEAD) return messages;
      const message = rest.subarray(0, length);
      if (!isWhole(String.fromCharCode(message[0]!), message.subarray(HEAD))) throw unreadable();
      messages.push(message);
      rest = rest.subarray(length);
    }
  };
}

/** Of something that is no answer of a PostgreSQL server. */
export const unreadable = (): Error => Object.assign(new Error("it answers what can't be read"), { code: UNREADABLE });

const HEAD = 5;

/** Rows, their columns, and what the server has to say: nothing else is ever long. */
const LONG = "DTEN";
const LONGEST_OTHERWISE = 64 * 1024;

function lengthOf(message: Buffer): number {
  const length = message.readInt32BE(1);
  if (length < 4 || (length > LONGEST_OTHERWISE && !LONG.includes(String.fromCharCode(message[0]!)))) throw unreadable();
  return length;
}

/** Without what is never asked for: copies, replication. */
function isWhole(letter: string, body: Buffer): boolean {
  switch (letter) {
    case "1": // parsed
    case "2": // bound
    case "3": // closed
    case "n": // no data
    case "s": // suspended
    case "I": // empty question
      return body.length === 0;
    case "Z": // ready
      return body.length === 1;
    case "K": // key by which a question is cancelled, longer from version 3.2 on
      return body.length >= 8;
    case "R":
      return isAuthentication(body);
    case "C": // done
      return textsIn(body, 0) === 1;
    case "S": // a setting of the server's
      return textsIn(body, 0) === 2;
    case "A": // told to all who listen
      return textsIn(body, 4) === 2;
    case "E": // error
    case "N": // notice
      return isListOfFields(body);
    case "t": // kinds of parameters
      return body.length >= 2 && body.length === 2 + 4 * body.readUInt16BE(0);
    case "T":
      return areColumns(body);
    case "D":
      return isRow(body);
    default:
      return false;
  }
}

/** How many texts there are from here on, each with its end; −1 where something is left over. */
function textsIn(body: Buffer, from: number): number {
  let texts = 0;
  let at = from;
  while (at < body.length) {
    const end = body.indexOf(0, at);
    if (end === -1) return -1;
    texts += 1;
    at = end + 1;
  }
  return at === body.length ? texts : -1;
}

/** Let in, or how to say the password. */
function isAuthentication(body: Buffer): boolean {
  if (body.length < 4) return false;
  const ASKS_FOR_ONE_OF = 10;
  return body.readInt32BE(0) !== ASKS_FOR_ONE_OF || (body.length > 4 && body.at(-1) === 0 && (body.length === 5 || body.at(-2) === 0));
}

/** Letters with a text each, and a zero at the end. */
function isListOfFields(body: Buffer): boolean {
  let at = 0;
  while (at < body.length && body[at] !== 0) {
    const end = body.indexOf(0, at + 1);
    if (end === -1) return false;
    at = end + 1;
  }
  return at === body.length - 1;
}

const AFTER_NAME = 18;

function areColumns(body: Buffer): boolean {
  if (body.length < 2) return false;
  let at = 2;
  for (let left = body.readUInt16BE(0); left > 0; left -= 1) {
    const end = at < body.length ? body.indexOf(0, at) : -1;
    if (end === -1) return false;
    at = end + 1 + AFTER_NAME;
  }
  return at === body.length;
}

const NOTHING = -1;

function isRow(body: Buffer): boolean {
  if (body.length < 2) return false;
  let at = 2;
  for (let left = body.readUInt16BE(0); left > 0; left -= 1) {
    if (at + 4 > body.length) return false;
    const length = body.readInt32BE(at);
    if (length < NOTHING) return false;
    at += 4 + Math.max(0, length);
  }
  return at === body.length;
}
