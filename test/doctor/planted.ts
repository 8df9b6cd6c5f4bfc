import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Certificate } from "../../sandbox/serve.ts";
import { certificateFor } from "../../sandbox/testing-certificate.ts";
import { DEFAULT_APP } from "../../sandbox/university.ts";
import { minutes, after, type Instant } from "../../src/lib/time.ts";
import { wallClock } from "../../src/platform/clock.ts";
import { freePort, type Settings } from "../crash/server.ts";
import { addressOf, run } from "../support/templates.ts";
import { mailServer, MAIL_PASSWORD, NOBODY, proxyTo, strangerWith, type Front } from "./fronts.ts";
import { WEBHOOK_SECRET, type House } from "./house.ts";
import { roleWithPassword } from "./role.ts";

/** How the doctor's next look differs from a healthy one, and how all is well again. */
type Plant = { settings?: Settings; now?: () => Instant; undo?: () => unknown };
export type Planted = { fault: string; key: string; plant(house: House): Promise<Plant> | Plant };

const throughFront = async (front: Front) => ({ settings: { BEDEL_ADDRESS: `https://localhost:${front.port}` }, undo: () => front.close() });
const app = (house: House, change: object): Promise<void> => house.control("/control/apps", { clientId: DEFAULT_APP.clientId, ...change });
const sqlIn = (house: House, statement: string) => run(house.postgres.database, statement);

