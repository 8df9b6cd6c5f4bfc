import { proofOf } from "./proof.ts";
import type { Told } from "./asking.ts";

/** What the server gives a page that may send something: the token, how long to wait, and how much to work. */
export type Form = { token: string; waitSeconds: number; bits: number };
export type Proven = { form: string; proof: string };

/** When each form came, by the machine's stopwatch: a form is not taken before some seconds have passed. */
const cameAt = new WeakMap<Form, number>();
export const formCame = (form: Form | null): void => void (form !== null && cameAt.set(form, performance.now()));

/** Works the number out and sends the form; with a new one, which `ask` gets, where the page has been open for long. */
export async function sendForm<T>(
  form: Form | null,
  email: string,
  send: (proven: Proven) => Promise<Told<T>>,
  ask: () => Promise<Form | null>,
): Promise<Told<T>> {
  const answer = form === null ? null : await send(await proven(form, email));
  const isOld = answer === null || (answer.is === "refused" && ["form_expired", "form_malformed", "form_too_quick"].includes(answer.because));
  if (!isOld) return answer;
  const fresh = await ask();
  return fresh === null ? (answer ?? { is: "away" }) : send(await proven(fresh, email));
}

async function proven(form: Form, email: string): Promise<Proven> {
  const proof = await proofOf(form.token, email, form.bits);
  const wait = (cameAt.get(form) ?? performance.now()) + form.waitSeconds * 1000 + 200 - performance.now();
  if (wait > 0) await new Promise((goOn) => setTimeout(goOn, wait));
  return { form: form.token, proof };
}
