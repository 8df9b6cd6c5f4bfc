import { randomInt, randomUUID } from "node:crypto";
import { askForRun } from "../../src/classrooms/runs/actions.ts";
import { assert } from "../../src/lib/assert.ts";
import { sql } from "../../src/platform/database.ts";
import type { SessionView } from "../../src/sessions/contract.ts";
import { aMailServer } from "../support/mail-server.ts";
import { done, type Asker } from "./people.ts";
import type { Server } from "./server.ts";

export type Mailboxes = {
  /** Of somebody whom Zoom has invited, whose activation mail is in it. As it is attached, without its password. */
  mailbox: { id: string; email: string; host: string; port: number; tls: "at once"; userName: string; afterwards: "leave" };
  mailboxPassword: string;
  /** Waits for the activation; what is chosen in it is sealed with it. */
  invitedRunId: string;
  activationCode: string;
  chosen: { password: string; passcode: string };
  /** Zoom's, in the mailbox of the room that `live` holds. */
  signInCode: string;
};

type Of = { institutionId: string; admin: Asker; name: string; live: SessionView };

/** A mail server where mails of Zoom's are in the mailboxes of a room and of somebody who was invited, both attached. */
export async function mailboxes(server: Server, { institutionId, admin, name, live }: Of): Promise<Mailboxes> {
  const { world } = server;
  const [room] = await world.db.list(
    (r) => String(r["email"]),
    sql`select h.email from sessions s join rooms r on r.institution_id = s.institution_id and r.id = s.room_id
      join hosts h on h.institution_id = r.institution_id and h.id = r.host_id where s.id = ${live.id}`,
  );
  assert(room !== undefined, "the running session has a room");
  const email = `casilla@${name}.example`.toLowerCase();
  const mailboxPassword = `password of the mailbox of ${name}`;
  const mail = await aMailServer({ [email]: mailboxPassword, [room]: mailboxPassword });
  server.endsToo(() => mail.stop());
  const attach = async (id: string, address: string): Promise<Mailboxes["mailbox"]> => {
    const given = { email: address, host: mail.host, port: mail.imaps, tls: "at once", userName: address, afterwards: "leave" } as const;
    await done(server, { method: "POST", url: "/api/mailboxes", body: { id, ...given, password: mailboxPassword } }, admin);
    return { id, ...given };
  };
  const mailbox = await attach(randomUUID(), email);
  await attach(randomUUID(), room);
  const chosen = { password: `Chosen-${randomUUID()}`, passcode: `P-${randomUUID().slice(0, 8)}` };
  const invitedRunId = await waiting(server, { institutionId, admin, email, chosen });
  const [activationCode, signInCode] = [randomUUID(), String(randomInt(100_000, 1_000_000))];
  const from = `no-reply@[127.0.0.1]`;
  const date = new Date(world.clock.now());
  await mail.deliver({ from, to: email, subject: "Zoom", date, text: `Activate: ${server.origin}/zoom/activate?code=${activationCode}` });
  await mail.deliver({ from, to: room, subject: "Zoom", date, text: `Your one-time passcode\n\n${signInCode}\n` });
  return { mailbox, mailboxPassword, invitedRunId, activationCode, chosen, signInCode };
}

/** A run that has come to the activation, and with which nobody goes on. */
async function waiting({ world }: Server, { institutionId, admin, email, chosen }: Pick<Of, "institutionId" | "admin"> & { email: string; chosen: Mailboxes["chosen"] }): Promise<string> {
  const id = randomUUID();
  const by = { institutionId, id: admin.memberId, name: admin.name };
  const secrets = { chosen: chosen.password, passcode: chosen.passcode };
  await world.db.transaction((tx) => askForRun(tx, world, by, { id, kind: "new classroom", asked: { email, name: `Invited of ${admin.name}` }, email, secrets }));
  await world.db.run(sql`update runs set wake_at = null where id = ${id}`);
  await world.db.run(sql`update run_steps set state = case when name in ('look_up', 'make_user') then 'done' when name = 'activation' then 'waiting' else state end where run_id = ${id}`);
  return id;
} // prettier-ignore
