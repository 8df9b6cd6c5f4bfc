import type { MailboxView } from "../../src/classrooms/mailboxes/contract.ts";

export const PORTS = { "at once": 993, "on request": 143, none: 143 } as const;

/** What is typed of a mailbox, but for its password. */
export type Draft = Pick<MailboxView, "email" | "host" | "port" | "tls" | "userName" | "afterwards">;

const EMPTY: Draft = { email: "", host: "", port: PORTS["at once"], tls: "at once", userName: "", afterwards: "leave" };

/** As a form for this address begins: where all that are attached lie on one server, the next will lie there too. */
export function begunFor(email: string, attached: readonly MailboxView[]): Draft {
  const [one, ...others] = attached;
  const isThere = one !== undefined && others.every(({ host, port, tls }) => host === one.host && port === one.port && tls === one.tls);
  const server = isThere ? { host: one.host, port: one.port, tls: one.tls, afterwards: one.afterwards } : {};
  return { ...EMPTY, ...server, email, userName: email };
}

/** Another way of encrypting is chosen: the port follows as long as it is the usual one. */
export const encrypted = (tls: Draft["tls"], { tls: before, port }: Pick<Draft, "tls" | "port">): Pick<Draft, "tls" | "port"> => ({
  tls,
  port: port === PORTS[before] ? PORTS[tls] : port,
});

/** The address is typed anew: most servers know people by it, so the user name follows as long as it is the same. */
export const readdressed = (email: string, { email: before, userName }: Draft): Pick<Draft, "email" | "userName"> => ({
  email,
  userName: userName === before ? email : userName,
});
