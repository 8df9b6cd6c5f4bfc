import { Button, PasswordInput, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";
import { send } from "../shell/api.ts";
import { Empty } from "../shell/states.tsx";
import { FormTrouble, fieldProblems, isRefusal } from "../shell/trouble.tsx";
import { SignInCard } from "./sign-in-card.tsx";
import { DeadLink } from "./sign-in-link-page.tsx";

export function ResetPasswordPage() {
  const t = useTranslations("signIn");
  const { token = "" } = useSearch({ from: "/reset-password" });
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState(false);
  const save = useMutation({ mutationFn: () => send("POST", "/api/auth/reset-password", { token, password }) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(password === "");
    if (password !== "" && !save.isPending) save.mutate();
  };
  if (token === "" || isRefusal(save.error, "link_dead")) return <DeadLink />;
  if (save.isSuccess)
    return (
      <SignInCard title={t("reset.title")}>
        <Empty icon={CircleCheck} title={t("reset.done")} text={t("reset.doneText")}>
          <Button component={Link} to="/sign-in">
            {t("button")}
          </Button>
        </Empty>
      </SignInCard>
    );
  return (
    <SignInCard title={t("reset.title")} text={t("reset.text")}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <PasswordInput
            label={t("reset.password")}
            description={t("reset.more")}
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
            error={missing ? t("missing") : fieldProblems(save.error)["password"]}
          />
          <FormTrouble beside="all" error={save.error} />
          <Button type="submit" loading={save.isPending} fullWidth>
            {t("reset.button")}
          </Button>
        </Stack>
      </form>
    </SignInCard>
  );
}
