import type { Random } from "../lib/random.ts";
import type { Instant } from "../lib/time.ts";
import type { Language } from "../people/contract.ts";
import { readConfig, WrongConfiguration, type Config } from "../platform/config.ts";
import { lookAtAddress, lookAtCertificate, lookAtWebhooks } from "./address-actions.ts";
import { judgeClock } from "./clock.ts";
import { lookAtDatabase } from "./database-actions.ts";
import { fault, inOrder, unknown, well, type Finding } from "./finding.ts";
import { lookAtFolder, lookAtNode } from "./machine-actions.ts";
import { lookAtMail, sendTrial } from "./mail-actions.ts";
import type { Outside } from "./outside-actions.ts";
import { within } from "./within.ts";
import { appsOf, lookAtApps, zoomsClock } from "./zoom-actions.ts";

export type Needs = {
  environment: Record<string, string | undefined>;
  /** The machine's own time. */
  now: () => Instant;
  random: Random;
  nodeVersion: string;
  /** Whom to send a mail to, to see it arrive; null: none is sent. */
  mailTo: string | null;
  language: Language;
};

/** Looks at everything that Bedel stands on, and changes none of it. Each finding is well, a fault or unknown, never a guess. */
export async function examine(needs: Needs): Promise<Finding[]> {
  const node = lookAtNode(needs.nodeVersion);
  const settings = settingsIn(needs.environment);
  if (!("config" in settings)) return [...settings.wrong.map((sentence) => fault("settings", "wrong", { sentence })), node, ...nothingElse()];
  const { config } = settings;
  const outside: Outside = { config, zoom: appsOf(config), now: needs.now, random: needs.random };
  const [inside, certificate, mail, apps, clock] = await Promise.all([
    lookAtDatabase(outside),
    within("tls", async () => [await lookAtCertificate(config, needs.now())]),
    within("mail", () => lookAtMails(config, needs)),
    within("zoom", () => lookAtApps(outside, config.origin)),
    within("clock", () => lookAtZoomsClock(outside)),
  ]);
  const address = await within("address", () => lookAtAddress(config, inside.instance));
  const isReached = address.some(({ check, is, because }) => check === "address" && (is === "well" || because === "plain_http"));
  const asked = isReached
    ? await within("webhooks", () => lookAtWebhooks(config, needs.now()))
    : config.zoom === null
      ? []
      : [unknown("webhooks", "not_asked")];
  const all = [well("settings", "well"), node, lookAtFolder(config), ...inside.findings, ...address, ...certificate, ...mail, ...apps, ...clock, ...asked];
  return inOrder(complete(all, config));
}

/** A fault is found once, and what is not known of one thing is no news beside what is known of it. */
function complete(all: readonly Finding[], config: Config): Finding[] {
  const has = (check: Finding["check"], is?: Finding["is"]): boolean => all.some((one) => one.check === check && (is === undefined || one.is === is));
  const told = all.filter(
    ({ check, is, because }) => !(is === "unknown" && because === "not_asked" && (has(check, "fault") || (check === "scopes" && has(check, "well")))),
  );
  const missing: Finding[] = [];
  if (!has("clock")) missing.push(unknown("clock", config.databaseUrl === null && config.zoom === null ? "nobody_asked" : "not_asked"));
  if (!has("zoom")) missing.push(config.zoom === null ? well("zoom", "none") : unknown("zoom", "not_asked"));
  if (!has("scopes") && config.zoom !== null) missing.push(unknown("scopes", "not_asked"));
  return [...told, ...missing];
}

function settingsIn(environment: Needs["environment"]): { config: Config } | { wrong: readonly string[] } {
  try {
    return { config: readConfig(environment) };
  } catch (error) {
    if (error instanceof WrongConfiguration) return { wrong: error.sentences };
    throw error;
  }
}

const nothingElse = (): Finding[] =>
  (["database", "migrations", "secret", "server", "address", "tls", "clock", "mail", "zoom", "scopes", "webhooks"] as const).map((check) =>
    unknown(check, "not_asked"),
  );

async function lookAtMails(config: Config, { mailTo, language, now, random }: Needs): Promise<Finding[]> {
  const rehearsed = await lookAtMail(config);
  if (mailTo === null || rehearsed.is !== "well") return [rehearsed];
  return [rehearsed, await sendTrial(config, mailTo, { language, now: now(), id: random.uuid() })];
}

/** Nobody is asked where only the sandbox plays Zoom: the demo calls nobody. */
async function lookAtZoomsClock(outside: Outside): Promise<Finding[]> {
  if (outside.config.zoom === null) return [];
  const whose = new URL(outside.zoom.apiBase).host;
  try {
    const { ours, theirs } = await zoomsClock(outside);
    return [judgeClock(whose, ours, theirs)];
  } catch {
    return [unknown("clock", "no_answer", { whose })];
  }
}
