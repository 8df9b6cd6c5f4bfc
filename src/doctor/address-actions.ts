import { createHmac } from "node:crypto";
import { isIP } from "node:net";
import { connect, type PeerCertificate } from "node:tls";
import { isOwnMachine, judgeAddress, judgeServer } from "./address.ts";
import { ask } from "./asking-actions.ts";
import { judgeCertificate } from "./certificate.ts";
import { fault, unknown, well, type Finding } from "./finding.ts";
import { DOCTORS_TOKEN } from "../zoom/webhooks.ts";
import { jsonIn, localOrigin, whoAnswers } from "./running-actions.ts";
import type { Config } from "../platform/config.ts";
import type { Instant } from "../lib/time.ts";
import { codeOf } from "./within.ts";

/** `instance`: which database the Bedel there must have, or null where nobody could tell. */
export async function lookAtAddress(config: Config, instance: string | null): Promise<Finding[]> {
  const at = localOrigin(config);
  const [local, there] = await Promise.all([whoAnswers(at), whoAnswers(config.origin)]);
  const isOurs = there.is === "bedel" && instance !== null && there.instance === instance;
  return [judgeServer(local, at, isOurs), judgeAddress(config.origin, { there, local, expected: instance })];
}

const PATIENCE_MS = 4_000;

/** The certificate at the address, whatever is wrong with it. */
export async function lookAtCertificate({ origin }: Pick<Config, "origin">, now: Instant): Promise<Finding> {
  const { protocol, hostname, port } = new URL(origin);
  if (protocol !== "https:") return isOwnMachine(origin) ? well("tls", "not_needed") : unknown("tls", "plain");
  const host = hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port || 443), rejectUnauthorized: false, ...(isIP(host) === 0 ? { servername: host } : {}) });
    const done = (finding: Finding): void => {
      socket.destroy();
      resolve(finding);
    };
    socket.setTimeout(PATIENCE_MS, () => done(unknown("tls", "none", { host, code: "ETIMEDOUT" })));
    socket.once("error", (error) => {
      const code = codeOf(error);
      done(
        code.startsWith("ERR_SSL") || code === "EPROTO" || code === "ECONNRESET"
          ? fault("tls", "not_tls", { host, code })
          : unknown("tls", "none", { host, code }),
      );
    });
    socket.once("secureConnect", () => done(judgeCertificate(certificateOf(socket.getPeerCertificate(), socket.authorizationError), host, now)));
  });
}

function certificateOf(c: PeerCertificate, trouble: unknown) {
  const names = (c.subjectaltname ?? c.subject?.CN ?? "?").toString().replaceAll("DNS:", "");
  const code = trouble === null || trouble === undefined ? null : typeof trouble === "string" ? trouble : codeOf(trouble);
  return { from: Date.parse(c.valid_from), until: Date.parse(c.valid_to), names, trouble: code };
}

/** Asks at the public address what Zoom asks when the address is entered there, signed as Zoom signs it. */
export async function lookAtWebhooks({ origin, zoom }: Config, now: Instant): Promise<Finding[]> {
  const secret = zoom?.webhookSecrets[0];
  if (secret === undefined) return [];
  const body = JSON.stringify({ event: "endpoint.url_validation", event_ts: now, payload: { plainToken: DOCTORS_TOKEN } });
  const timestamp = String(Math.floor(now / 1000));
  const signature = `v0=${hmac(secret, `v0:${timestamp}:${body}`)}`;
  const headers = { "content-type": "application/json", "x-zm-request-timestamp": timestamp, "x-zm-signature": signature };
  const values = { address: origin };
  try {
    const { status, body: answer } = await ask(`${origin}/webhooks/zoom`, { method: "POST", headers, body });
    if (status === 401) return [fault("webhooks", "other_secret_runs")];
    const { encryptedToken } = (jsonIn(answer) ?? {}) as { encryptedToken?: unknown };
    return [
      status === 200 && encryptedToken === hmac(secret, DOCTORS_TOKEN) ? well("webhooks", "well") : fault("webhooks", "no_answer", { ...values, status }),
    ];
  } catch (error) {
    return [fault("webhooks", "no_answer", { ...values, status: codeOf(error) })];
  }
}

const hmac = (secret: string, text: string): string => createHmac("sha256", secret).update(text).digest("hex");
