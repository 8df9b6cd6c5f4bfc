import { Alert, Button, Group, PasswordInput, SimpleGrid, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { MailCheck } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Account } from "../../src/people/account/contract.ts";
import { send } from "../shell/api.ts";
import { useSaying } from "../shell/saying.tsx";
import { FormTrouble, fieldProblems } from "../shell/trouble.tsx";
import { AccountCard } from "./account-card.tsx";

const SHORTEST = 10;

export function PasswordCard({ account }: { account: Account }) {
  const t = useTranslations("account");
  return <AccountCard title={t("password")}>{account.hasPassword ? <ChangePassword /> : <MailPassword email={account.email} />}</AccountCard>;
}

function ChangePassword() {
  const t = useTranslations("account");
  const saying = useSaying();
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { current: "", next: "" },
    validate: {
      current: (current) => (current === "" ? t("missing") : null),
      next: (next) => (next.length < SHORTEST ? t("tooShort") : null),
    },
  });
  const change = useMutation({
    mutationFn: (passwords: { current: string; next: string }) => send("POST", "/api/account/password", passwords),
    onSuccess: async () => {
      form.reset();
      await queries.invalidateQueries();
      saying.done(t("changed"));
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  const input = (field: "current" | "next") => ({
    ...form.getInputProps(field),
    visibilityToggleButtonProps: { "aria-label": t("showPassword") },
    inputWrapperOrder: ["label" as const, "input" as const, "error" as const, "description" as const],
  });
  return (
    <form onSubmit={form.onSubmit((passwords) => void (change.isPending || change.mutate(passwords)))} noValidate>
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <PasswordInput label={t("current")} autoComplete="current-password" {...input("current")} />
          <PasswordInput label={t("next")} description={t("nextMore")} autoComplete="new-password" {...input("next")} />
        </SimpleGrid>
        <FormTrouble beside="all" error={change.error} />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {t("changeMore")}
          </Text>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t("change")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function MailPassword({ email }: { email: string }) {
  const t = useTranslations("account");
  const mail = useMutation({ mutationFn: () => send("POST", "/api/auth/forgotten-password", { email }) });
  return (
    <Stack>
      <Text size="sm">{t("noPassword")}</Text>
      <FormTrouble beside="all" error={mail.error} />
      {mail.isSuccess ? (
        <Alert color="green" icon={<MailCheck aria-hidden />} role="status">
          {t("mailed", { email })}
        </Alert>
      ) : (
        <Group>
          <Button variant="default" loading={mail.isPending} onClick={() => mail.mutate()}>
            {t("mailPassword")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
