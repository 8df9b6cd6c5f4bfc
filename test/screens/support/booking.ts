import { createHash, randomUUID } from "node:crypto";
import { expect } from "vitest";
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
  let answer = await send();
  // A form that comes back sooner than a person can fill it in is taken for a robot's.
  await expect.poll(async () => (answer.ok ? 201 : (answer = await send()).status), { interval: 1000 }).toBe(201);
  return ownBooking.parse(await answer.json());
}

function proofFor({ token, bits }: { token: string; bits: number }, email: string): string {
  for (let n = 0; ; n += 1) {
    const digest = createHash("sha256").update(`${token}|${email}|${n}`).digest();
    if (digest.readUInt32BE(0) >>> (32 - bits) === 0) return String(n);
  }
}
