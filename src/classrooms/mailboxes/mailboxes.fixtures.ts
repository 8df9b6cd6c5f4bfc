import { aMailServer, type MailServer } from "../../../test/support/mail-server.ts";
import type { TestWorld } from "../../../test/world.ts";
import { attach, type Given } from "./actions.ts";

export const AULA = "aula.nueva@universidad.example";
export const OTHER = "otra.casilla@universidad.example";
export const PASSWORD = "llave-de-la-casilla";
export const ID = "5f0c7d0a-6a33-4c0a-9d6c-2b1f6e5a7c01";

/** A mail server with a mailbox for each. */
export const openMail = (...more: string[]): Promise<MailServer> => aMailServer(Object.fromEntries([AULA, OTHER, ...more].map((email) => [email, PASSWORD])));

export const given = (server: MailServer, more: Partial<Given> = {}): Given => ({
  ...{ email: AULA, host: server.host, port: server.imaps, tls: "at once", userName: AULA, password: PASSWORD, afterwards: "leave" },
  ...more,
});

export async function attached(w: TestWorld, server: MailServer, more: Partial<Given> = {}): Promise<void> {
  const outcome = await attach(w, w.admin, ID, given(server, more));
  if (!outcome.ok) throw new Error(outcome.refusal.because);
}
