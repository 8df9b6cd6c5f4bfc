import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { openSandbox } from "../../sandbox/sandbox.ts";
import { serveSandbox, type Certificate } from "../../sandbox/serve.ts";
import { certificateFor } from "../../sandbox/testing-certificate.ts";
import { DEFAULT_APP } from "../../sandbox/university.ts";
import { examine } from "../../src/doctor/actions.ts";
import type { Finding } from "../../src/doctor/finding.ts";
import { systemRandom } from "../../src/lib/random.ts";
import type { Instant } from "../../src/lib/time.ts";
import { wallClock } from "../../src/platform/clock.ts";
import { readConfig } from "../../src/platform/config.ts";
import { serve } from "../../src/serve.ts";
import { freePort, type Settings } from "../crash/server.ts";
import { addressOf, run } from "../support/templates.ts";
import { MAIL_PASSWORD, mailServer, proxyTo } from "./fronts.ts";

export const WEBHOOK_SECRET = "the right webhook secret";
const PAGES = new URL("../../dist/web", import.meta.url).pathname;

/** A server that runs as at an institution: PostgreSQL, a proxy with a certificate, a mail server with a login, and a Zoom of its own. */
export type House = {
  settings: Settings;
  /** The PostgreSQL server, and Bedel's database in it. */
  postgres: { server: string; database: string };
  port: number;
  mails: { taken: () => number };
  control(path: string, body: object): Promise<void>;
  /** Until Bedel's database says so; what came by webhook is written down within a second. */
  until(question: string): Promise<void>;
  /** At its address. */
  certificate: Certificate;
  /** This one alone is trusted beside those that are known to all. */
  trust(certificate: Certificate): void;
  doctor(settings?: Settings, now?: () => Instant): Promise<Finding[]>;
  close(): Promise<void>;
};

export async function aHouse(server: string): Promise<House> {
  const name = `bedel_doctor_${process.pid}_${await freePort()}`;
  await run(server, `create database ${name}`);
  const database = addressOf(server, name);
  const [data, port, usual] = [mkdtempSync(join(tmpdir(), "bedel-doctor-")), await freePort(), getCACertificates("default")];
  const trust = ({ cert }: Certificate): void => setDefaultCACertificates([...usual, cert]);
  const certificate = certificateFor(["localhost"]);
  trust(certificate);
  const [front, mails, zoom] = [await proxyTo(port, certificate), await mailServer(), await aZoom()];
  const settings: Settings = {
    PORT: String(port),
    BEDEL_DATA: data,
    BEDEL_ADDRESS: `https://localhost:${front.port}`,
    BEDEL_SECRET: "the secret of the house, long enough for all",
    DATABASE_URL: database,
    SMTP_URL: `smtp://bedel:${encodeURIComponent(MAIL_PASSWORD)}@127.0.0.1:${mails.port}`,
    MAIL_FROM: "rooms@universidad.example",
    ZOOM_BASE: zoom.base,
    ZOOM_ACCOUNT_ID: DEFAULT_APP.accountId,
    ZOOM_CLIENT_ID: DEFAULT_APP.clientId,
    ZOOM_CLIENT_SECRET: DEFAULT_APP.clientSecret,
    ZOOM_WEBHOOK_SECRET: WEBHOOK_SECRET,
    BEDEL_OWNER_EMAIL: "owner@universidad.example",
    BEDEL_OWNER_PASSWORD: "the owner's own password",
    LOG_LEVEL: "silent",
  };
  const running = await serve(readConfig(settings), { pages: PAGES, say: () => undefined });
  const until = (question: string): Promise<void> => untilSo(async () => (await run(database, question)).length > 0, question);
  await zoom.control("/control/webhooks", { url: `http://127.0.0.1:${port}/webhooks/zoom`, secret: WEBHOOK_SECRET });
  await until("select from connections where validated_at is not null");
  return {
    ...{ settings, postgres: { server, database }, port, mails, control: zoom.control, until, certificate, trust },
    doctor: (changed = {}, now = wallClock) =>
      examine({ environment: { ...settings, ...changed }, now, random: systemRandom, nodeVersion: process.versions.node, mailTo: null, language: "en" }),
    close: async () => {
      await running.stop();
      for (const each of [front, mails, zoom]) await each.close();
      await run(server, `drop database if exists ${name} with (force)`);
      setDefaultCACertificates(usual);
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function aZoom() {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const send = (url: string, init: RequestInit): Promise<Response> => fetch(url, init);
  const sandbox = openSandbox({ now: wallClock, machine: () => performance.now(), random: systemRandom, baseUrl: base, file: null, webhook: null, send });
  const { server } = await serveSandbox(sandbox, { port, host: "127.0.0.1" });
  const looking = setInterval(() => void sandbox.run(), 100);
  return {
    base,
    control: async (path: string, body: object): Promise<void> => {
      const answer = await fetch(`${base}${path}`, { method: "POST", body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      await answer.body?.cancel();
    },
    close: async () => {
      clearInterval(looking);
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      sandbox.close();
    },
  };
}

const [TRIES, PAUSE_MS] = [200, 50];

async function untilSo(isSo: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await isSo()) return;
    await new Promise((resume) => setTimeout(resume, PAUSE_MS));
  }
  throw new Error(`it did not come to pass: ${what}`);
}
