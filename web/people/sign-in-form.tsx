import { Alert, Anchor, Button, Group, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { MailCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { entered } from "../../src/people/signing-in/contract.ts";
import { ProblemError, send } from "../shell/api.ts";
import { useProblemText } from "../shell/trouble.tsx";
import { isAddress } from "./address.ts";
import { InstitutionWay } from "./sign-in-institution.tsx";

type Mailed = "link" | "password";
const MAILED_BY: Record<Mailed, string> = { link: "/api/auth/sign-in/link", password: "/api/auth/forgotten-password" };

/** All ways in, around one address. `onIn` hears whether a second step is asked for. */
export function SignInForm({ onIn }: { onIn: (second: boolean) => void }) {
  const t = useTranslations("signIn");
  const addressFault = (email: string): string | null => (email.trim() === "" ? t("missing") : isAddress(email) ? null : t("badEmail"));
  const form = useForm({
    initialValues: { email: "", password: "" },
    validate: { email: addressFault, password: (password) => (password === "" ? t("missing") : null) },
  });
  const signIn = useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) =>
      send("POST", "/api/auth/sign-in/email", { email: email.trim(), password }, entered),
    onSuccess: ({ second }) => onIn(second),
  });
  const mail = useMutation({
    mutationFn: async (what: Mailed): Promise<{ what: Mailed; email: string }> => {
      const email = form.values.email.trim();
      await send("POST", MAILED_BY[what], { email });
      return { what, email };
    },
  });
  const mailMe = (what: Mailed): void => {
    signIn.reset();
    form.clearFieldError("password");
    if (!form.validateField("email").hasError && !mail.isPending) mail.mutate(what);
  };
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        mail.reset();
        if (!signIn.isPending) signIn.mutate(values);
      })}
    >
      <Stack>
        <TextInput label={t("email")} type="email" autoComplete="username" required {...form.getInputProps("email")} />
        <InstitutionWay email={form.values.email} />
        <PasswordInput
          label={t("password")}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
          {...form.getInputProps("password")}
        />
        <Refused error={signIn.error ?? mail.error} />
        <Button type="submit" loading={signIn.isPending} fullWidth>
          {t("button")}
        </Button>
        {mail.data !== undefined && (
          <Alert color="green" icon={<MailCheck aria-hidden />} role="status">
            {t(mail.data.what === "link" ? "mailedLink" : "mailedPassword", { email: mail.data.email })}
          </Alert>
        )}
        <Group justify="space-between" gap="xs">
          <Anchor component="button" type="button" size="sm" onClick={() => mailMe("link")}>
            {t("mailLink")}
          </Anchor>
          <Anchor component="button" type="button" size="sm" onClick={() => mailMe("password")}>
            {t("forgotten")}
          </Anchor>
        </Group>
      </Stack>
    </form>
  );
}

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
