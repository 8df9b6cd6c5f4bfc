import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { FormTrouble, fieldProblems } from "../../shell/trouble.tsx";

export type Newcomer = { name: string; email: string; password: string };

type Props = {
  first: Newcomer;
  /** The address is given by whoever invited, or by the operator. */
  emailIsGiven: boolean;
  button: string;
  busy: boolean;
  error: Error | null;
  onSubmit: (newcomer: Newcomer) => void;
  /** The button was pressed, whether or not everything was filled in. */
  onTry?: () => void;
  /** Fields above the person's own. */
  children?: ReactNode;
};

const SHORTEST = 10;

/** Name, address and password of somebody who has no account yet. */
export function NewcomerForm({ first, emailIsGiven, button, busy, error, onSubmit, onTry, children }: Props) {
  const t = useTranslations("arriving");
  const needed = (value: string): string | null => (value.trim() === "" ? t("missing") : null);
  const form = useForm({
    initialValues: first,
    validate: {
      name: needed,
      email: needed,
      password: (value) => needed(value) ?? (value.length < SHORTEST ? t("tooShort", { min: SHORTEST }) : null),
    },
  });
  const refused = fieldProblems(error);
  const told = (field: keyof Newcomer) => ({ ...form.getInputProps(field), error: form.errors[field] ?? refused[`newcomer.${field}`] });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        onTry?.();
        form.onSubmit((values) => (busy ? undefined : onSubmit({ ...values, email: values.email.trim() })))(event);
      }}
    >
      <Stack>
        {children}
        <TextInput label={t("name")} autoComplete="name" required maxLength={120} {...told("name")} />
        <TextInput label={t("email")} type="email" autoComplete="username" required readOnly={emailIsGiven} title={form.values.email} {...told("email")} />
        <PasswordInput
          label={t("password")}
          description={t("passwordText")}
          autoComplete="new-password"
          required
          maxLength={200}
          visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
          {...told("password")}
        />
        <FormTrouble beside="all" error={error} />
        <Button type="submit" loading={busy} fullWidth>
          {button}
        </Button>
      </Stack>
    </form>
  );
}