/** Each is planted into the real parts, and only its own check may fail. Those that leave traces come last. */
export const PLANTED: readonly Planted[] = [
  { fault: "a setting that can't be read", key: "settings.wrong", plant: () => ({ settings: { SMTP_URL: "mail" } }) },
  {
    fault: "a data folder that others may read",
    key: "folder.open_to_others",
    plant: ({ settings }) => (chmodSync(settings["BEDEL_DATA"]!, 0o755), { undo: () => chmodSync(settings["BEDEL_DATA"]!, 0o700) }),
  },
  {
    fault: "the database is down",
    key: "database.unreachable",
    plant: async () => ({ settings: { DATABASE_URL: `postgres://bedel:secret@127.0.0.1:${await freePort()}/bedel` } }),
  },
  {
    fault: "the database's password is wrong",
    key: "database.wrong_password",
    plant: async ({ postgres }) => {
      const role = await roleWithPassword(postgres.server);
      const address = new URL(postgres.database);
      [address.username, address.password] = [role.name, "not-its-password"];
      return { settings: { DATABASE_URL: address.href }, undo: role.drop };
    },
  },
  {
    fault: "there is no such database",
    key: "database.no_such_database",
    plant: ({ postgres }) => ({ settings: { DATABASE_URL: addressOf(postgres.server, "nowhere") } }),
  },
  {
    fault: "the embedded database is damaged",
    key: "database.damaged",
    plant: () => {
      const folder = mkdtempSync(join(tmpdir(), "bedel-doctor-"));
      mkdirSync(join(folder, "database", "base"), { recursive: true });
      writeFileSync(join(folder, "database", "PG_VERSION"), "17\n");
      return { settings: { DATABASE_URL: "", BEDEL_DATA: folder }, undo: () => rmSync(folder, { recursive: true }) };
    },
  },
  {
    fault: "the database is of a newer version of Bedel",
    key: "migrations.newer",
    plant: async (house) => {
      await sqlIn(house, "insert into migrations values ('9999_of_the_future.sql')");
      return { undo: () => sqlIn(house, "delete from migrations where name = '9999_of_the_future.sql'") };
    },
  },
  { fault: "the secret was changed", key: "secret.other", plant: () => ({ settings: { BEDEL_SECRET: "quite another secret, long enough too" } }) },
  {
    fault: "Bedel does not run",
    key: "server.not_running",
    plant: async () => {
      const port = await freePort();
      return { settings: { PORT: String(port), BEDEL_ADDRESS: `http://localhost:${port}` } };
    },
  },
  { fault: "the address leads elsewhere", key: "address.other_server", plant: async ({ certificate }) => throughFront(await strangerWith(certificate)) },
  { fault: "the address's name is unknown", key: "address.no_such_name", plant: () => ({ settings: { BEDEL_ADDRESS: "https://bedel.invalid" } }) },
  {
    fault: "the certificate has expired",
    key: "tls.expired",
    plant: (house) => withCertificate(house, certificateFor(["localhost"], "200101000000Z", "210101000000Z")),
  },
  {
    fault: "the certificate is for another name",
    key: "tls.other_name",
    plant: (house) => withCertificate(house, certificateFor(["elsewhere.example"])),
  },
  {
    fault: "the certificate is signed by nobody that is trusted",
    key: "tls.untrusted",
    plant: async ({ port }) => throughFront(await proxyTo(port, certificateFor(["localhost"]))),
  },
  { fault: "the clock is two minutes off", key: "clock.off", plant: () => ({ now: () => after(wallClock(), minutes(2)) }) },
  { fault: "the mail server is away", key: "mail.away", plant: async () => ({ settings: { SMTP_URL: `smtp://127.0.0.1:${await freePort()}` } }) },
  {
    fault: "the mail server refuses the login",
    key: "mail.login_refused",
    plant: ({ settings }) => ({ settings: { SMTP_URL: settings["SMTP_URL"]!.replace(encodeURIComponent(MAIL_PASSWORD), "wrong") } }),
  },
  {
    fault: "the mail server's certificate is not trusted",
    key: "mail.tls_refused",
    plant: async ({ settings }) => {
      const server = await mailServer(certificateFor(["localhost"]));
      const address = new URL(settings["SMTP_URL"]!);
      address.port = String(server.port);
      return { settings: { SMTP_URL: address.href }, undo: server.close };
    },
  },
  { fault: "the mail server takes no mails from Bedel's address", key: "mail.sender_refused", plant: () => ({ settings: { MAIL_FROM: NOBODY } }) },
  { fault: "Zoom is not reached", key: "zoom.unreachable", plant: async () => ({ settings: { ZOOM_BASE: `http://127.0.0.1:${await freePort()}` } }) },
  { fault: "the Zoom app's secret is wrong", key: "zoom.app_unknown", plant: () => ({ settings: { ZOOM_CLIENT_SECRET: "not its secret" } }) },
  {
    fault: "an app that people authorize has another secret",
    key: "zoom.app_unknown",
    plant: () => ({ settings: { ZOOM_ADMIN_CLIENT_ID: "sandbox-admin-app", ZOOM_ADMIN_CLIENT_SECRET: "not its secret" } }),
  },
  {
    fault: "the app is switched off at Zoom",
    key: "zoom.app_switched_off",
    plant: async (house) => (await app(house, { switchedOff: "by its developer" }), { undo: () => app(house, { switchedOff: null }) }),
  },
  {
    fault: "a scope is missing",
    key: "scopes.missing",
    plant: async (house) => (await app(house, { scopes: ["user:read:user:admin"] }), { undo: () => app(house, { scopes: "every" }) }),
  },
  {
    fault: "the running Bedel has another webhook secret",
    key: "webhooks.other_secret_runs",
    plant: () => ({ settings: { ZOOM_WEBHOOK_SECRET: "not the running one's" } }),
  },
  {
    fault: "Zoom signs its webhooks with another secret",
    key: "webhooks.secret_wrong",
    plant: async (house) => {
      const url = `http://127.0.0.1:${house.port}/webhooks/zoom`;
      await sqlIn(house, "update connections set heard_at = null, validated_at = null");
      await house.control("/control/webhooks", { url, secret: "another webhook secret" });
      await house.until("select from connections where refused > 0");
      return { undo: () => house.control("/control/webhooks", { url, secret: WEBHOOK_SECRET }) };
    },
  },
];

/** One that is trusted, so that nothing but what the test is about is wrong with it. */
async function withCertificate(house: House, certificate: Certificate): Promise<Plant> {
  const { settings, undo } = await throughFront(await proxyTo(house.port, certificate));
  house.trust(certificate);
  return { settings, undo: () => (house.trust(house.certificate), undo()) };
}

/** Which checks failed, and how; each once. */
export async function namedBy(house: House, planted: Planted): Promise<string[]> {
  const { settings, now, undo } = await planted.plant(house);
  try {
    const found = await house.doctor(settings, now);
    return [...new Set(found.filter(({ is }) => is === "fault").map(({ check, because }) => `${check}.${because}`))];
  } finally {
    await undo?.();
  }
}
