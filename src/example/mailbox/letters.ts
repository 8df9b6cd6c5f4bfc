import { DatabaseSync } from "node:sqlite";
import { iso, type Instant } from "../../lib/time.ts";
import type { Mail, MailList } from "../contract.ts";

/** One mail as it was parsed; `source` is what came over the wire. */
export type Arrived = Omit<Mail, "id" | "at"> & { source: string };

export type Wanted = { to?: string | undefined; q?: string | undefined; before?: string | undefined; limit?: number | undefined };

/** Where the mailbox keeps its mails. Sources lie apart: a search reads only what it looks through. */
export type Letters = {
  add(mail: Arrived, at: Instant): string;
  list(wanted: Wanted): MailList;
  read(id: string): Mail | null;
  source(id: string): string | null;
  count(): number;
  close(): void;
};

const TABLES = `
  pragma journal_mode = wal;
  pragma synchronous = normal;
  create table if not exists mails (id integer primary key, at integer not null, sender text not null, recipient text not null, subject text not null,
    message_id text not null, body text not null, html text not null, calendar text);
  create table if not exists found (id integer primary key, recipient text not null, words text not null, has_calendar integer not null) strict;
  create table if not exists sources (id integer primary key, source text not null) strict;`;

const PAGE = 50;
const LONGEST_PAGE = 1000;
/** Enough to find a mail by; the rest of a long one is not looked through. */
const SEARCHED = 2000;

/** `file` null: in memory. */
export function openLetters(file: string | null): Letters {
  const db = new DatabaseSync(file ?? ":memory:");
  db.exec(TABLES);
  const addMail = db.prepare("insert into mails (at, sender, recipient, subject, message_id, body, html, calendar) values (?, ?, ?, ?, ?, ?, ?, ?)");
  const addFound = db.prepare("insert into found (id, recipient, words, has_calendar) values (?, ?, ?, ?)");
  const addSource = db.prepare("insert into sources (id, source) values (?, ?)");
  const find = db.prepare(`select m.id, m.at, m.recipient, m.subject, f.has_calendar from found f join mails m on m.id = f.id
    where f.id < ? and (? = '' or instr(f.recipient, ?) > 0) and (? = '' or instr(f.words, ?) > 0) order by f.id desc limit ?`);
  const total = db.prepare("select count(*) as n from found f where (? = '' or instr(f.recipient, ?) > 0) and (? = '' or instr(f.words, ?) > 0)");
  const one = db.prepare("select * from mails where id = ?");
  const oneSource = db.prepare("select source from sources where id = ?");

  return {
    add(mail, at) {
      db.exec("begin");
      try {
        const { lastInsertRowid: id } = addMail.run(at, mail.from, mail.to, mail.subject, mail.messageId, mail.text, mail.html, mail.calendar);
        addFound.run(id, folded(mail.to), folded(`${mail.subject}\n${mail.to}\n${mail.text}`.slice(0, SEARCHED)), mail.calendar === null ? 0 : 1);
        addSource.run(id, mail.source);
        db.exec("commit");
        return String(id);
      } catch (e) {
        db.exec("rollback");
        throw e;
      }
    },
    list({ to = "", q = "", before, limit = PAGE }) {
      const [recipient, words, most] = [folded(to), folded(q), Math.min(Math.max(1, limit), LONGEST_PAGE)];
      const rows = find.all(idOf(before) ?? Number.MAX_SAFE_INTEGER, recipient, recipient, words, words, most + 1) as Row[];
      const { n } = total.get(recipient, recipient, words, words) as { n: number };
      return { mails: rows.slice(0, most).map(toLine), more: rows.length > most, total: n };
    },
    read(id) {
      const row = one.get(idOf(id) ?? -1) as Row | undefined;
      return row === undefined ? null : toMail(row);
    },
    source: (id) => (oneSource.get(idOf(id) ?? -1) as { source: string } | undefined)?.source ?? null,
    count: () => (total.get("", "", "", "") as { n: number }).n,
    close: () => db.close(),
  };
}

type Row = Record<string, unknown> & {
  id: number;
  at: Instant;
  sender: string;
  recipient: string;
  subject: string;
  message_id: string;
  body: string;
  html: string;
  calendar: string | null;
  has_calendar: number;
};

const toLine = (r: Row): MailList["mails"][number] => ({
  id: String(r.id),
  at: iso(r.at),
  to: r.recipient,
  subject: r.subject,
  hasCalendar: r.has_calendar === 1,
});

const toMail = (r: Row): Mail => ({
  id: String(r.id),
  at: iso(r.at),
  from: r.sender,
  to: r.recipient,
  subject: r.subject,
  messageId: r.message_id,
  text: r.body,
  html: r.html,
  calendar: r.calendar,
});

const idOf = (text: string | undefined): number | null => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null);

/** Who looks for `logica` finds `Lógica`. */
const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
