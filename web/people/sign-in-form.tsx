import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { ProblemError, send } from "../shell/api.ts";
import { useProblemText } from "../shell/trouble.tsx";
import { useEnter } from "./enter.ts";

export function SignInForm() {
  const t = useTranslations("signIn");
  const enter = useEnter();
  const form = useForm({
    initialValues: { email: "", password: "" },
    validate: { email: (email) => (email.trim() === "" ? t("missing") : null), password: (password) => (password === "" ? t("missing") : null) },
  });
  const signIn = useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) => send("POST", "/api/auth/sign-in/email", { email: email.trim(), password }),
    onSuccess: () => enter(),
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        if (!signIn.isPending) signIn.mutate(values);
      })}
    >
      <Stack>
        <TextInput label={t("email")} type="email" autoComplete="username" required {...form.getInputProps("email")} />
        <PasswordInput
          label={t("password")}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
          {...form.getInputProps("password")}
        />
        <Refused error={signIn.error} />
        <Button type="submit" loading={signIn.isPending} fullWidth>
          {t("button")}
        </Button>
      </Stack>
    </form>
  );
}

/** The door answers in its own, English words; these are the reader's. */
function Refused({ error }: { error: Error | null }) {
  const t = useTranslations("signIn");
  const text = useProblemText(true);
  if (error === null) return null;
  const status = error instanceof ProblemError ? error.problem.status : 0;
  return (
    <Alert color="red" icon={<TriangleAlert aria-hidden />} role="alert">
      {status === 429 ? t("tooMany") : status >= 400 && status < 500 ? t("wrong") : text(error)}
    </Alert>
  );
}
