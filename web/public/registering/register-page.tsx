import { useCallback, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { RegisterPage as Page } from "../../../src/attendees/registration/contract.ts";
import { setNow } from "../now.ts";
import { useTimes } from "../times.ts";
import { askPage, type Told } from "./asking.ts";
import { Frame, What } from "./frame.tsx";
import { RegisterForm } from "./register-form.tsx";
import { formCame } from "./sending.ts";

/** What somebody sees who may register: what, when, and the form, or why there is none. */
export function RegisterPage({ slug }: { slug: string }) {
  const [told, setTold] = useState<Told<Page> | null>(null);
  const take = useCallback((answer: Told<Page>): Page | null => {
    if (answer.is === "told") {
      setNow(answer.told.now, answer.told.clockRuns);
      formCame(answer.told.form);
    }
    setTold((known) => (answer.is !== "told" && answer.is !== "unknown" && known !== null ? known : answer));
    return answer.is === "told" ? answer.told : null;
  }, []);
  const ask = (): Promise<Page | null> => askPage(slug).then(take);
  useEffect(() => void askPage(slug).then(take), [slug, take]);
  return (
    <Frame told={told} ask={() => void ask()}>
      {(page) => (
        <>
          <What page={page} gone={page.state === "cancelled"} />
          {page.form !== null ? <RegisterForm slug={slug} page={page} ask={ask} /> : <WhyNot page={page} />}
        </>
      )}
    </Frame>
  );
}

function WhyNot({ page }: { page: Page }) {
  const t = useTranslations("register.state");
  const times = useTimes();
  const soon = page.opensAt === null ? t("soonTextUnknown") : t("soonText", { when: times.moment(page.opensAt, page.zone), city: times.city(page.zone) });
  const [title, text] = {
    "open": ["", ""],
    "not open yet": [t("soon"), soon],
    "closed": [t("closed"), t("closedText")],
    "full": [t("full"), t("fullText")],
    "over": [t("over"), t("overText")],
    "cancelled": [t("cancelled"), t("cancelledText")],
  }[page.state] as [string, string]; // prettier-ignore
  return (
    <div className="state" role="status">
      <p className="lead">{title}</p>
      <p>{text}</p>
    </div>
  );
}
