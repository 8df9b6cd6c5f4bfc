import { Button, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Unlink } from "lucide-react";
import { useTranslations } from "use-intl";
import { entered } from "../../src/people/signing-in/contract.ts";
import { send } from "../shell/api.ts";
import { Empty } from "../shell/states.tsx";
import { FormTrouble, isRefusal } from "../shell/trouble.tsx";
import { SignInCard } from "./sign-in-card.tsx";
import { useEnter } from "./enter.ts";
import { SecondStep } from "./sign-in-second-step.tsx";

/** Where a mailed link leads. Opening it does nothing, for programs that look at mails open links too. */
export function SignInLinkPage() {
  const t = useTranslations("signIn");
  const enter = useEnter();
  const go = useNavigate();
  const { token } = useParams({ from: "/sign-in/link/$token" });
  const use = useMutation({
    mutationFn: () => send("POST", "/api/auth/sign-in/link/use", { token }, entered),
    onSuccess: ({ second }) => (second ? undefined : enter()),
  });
  if (use.data?.second === true)
    return (
      <SignInCard title={t("second.title")}>
        <SecondStep onIn={() => void enter()} onBack={() => void go({ to: "/sign-in" })} />
      </SignInCard>
    );
  if (isRefusal(use.error, "link_dead")) return <DeadLink />;
  return (
    <SignInCard title={t("link.title")} text={t("link.text")}>
      <Stack>
        <FormTrouble error={use.error} />
        <Button fullWidth loading={use.isPending || use.isSuccess} onClick={() => use.mutate()}>
          {t("button")}
        </Button>
      </Stack>
    </SignInCard>
  );
}

/** It was used, or is too old. */
export function DeadLink() {
  const t = useTranslations("signIn");
  return (
    <SignInCard title={t("title")}>
      <Empty icon={Unlink} title={t("link.dead")} text={t("link.deadText")}>
        <Button component={Link} to="/sign-in" variant="default">
          {t("back")}
        </Button>
      </Empty>
    </SignInCard>
  );
}
