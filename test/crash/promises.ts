import { sql } from "../../src/platform/database.ts";
import type { Said } from "./house.ts";
import type { Told } from "./story.ts";

type Promises = Record<string, (told: Told) => string[] | Promise<string[]>>;

/** What must hold after however many kills; each says what breaks it. */
export const PROMISES: Promises = {
  "every session is placed, and every step done or truthfully skipped": async ({ db, wishes }) => {
    const sessions = await db.list((row) => row, sql`select id, title, status, aside, steps, over_at from sessions`);
    const missing = wishes.filter((w) => !sessions.some((s) => s["id"] === w.id)).map((w) => `${w.title} was lost`);
    return [
      ...missing,
      ...sessions.filter((s) => s["status"] !== "placed" || s["aside"] !== null).map((s) => `${s["title"]} is ${s["status"]} ${s["aside"] ?? ""}`),
      ...sessions.flatMap(unfinished),
    ];
  },
  "nothing waits for ever": async ({ db }) => [
    ...(await db.list(
      (row) => `command ${row["key"]} is ${row["state"]}: ${JSON.stringify(row["trouble"])}`,
      sql`select key, state, trouble from commands where state <> 'done'`,
    )),
    ...(await db.list(
      (row) => `mail ${row["key"]} is ${row["state"]}: ${row["trouble"]}`,
      sql`select key, state, trouble from deliveries where state not in ('sent', 'ambiguous')`,
    )),
    ...(await db.list((row) => `webhook ${row["key"]} is unread`, sql`select key from webhooks where read_at is null`)),
  ],
  "one meeting for each session, and none stray": ({ wishes, truth }) => {
    const there = (truth.state.meetings as Said[]).filter((m) => m.deletedAt === null);
    const stray = there.filter((m) => !wishes.some((w) => String(m.agenda).includes(w.id))).map((m) => `stray: ${m.topic}`);
    const counts = wishes.map((w) => ({ w, n: there.filter((m) => String(m.agenda).includes(w.id)).length }));
    return [
      ...stray,
      ...counts.filter(({ n }) => n !== 1).map(({ w, n }) => `${w.title} has ${n} meetings`),
      ...(truth.state.live as Said[]).map((m) => `still live: ${m.meetingId}`),
    ];
  },
  "one reservation for each session, none overlapping": async ({ db, wishes }) => {
    const rows = await db.list((row) => row, sql`select session_id, count(*) as n from reservations group by session_id`);
    return wishes
      .filter((w) => Number(rows.find((r) => r["session_id"] === w.id)?.["n"] ?? 0) !== 1)
      .map((w) => `${w.title} has ${rows.find((r) => r["session_id"] === w.id)?.["n"] ?? 0} reservations`);
  },
  "every mailed password is refused afterwards": async ({ mailbox, truth }) => {
    const mailed = mailedPasswords(mailbox);
    if (mailed.length === 0) return ["no password was mailed at all"];
    const open = await Promise.all(mailed.map(async ({ email, password }) => ((await truth.opens(email, password)) ? [`${email} ${password}`] : [])));
    return open.flat();
  },
  "everybody has one link, the organizer one mail with credentials": async ({ db, wishes }) => {
    const sent = await db.list(
      (row) => `${row["session_id"]} ${row["kind"]} ${row["to_email"]}`,
      sql`select session_id, kind, to_email from deliveries where state in ('sent', 'ambiguous')`,
    );
    const times = (mail: string): number => sent.filter((one) => one === mail).length;
    return wishes.flatMap((w) => {
      const links = w.attendees.map((who) => `${w.id} link ${/<(.*)>/.exec(who)![1]}`).filter((mail) => times(mail) !== 1);
      const handed = sent.filter((one) => one.startsWith(`${w.id} credentials`) || one.startsWith(`${w.id} start_link`)).length;
      return [...links.map((mail) => `${times(mail)} × ${mail}`), ...(handed === 1 ? [] : [`${w.title} was handed over ${handed} times`])];
    });
  },
  "no mail came twice but those recorded as ambiguous, and none was recorded that never came": async ({ db, mailbox }) => {
    const letters = mailbox.list({ limit: 1000 }).mails.map(({ id }) => mailbox.read(id)!.messageId);
    const states = new Map<string, string>(await db.list((row) => [`<${row["id"]}@bedel>`, row["state"]] as const, sql`select id, state from deliveries`));
    const twice = [...new Set(letters)].filter((id) => letters.filter((one) => one === id).length > 1 && states.get(id) !== "ambiguous");
    return [
      ...twice.map((id) => `came twice: ${id}`),
      ...letters.filter((id) => !states.has(id)).map((id) => `unknown: ${id}`),
      ...[...states.keys()].filter((id) => !letters.includes(id)).map((id) => `never came: ${id} ${states.get(id)}`),
    ];
  },
  "every report is final and says what Zoom's own says": async ({ reports, truth }) => {
    if (reports.every((r) => r.attended.length === 0)) return ["nobody came to anything"];
    const compared = await Promise.all(reports.map(async (r) => ({ ...r, zoom: await truth.attended(r.sessionId) })));
    return compared.filter((r) => r.state !== "final" || r.attended.join() !== r.zoom.join()).map((r) => JSON.stringify(r));
  },
  "the log knows no surprise": ({ complaints }) => complaints,
};

/** Every password that was ever mailed, with the user name beside it. */
function mailedPasswords(mailbox: Told["mailbox"]): { email: string; password: string }[] {
  return mailbox.list({ limit: 1000 }).mails.flatMap(({ id }) => {
    const { text } = mailbox.read(id)!;
    const email = /(?:User name|Usuario)\W+(\S+@\S+)/i.exec(text)?.[1];
    const password = /(?:Password|Contraseña):?\s+(\S+)/i.exec(text)?.[1];
    return email === undefined || password === undefined ? [] : [{ email, password }];
  });
}

const SKIPPED: Record<string, (session: Said) => boolean> = { over_early: (s) => s.over_at !== null };

function unfinished(session: Said): string[] {
  return Object.entries(session.steps as Record<string, { is: string; because?: string }>)
    .filter(([, state]) => state.is !== "done" && !(state.is === "skipped" && SKIPPED[state.because!]?.(session) === true))
    .map(([step, state]) => `${session.title}: ${step} is ${JSON.stringify(state)}`);
}
