import type { Register, RegisterPage } from "../../../src/attendees/registration/contract.ts";
import { askRegister, type Told } from "./asking.ts";
import { proofOf } from "./proof.ts";

type Typed = Omit<Register, "form" | "proof">;
type Form = NonNullable<RegisterPage["form"]>;

/** When each form came, by the machine's stopwatch: a form is not taken before some seconds have passed. */
const cameAt = new WeakMap<Form, number>();
export const formCame = (form: Form | null): void => void (form !== null && cameAt.set(form, performance.now()));

/** Works the number out and sends the form; with a new one where the page has been open for long. */
export async function sendForm(slug: string, page: RegisterPage, typed: Typed, ask: () => Promise<RegisterPage | null>): Promise<Told<unknown>> {
  const answer = page.form === null ? null : await sendWith(slug, page.form, typed);
  const isOld = answer === null || (answer.is === "refused" && ["form_expired", "form_malformed", "form_too_quick"].includes(answer.because));
  if (!isOld) return answer;
  const form = (await ask())?.form ?? null;
  return form === null ? (answer ?? { is: "away" }) : sendWith(slug, form, typed);
}

async function sendWith(slug: string, form: Form, typed: Typed): Promise<Told<unknown>> {
  const proof = await proofOf(form.token, typed.email, form.bits);
  const wait = (cameAt.get(form) ?? performance.now()) + form.waitSeconds * 1000 + 200 - performance.now();
  if (wait > 0) await new Promise((goOn) => setTimeout(goOn, wait));
  return askRegister(slug, { ...typed, form: form.token, proof });
}
