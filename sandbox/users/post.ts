import { createTransport, type Transporter } from "nodemailer";
import { after, earliest, minutes, type Instant } from "../../src/lib/time.ts";
import { account, type World } from "../world.ts";
import { senderOf } from "./letters.ts";

const AGAIN_AFTER = minutes(1);
const GIVES_UP_AFTER = 30;
const PATIENCE_MS = 10_000;
/** By so many connections at once: a fresh one for each of five hundred invitations would take its time. */
const CONNECTIONS = 4;

/** When the next mail is to leave, or null. */
export const nextLetter = (world: World): Instant | null => (!account(world).mailServer ? null : earliest([...world.letters.all()].map(({ dueAt }) => dueAt)));

/** Hands what is due to the account's mail server, by SMTP. What it does not take is tried again, each minute for half an hour. */
export async function sendLetters(world: World): Promise<void> {
  const { mailServer } = account(world);
  const due = [...world.letters.all()].filter(({ dueAt }) => dueAt <= world.at);
  if (!mailServer || due.length === 0) return;
  const transport = createTransport({ url: mailServer, pool: true, maxConnections: CONNECTIONS, connectionTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS });
  try {
    await Promise.all(due.map((letter) => send(world, transport, letter)));
  } finally {
    transport.close();
  }
}

async function send(world: World, transport: Transporter, letter: Parameters<World["letters"]["put"]>[1]): Promise<void> {
  const { id, to, at, subject, text, html, tries } = letter;
  const from = senderOf(world);
  try {
    await transport.sendMail({ from: { name: "Zoom", address: from }, to, subject, text, html, date: new Date(at), messageId: `<${id}.${at}${from.slice(from.indexOf("@"))}>` });
    world.letters.drop(id);
  } catch {
    if (tries + 1 >= GIVES_UP_AFTER) world.letters.drop(id);
    else world.letters.put(id, { ...letter, tries: tries + 1, dueAt: after(world.at, AGAIN_AFTER) });
  }
} // prettier-ignore
