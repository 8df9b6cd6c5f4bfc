import "./panel.css";
import { useEffect, useId, useState, type SubmitEvent } from "react";
import { useTranslations } from "use-intl";
import { LanguageSwitch } from "../language.tsx";
import { mailPanel } from "./asking.ts";

/** Where somebody without an account asks for the way to the panel. */
export default function AskPage() {
  const t = useTranslations("panel.ask");
  const [sentTo, setSentTo] = useState<string | null>(null);
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  return (
    <>
      <header>
        <p className="institution" />
        <LanguageSwitch />
      </header>
      <main>
        <div className="card">
          {sentTo === null ? (
            <Form onSent={setSentTo} />
          ) : (
            <div role="status">
              <h1>{t("sent")}</h1>
              <p>{t("sentText", { email: sentTo })}</p>
              <button type="button" className="quiet" onClick={() => setSentTo(null)}>
                {t("again")}
              </button>
            </div>
          )}
        </div>
      </main>
    </>
  );
}

function Form({ onSent }: { onSent: (email: string) => void }) {
  const t = useTranslations("panel.ask");
  const panel = useTranslations("panel");
  const id = useId();
  const [email, setEmail] = useState("");
  const [going, setGoing] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (going) return;
    const plain = email.trim();
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(plain)) return setRefused(t("missing"));
    setGoing(true);
    setRefused(null);
    const done = await mailPanel(plain);
    setGoing(false);
    if (done.ok) onSent(plain);
    else setRefused(done.why ?? panel("refused"));
  };
  return (
    <form noValidate onSubmit={(event) => void send(event)} className="asking">
      <h1>{t("title")}</h1>
      <p>{t("text")}</p>
      <label htmlFor={id}>{t("email")}</label>
      <input
        id={id}
        type="email"
        autoComplete="email"
        value={email}
        aria-invalid={refused !== null}
        aria-describedby={`${id}-refused`}
        onChange={(event) => setEmail(event.target.value)}
      />
      <p id={`${id}-refused`} role="alert" className={refused === null ? "" : "refused"}>
        {refused}
      </p>
      <button type="submit" className="go" aria-busy={going}>
        {going ? t("sending") : t("send")}
      </button>
    </form>
  );
}
