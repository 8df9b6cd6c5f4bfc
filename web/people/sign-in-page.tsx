import { Alert } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { TROUBLES } from "../../src/people/single-sign-on/contract.ts";
import { sandboxQuery } from "../shell/sandbox-clock.ts";
import { SignInCard } from "./sign-in-card.tsx";
import { useEnter } from "./enter.ts";
import { SandboxPeople } from "./sign-in-sandbox.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { SecondStep } from "./sign-in-second-step.tsx";

export function SignInPage() {
  const t = useTranslations("signIn");
  const enter = useEnter();
  const [second, setSecond] = useState(false);
  const { data: sandbox } = useQuery({ ...sandboxQuery, refetchInterval: false });
  if (second)
    return (
      <SignInCard title={t("second.title")}>
        <SecondStep onIn={() => void enter()} onBack={() => setSecond(false)} />
      </SignInCard>
    );
  return (
    <SignInCard title={t("title")} text={t("text")} above={sandbox !== undefined && sandbox.people.length > 0 && <SandboxPeople people={sandbox.people} />}>
      <CameBack />
      <SignInForm onIn={(asked) => (asked ? setSecond(true) : void enter())} />
    </SignInCard>
  );
}

/** Whoever comes back from single sign-on without being let in reads why. */
function CameBack() {
  const t = useTranslations("signIn.trouble");
  const { trouble } = useSearch({ from: "/sign-in" });
  const known = TROUBLES.find((each) => each === trouble);
  if (known === undefined) return null;
  return (
    <Alert color="yellow" icon={<TriangleAlert aria-hidden />} role="alert">
      {t(known)}
    </Alert>
  );
}
