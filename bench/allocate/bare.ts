import { randomUUID } from "node:crypto";
import pg from "pg";
import { quantile } from "../webhook-load.ts";

/** What one confirmed asking leaves: a session, its reservation, its lines of history, its mail. Of one that Bedel has placed, with another id and another time. */
const MODEL = (like: string): string => `create temp table model as select * from sessions where id = '${like}';
  create temp table model_history as select * from audit_log where session_id = '${like}'; create temp table model_mails as select * from deliveries where session_id = '${like}'`;
const WRITES = `with s as (insert into sessions (institution_id, id, title, kind, starts_at, ends_at, zone, admission, expected, organizer_id, status, room_id, host_id, source, policy, steps, asked_at)
    select institution_id, $1::uuid, title, kind, $2::timestamptz, $2::timestamptz + (ends_at - starts_at), zone, admission, expected, organizer_id, status, room_id, $3, source, policy, steps, asked_at from model),
  r as (insert into reservations (institution_id, session_id, host_id, reserved)
    select institution_id, $1::uuid, $3, tstzrange($2::timestamptz - interval '15 minutes', $2::timestamptz + interval '75 minutes') from model),
  a as (insert into audit_log (institution_id, id, at, who, member_id, session_id, room_id, what, details)
    select institution_id, gen_random_uuid(), at, who, member_id, $1::uuid, room_id, what, details from model_history)
  insert into deliveries (institution_id, key, id, kind, step, session_id, attendee_id, to_name, to_email, language, zone, facts, state, due_at, useful_until, made_at)
    select institution_id, $1::text || key, gen_random_uuid(), kind, step, $1::uuid, attendee_id, to_name, to_email, language, zone, facts, 'sent', due_at, useful_until, made_at from model_mails`;

export type Written = { rate: number; p99: number };

/** How many a second so many connections write, each row set in one prepared statement and kept on the disk before the next: nothing is decided, no two get in each other's way. */
export async function writtenBare(address: string, like: string, many: number, connections: number, after: Date): Promise<Written> {
  const clients = Array.from({ length: connections }, () => new pg.Client(address));
  await Promise.all(clients.map((client) => client.connect()));
  try {
    for (const client of clients) await client.query(MODEL(like));
    const write = (client: pg.Client, n: number): Promise<unknown> => {
      const start = new Date(after.getTime() + Math.floor(n / 200) * 2 * 3600_000).toISOString();
      return client.query({ name: "write", text: WRITES, values: [randomUUID(), start, `aula-${1 + (n % 200)}`] });
    };
    for (const [n, client] of clients.entries()) await write(client, n);
    let next = connections;
    const took: number[] = [];
    const begun = performance.now();
    const one = async (client: pg.Client): Promise<void> => {
      while (next < many + connections) {
        const asked = performance.now();
        await write(client, next++);
        took.push(performance.now() - asked);
      }
    };
    await Promise.all(clients.map(one));
    const rate = (many * 1000) / (performance.now() - begun);
    return { rate, p99: quantile(took.toSorted((a, b) => a - b), 0.99) }; // prettier-ignore
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
