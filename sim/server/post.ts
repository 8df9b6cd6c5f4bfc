import { openMailbox, type Mailbox } from "../../src/example/mailbox/mailbox.ts";
import { after, type Instant } from "../../src/lib/time.ts";
import { COURSE_KINDS, type CourseKind } from "../../src/notices/courses/facts.ts";
import { MAIL_KINDS, type MailKind } from "../../src/notices/facts.ts";
import { catalogue } from "../../src/notices/messages/catalogue.ts";

/** One mail, as the mail server has it. */
export type Letter = {
  kind: MailKind | CourseKind | "unknown";
  to: string;
  /** The session's title, or the course's, which the subject tells. */
  about: string;
  messageId: string;
  /** In application time. */
  arrivedAt: Instant;
  /** Its own date lies outside the time through which the clock was moved when it came. */
  misdated: boolean;
  joinAddress: string | null;
  userName: string | null;
  password: string | null;
};

export type Post = {
  url: string;
  /** Between which moments the clock was when mails came in: the server's clock is moved by us alone. */
  during(from: Instant, to: Instant): void;
  /** What has come since the last look, in order. */
  fresh(): Letter[];
  all(): readonly Letter[];
  close(): Promise<void>;
};

/** The demo's own mail server. It knows the application's time from the moves of the clock, and believes no date further than that. */
export async function openPost(begins: Instant): Promise<Post> {
  let [from, to] = [begins, begins];
  const windows = new Map<number, { from: Instant; to: Instant }>();
  let move = 0;
  windows.set(move, { from, to });
  const mailbox = await openMailbox({ file: null, now: () => move as Instant }); // each mail keeps the number of the move during which it came
  const letters: Letter[] = [];
  return {
    url: mailbox.url,
    during: (nextFrom, nextTo) => {
      [from, to] = [nextFrom, nextTo];
      windows.set((move += 1), { from, to });
    },
    fresh: () => {
      const known = letters.length;
      for (let letter = read(mailbox, known + 1, windows); letter !== null; letter = read(mailbox, letters.length + 1, windows)) letters.push(letter);
      return letters.slice(known);
    },
    all: () => letters,
    close: () => mailbox.close(),
  };
}

/** A date in a mail's head has whole seconds. */
const WHOLE_SECONDS = 1000;

function read(mailbox: Mailbox, id: number, windows: ReadonlyMap<number, { from: Instant; to: Instant }>): Letter | null {
  const mail = mailbox.read(String(id));
  if (mail === null) return null;
  const { from, to } = windows.get(Date.parse(mail.at))!;
  const dated = Date.parse(/^Date: (.*)$/m.exec(mailbox.source(String(id)) ?? "")?.[1] ?? "");
  const honest = dated > from - WHOLE_SECONDS && dated <= to;
  const { kind, about } = subjectOf(mail.subject);
  return {
    kind,
    about,
    to: addressIn(mail.to),
    messageId: mail.messageId,
    arrivedAt: honest ? (Math.max(dated, from) as Instant) : to,
    misdated: !honest,
    joinAddress: /https?:\S+\/j\/[A-Za-z0-9_-]+/.exec(mail.text)?.[0] ?? null,
    userName: row(mail.text, "userName"),
    password: row(mail.text, "password"),
  };
}

export const addressIn = (to: string): string => (/<([^>]+)>/.exec(to)?.[1] ?? to).toLowerCase();

const LANGUAGES = Object.values(catalogue).map(({ mails }) => mails);

/** What subjects look like: those about courses first, which say so before the title. */
const SUBJECTS = Object.values(catalogue).flatMap(({ mails, courseMails }) => [
  ...COURSE_KINDS.map((kind) => ({ kind, subject: courseMails[kind].subject })),
  ...MAIL_KINDS.map((kind) => ({ kind, subject: mails[kind].subject })),
]);

/** Which mail it is, and about which session or course, as its subject tells. */
export function subjectOf(subject: string): Pick<Letter, "kind" | "about"> {
  for (const { kind, subject: known } of SUBJECTS) {
    const [before, behind] = known.split("{title}") as [string, string];
    if (subject.startsWith(before) && subject.endsWith(behind)) return { kind, about: subject.slice(before.length, subject.length - behind.length) };
  }
  return { kind: "unknown", about: subject };
}

/** The value of a row such as `Password: …`, in whichever language the mail is. */
function row(text: string, label: "userName" | "password"): string | null {
  for (const { labels } of LANGUAGES) {
    const line = text.split("\n").find((one) => one.startsWith(`${labels[label]}: `));
    if (line !== undefined) return line.slice(labels[label].length + 2).trim();
  }
  return null;
}

/** So late a mail may come and still be in time. */
export const isLate = (arrivedAt: Instant, dueAt: Instant): boolean => arrivedAt > after(dueAt, 60_000);
