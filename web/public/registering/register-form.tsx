import { useRef, useState, type FormEvent } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { RegisterPage } from "../../../src/attendees/registration/contract.ts";
import { useTimes, visitorsZone } from "../times.ts";
import { Field } from "./field.tsx";
import { Mailed } from "./mailed.tsx";
import { askRegister } from "./asking.ts";
import { sendForm, type Proven } from "./sending.ts";

type Props = { slug: string; page: RegisterPage; ask: () => Promise<RegisterPage | null> };

/** Name and address. What is wrong is told beside its field, and nothing that was typed is lost. */
export function RegisterForm({ slug, page, ask }: Props) {
  const t = useTranslations("register.form");
  const language = useLocale() === "es" ? "es" : "en";
  const [typed, setTyped] = useState<Typed>({ name: "", email: "", consent: false, topic: "" });
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [sending, setSending] = useState(false);
  const [mailed, setMailed] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const fault = (found: Record<string, string>): void => {
    setFaults(found);
    const [first] = ["name", "email", "consent"].filter((field) => field in found);
    (form.current?.elements.namedItem(first ?? "") as HTMLElement | null)?.focus();
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (sending) return;
    const missing = ["name", "email"].filter((field) => typed[field as "name" | "email"].trim() === "");
    if (missing.length > 0) return fault(Object.fromEntries(missing.map((field) => [field, t("missing")])));
    setSending(true);
    setFaults({});
    const filledIn = { ...typed, email: typed.email.trim(), language, zone: visitorsZone() } as const;
    const send = (proven: Proven) => askRegister(slug, { ...filledIn, ...proven });
    const answer = await sendForm(page.form, filledIn.email, send, async () => (await ask())?.form ?? null);
    setSending(false);
    if (answer.is === "told") return setMailed(true);
    if (answer.is === "refused" && Object.keys(answer.fields).length > 0) return fault(answer.fields);
    setFaults({ form: answer.is === "refused" ? answer.detail : t(answer.is === "away" ? "away" : "failed") });
    if (answer.is === "refused") void ask();
  };
  if (mailed) return <Mailed email={typed.email.trim()} again={() => setMailed(false)} />;
  return (
    <form ref={form} className="state register" noValidate onSubmit={(event) => void submit(event)} aria-busy={sending}>
      <Fields typed={typed} faults={faults} onType={(more) => setTyped({ ...typed, ...more })} />
      <Consent page={page} checked={typed.consent} fault={faults["consent"]} onTick={(consent) => setTyped({ ...typed, consent })} />
      {faults["form"] !== undefined && (
        <p role="alert" className="refused">
          {faults["form"]}
        </p>
      )}
      <button type="submit" className="join" aria-disabled={sending}>
        {sending ? t("sending") : t("button")}
      </button>
      <Closes page={page} />
    </form>
  );
}

type Typed = { name: string; email: string; consent: boolean; topic: string };

function Fields({ typed, faults, onType }: { typed: Typed; faults: Record<string, string>; onType: (more: Partial<Typed>) => void }) {
  const t = useTranslations("register.form");
  return (
    <>
      <Field name="name" label={t("name")} fault={faults["name"]} autoComplete="name" maxLength={120} value={typed.name} onType={(name) => onType({ name })} />
      <Field
        name="email"
        type="email"
        label={t("email")}
        text={t("emailText")}
        fault={faults["email"]}
        autoComplete="email"
        inputMode="email"
        maxLength={254}
        value={typed.email}
        onType={(email) => onType({ email })}
      />
      <div className="topic" aria-hidden>
        <label>
          {t("topic")}
          <input name="topic" tabIndex={-1} autoComplete="off" value={typed.topic} onChange={(event) => onType({ topic: event.currentTarget.value })} />
        </label>
      </div>
    </>
  );
}

type ConsentProps = { page: RegisterPage; checked: boolean; fault: string | undefined; onTick: (checked: boolean) => void };

/** The organizer's words; to be ticked, or only to be read. */
function Consent({ page, checked, fault, onTick }: ConsentProps) {
  const t = useTranslations("register.form");
  if (page.consentText === "") return null;
  return (
    <div className="consent">
      <p id="consent-text">{page.consentText}</p>
      {page.consentNeeded && (
        <label>
          <input
            type="checkbox"
            name="consent"
            checked={checked}
            onChange={(event) => onTick(event.currentTarget.checked)}
            aria-required
            aria-invalid={fault !== undefined}
            aria-describedby={fault === undefined ? "consent-text" : "consent-text consent-fault"}
          />
          {t("consent")}
        </label>
      )}
      {fault !== undefined && (
        <p id="consent-fault" className="fault">
          {fault}
        </p>
      )}
    </div>
  );
}

function Closes({ page: { closesAt, zone } }: { page: RegisterPage }) {
  const t = useTranslations("register.form");
  const times = useTimes();
  return closesAt === null ? null : <p className="own">{t("closes", { when: times.moment(closesAt, zone), city: times.city(zone) })}</p>;
}
