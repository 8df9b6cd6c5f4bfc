import { hash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { House } from "./house.ts";
import type { Wish } from "./wishes.ts";

/** What the page sends, and through which process. */
export type Ready = Wish & { id: string; origin: string; body: string };
// oxlint-disable-next-line typescript/no-explicit-any -- whatever the server answers
export type Answered = Wish & { id: string; status: number; body: any; ms: number };

/** Each opens the page, fills it in, and has its proof of work done; in turn, so that all can send at the same moment. */
export async function prepared(house: House, wishes: readonly Wish[]): Promise<Ready[]> {
  const ready: Ready[] = [];
  let waitSeconds = 0;
  for (const wish of wishes) {
    const origin = house.origins[wish.n % house.origins.length]!;
    const page = (await (await fetch(`${origin}/api/book/${wish.type.slug}`, { headers: from(wish) })).json()) as {
      form: { token: string; waitSeconds: number; bits: number };
    };
    const { token, bits } = page.form;
    waitSeconds = page.form.waitSeconds;
    const id = crypto.randomUUID();
    const asked = { id, start: wish.start, minutes: wish.minutes, name: `Stranger ${wish.n}`, email: wish.email, guests: [], message: "" };
    const rest = { zone: "America/Lima", language: "en", topic: "", form: token, proof: proofFor(token, wish.email, bits) };
    ready.push({ ...wish, id, origin, body: JSON.stringify({ ...asked, ...rest }) });
  }
  await wait(waitSeconds * 1000 + 100);
  return ready;
}

/** The same as the page's, faster than by a stream of bytes. */
function proofFor(token: string, email: string, bits: number): string {
  for (let n = 0; ; n += 1) if (parseInt(hash("sha256", `${token}|${email}|${n}`, "hex").slice(0, 8), 16) >>> (32 - bits) === 0) return String(n);
}

const from = ({ ip }: Wish): Record<string, string> => ({ "x-forwarded-for": ip });

export const atOnce = (_house: House, ready: readonly Ready[]): Promise<Answered[]> =>
  Promise.all(
    ready.map(async ({ origin, body, ...wish }) => {
      const begun = performance.now();
      const headers = { ...from(wish), "content-type": "application/json" };
      const answer = await fetch(`${origin}/api/book/${wish.type.slug}`, { method: "POST", headers, body });
      const text = await answer.text();
      return { ...wish, status: answer.status, body: text.startsWith("{") ? JSON.parse(text) : text, ms: performance.now() - begun };
    }),
  );
