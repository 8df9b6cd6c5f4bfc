import type { Config } from "../platform/config.ts";
import type { DataFolder } from "../platform/data-folder.ts";
import { openMailer, type Mailer } from "../platform/mailer.ts";
import type { ReturnPaths } from "../platform/return-path.ts";
import type { World } from "../world.ts";
import { quietWhile } from "./beginning/past.ts";
import { openMailbox, type Mailbox } from "./mailbox/mailbox.ts";

/** What the mailbox keeps in the data folder. */
export const MAILBOX = "mailbox.sqlite";

/** `isKept`: a real institution goes by the clock of this server. */
type Beginning = { hasDemo: boolean; toBegin: boolean; isKept: () => boolean; returning: Returning };

/** To which addresses mails come back, and who is told of one that came back to the mailbox. */
type Returning = { paths: ReturnPaths | null; ofDemo: ReturnPaths; cameBack(address: string): void };

export type Mailing = {
  /** Null without a demo. */
  mailbox: Mailbox | null;
  mailer: Mailer;
  /** The demo's mails end in the mailbox page. */
  staysHome(): boolean;
  /** The past that the example lives through is over. */
  livedThrough(): void;
};

/**
 * Where mails go. Those of the demo to the mailbox page, or out for real where there is a mail server that nobody else here has use for;
 * nowhere while the example lives through a past that is made up. Those of real institutions out for real, or they wait.
 */
export async function openMail(
  config: Config,
  folder: DataFolder,
  clock: World["clock"],
  { hasDemo, toBegin, isKept, returning }: Beginning,
): Promise<Mailing> {
  const open = (url: string, paths: ReturnPaths | null): Mailer => openMailer({ url, from: config.mailFrom, timeoutMs: 20_000, returnTo: paths?.addressFor });
  const { paths, ofDemo, cameBack } = returning;
  const mailbox = hasDemo ? await openMailbox({ file: folder.path(MAILBOX), now: () => clock.now(), cameBack }) : null;
  const staysHome = (): boolean => config.smtpUrl === null || isKept();
  const parted = partedMailer(config.smtpUrl === null ? null : open(config.smtpUrl, paths), mailbox === null ? null : open(mailbox.url, ofDemo), staysHome);
  let itIsPast = toBegin && config.example.has === "week" && !staysHome();
  return { mailbox, staysHome, mailer: quietWhile(() => itIsPast, parted), livedThrough: () => void (itIsPast = false) };
}

/** `out`: the mail server, if there is one; `home`: the mailbox page, if there is a demo. */
export function partedMailer(out: Mailer | null, home: Mailer | null, staysHome: () => boolean): Mailer {
  const wayOf = (isOfDemo: boolean): Mailer => {
    const way = isOfDemo && (out === null || staysHome()) ? home : out;
    if (way === null) throw new Error("a mail that can't be sent was taken up");
    return way;
  };
  return {
    send: async (mail) => wayOf(mail.isOfDemo === true).send(mail),
    verify: async () => (out ?? home)?.verify(),
    close: () => [out, home].forEach((mailer) => mailer?.close()),
    onlyOfDemo: out === null,
  };
}
