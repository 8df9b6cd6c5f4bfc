import { z } from "zod";
import type { Config } from "../platform/config.ts";
import { doctorsKeyOf } from "../platform/secrets.ts";
import { ask } from "./asking-actions.ts";
import { notAsked } from "./database.ts";
import { fault, findings, unknown, well } from "./finding.ts";
import type { Examined } from "./inside-actions.ts";
import { secretOf, type Outside } from "./outside-actions.ts";
import { proofOf } from "../platform/proof.ts";
import { codeOf, LONGEST_MS } from "./within.ts";

/** What answers at an address, as far as it says. */
export type Answering =
  { is: "bedel"; instance: string; whole: boolean } | { is: "other"; status: number; location: string | null } | { is: "nobody"; code: string };

const healthWire = z.object({ is: z.literal("Bedel"), instance: z.string(), database: z.enum(["answers", "away"]) });

export async function whoAnswers(origin: string): Promise<Answering> {
  try {
    const { status, body, location } = await ask(`${origin}/api/health`);
    const read = healthWire.safeParse(jsonIn(body));
    return read.success ? { is: "bedel", instance: read.data.instance, whole: read.data.database === "answers" } : { is: "other", status, location };
  } catch (error) {
    return { is: "nobody", code: codeOf(error) };
  }
}

/** Where this machine reaches the server, whatever leads there from outside. One that listens at every address is asked at the machine's own. */
export function localOrigin({ host, port }: Pick<Config, "host" | "port">): string {
  const reached = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${reached.includes(":") ? `[${reached}]` : reached}:${port}`;
}

const answerWire = z.object({ instance: z.string().nullable(), findings });

/** The server that holds the embedded database looks into it for us, if it goes by the same secret. */
export async function askRunning({ config, now }: Outside): Promise<Examined> {
  const origin = localOrigin(config);
  const answering = await whoAnswers(origin);
  if (answering.is !== "bedel") return { findings: [unknown("database", "in_use"), ...notAsked()], instance: null };
  const database = answering.whole ? well("database", "embedded_running") : unknown("database", "in_use");
  const secret = secretOf(config);
  const others = notAsked().filter(({ check }) => check !== "secret");
  if (secret === null) return { findings: [database, fault("secret", "gone"), ...others], instance: null };
  const headers = { "x-bedel-doctor": proofOf(doctorsKeyOf(secret), now()) };
  const reply = await ask(`${origin}/api/doctor`, { method: "POST", headers, patienceMs: LONGEST_MS }).catch(() => null); // it asks Zoom meanwhile
  if (reply?.status === 401) return { findings: [database, fault("secret", "other_running"), ...others], instance: null };
  const read = answerWire.safeParse(jsonIn(reply?.body ?? ""));
  if (!read.success) return { findings: [database, ...notAsked()], instance: null };
  return { findings: [database, ...read.data.findings], instance: read.data.instance };
}

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
