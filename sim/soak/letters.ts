import type { Mailbox } from "../../src/example/mailbox/mailbox.ts";
import { instant, type Instant } from "../../src/lib/time.ts";

/** A mail as it came, and the password that is in it. */
export type Letter = { at: Instant; messageId: string; to: string; subject: string; text: string };

/** All that came, the first first. */
export function lettersIn(mailbox: Mailbox): Letter[] {
  const letters: Letter[] = [];
  for (let id = 1; id <= mailbox.count(); id += 1) {
    const { at, messageId, to, subject, text } = mailbox.read(String(id))!;
    letters.push({ at: instant(at), messageId: messageId.replace(/^<|>$/g, ""), to: /<([^>]+)>/.exec(to)?.[1] ?? to, subject, text });
  }
  return letters;
}

export type Mailed = { email: string; password: string };

/** Every user name that was mailed with its password. */
export const passwordIn = ({ text }: Pick<Letter, "text">): Mailed | null => {
  const [email, password] = ["User name", "Password"].map((label) => new RegExp(`^${label}: (\\S+)$`, "m").exec(text)?.[1]);
  return email === undefined || password === undefined ? null : { email, password };
};

export const passwordsIn = (mailbox: Mailbox): Mailed[] => lettersIn(mailbox).flatMap((letter) => passwordIn(letter) ?? []);
