import { createHash, randomUUID } from "node:crypto";
import { vi } from "vitest";
import { ownBooking, publicType, type OwnBooking } from "../../../src/bookings/booking-page/contract.ts";
import type { House } from "./house.ts";

type Asked = { start: string; name: string; zone: string; minutes?: number; email?: string; message?: string };

/** What a booking page does for a stranger, without a browser. */
export async function book({ origin }: Pick<House, "origin">, slug: string, asked: Asked): Promise<OwnBooking> {
  const path = `${origin}/api/book/${slug}`;
  const { form } = publicType.parse(await (await fetch(path)).json());
  if (form === null) throw new Error(`nobody can book ${slug} now`);
  const email = asked.email ?? "guest@elsewhere.example";
  const body = {
    ...{ id: randomUUID(), minutes: 30, email, guests: [], message: "", language: "en", form: form.token, proof: proofFor(form, email), topic: "" },
    ...asked,
  };
  const send = () => fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  // A form that comes back sooner than a person can fill it in is taken for a robot's, and may be sent again.
  const answer = await vi.waitUntil(async () => unlessTooQuick(await send()), { interval: 1000, timeout: 15_000 });
  if (!answer.ok) throw new Error(`it was not booked: ${answer.status} ${await answer.text()}`);
  return ownBooking.parse(await answer.json());
}

const unlessTooQuick = async (answer: Response): Promise<Response | null> =>
  !answer.ok && (await answer.clone().text()).includes("form_too_quick") ? null : answer;

function proofFor({ token, bits }: { token: string; bits: number }, email: string): string {
  for (let n = 0; ; n += 1) {
    const digest = createHash("sha256").update(`${token}|${email}|${n}`).digest();
    if (digest.readUInt32BE(0) >>> (32 - bits) === 0) return String(n);
  }
}
