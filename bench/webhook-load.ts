import { createHash, createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** One webhook as Zoom would send it, and the key by which the server keeps it. */
export type Shot = { body: string; key: string };
/** `ms` counts from the planned moment, so a server that holds up the sender is not forgiven for it. Null: nobody answered. */
export type Hit = { key: string; status: number | null; ms: number };

/** What the sandbox tells of a meeting; more than this is not needed. */
export type Meeting = { id: number; hostId: string; topic: string; duration: number; timezone: string; kind: string; deletedAt: number | null };

/** People come to these meetings and go again, so many events; `run` makes them others than those of the runs before. */
export function comingsAndGoings(meetings: readonly Meeting[], many: number, at: number, run: string): Shot[] {
  return Array.from({ length: many }, (_, i) => {
    const meeting = meetings[i % meetings.length]!;
    const person = Math.floor(i / meetings.length / 2);
    const joins = Math.floor(i / meetings.length) % 2 === 0;
    const moment = new Date(at + i).toISOString();
    const body = JSON.stringify({
      event: joins ? "meeting.participant_joined" : "meeting.participant_left",
      event_ts: at + i,
      payload: {
        account_id: "sandbox-account",
        object: {
          id: String(meeting.id),
          uuid: Buffer.from(`${run}${meeting.id}`).toString("base64"),
          host_id: meeting.hostId,
          topic: meeting.topic,
          type: 2,
          start_time: new Date(at).toISOString(),
          timezone: meeting.timezone,
          duration: meeting.duration,
          participant: {
            user_id: `${run}${person}`,
            user_name: `Zoë Núñez ${person}`,
            id: "",
            participant_uuid: createHash("md5").update(`${run}${i}`).digest("hex"),
            participant_user_id: "",
            email: `zoe.${person}@people.example`,
            registrant_id: "",
            customer_key: "",
            phone_number: "",
            ...(joins ? { join_time: moment } : { leave_time: moment, leave_reason: `Zoë Núñez ${person} left the meeting.<br>Reason: left the meeting.` }),
          },
        },
      },
    });
    return { body, key: createHash("sha256").update(body).digest("hex") };
  });
}

/** Sends them at fixed moments, so many a second, whatever becomes of those before. */
export async function fire(origin: string, secret: string, shots: readonly Shot[], rate: number): Promise<Hit[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const begun = performance.now() + 100;
  const hits: Promise<Hit>[] = [];
  for (const [i, shot] of shots.entries()) {
    const planned = begun + (i * 1000) / rate;
    for (let early = planned - performance.now(); early > 0; early = planned - performance.now()) await wait(early);
    hits.push(send(agent, origin, secret, shot).then((status) => ({ key: shot.key, status, ms: performance.now() - planned })));
  }
  const all = await Promise.all(hits);
  agent.destroy();
  return all;
}

function send(agent: Agent, origin: string, secret: string, { body }: Shot): Promise<number | null> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "x-zm-request-timestamp": timestamp,
    "x-zm-signature": signature,
  };
  return new Promise((answered) => {
    const asked = request(`${origin}/webhooks/zoom`, { method: "POST", agent, headers }, (answer) => {
      answer.resume();
      answer.once("end", () => answered(answer.statusCode ?? null));
      answer.once("error", () => answered(null));
    });
    asked.once("error", () => answered(null));
    asked.end(body);
  });
}

/** The figure that such a part of all is not above. */
export const quantile = (sorted: readonly number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0;
