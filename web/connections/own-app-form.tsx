import { Code, CopyButton, Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { ownAppAnswer, type ConnectingView, type OwnApp } from "../../src/connections/authorizing/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { fieldProblems, FormTrouble } from "../shell/trouble.tsx";
import { useRefresh } from "./connecting-queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { NOBODY } from "./outcome-notice.tsx";

const EMPTY: OwnApp = { accountId: "", clientId: "", clientSecret: "", webhookSecret: "" };

/** Server-to-Server: tried at once, and what Zoom does not take is told beside its field. */
export function OwnAppForm({ view, whyNot }: { view: ConnectingView; whyNot: string | null }) {
  const t = useTranslations("connecting.ownApp");
  const needed = useTranslations("refusals")("required");
  const told = useTranslations("connecting.outcomes");
  const saying = useSaying();
  const navigate = useNavigate();
  const refresh = useRefresh();
  const isThere = (text: string): string | null => (text.trim() === "" ? needed : null);
  const form = useForm({ initialValues: EMPTY, validate: { accountId: isThere, clientId: isThere, clientSecret: isThere } });
  const connect = useMutation({
    mutationFn: (values: OwnApp) => send("POST", "/api/connection/own-app", values, ownAppAnswer),
    onSuccess: async ({ outcome }) => {
      form.reset();
      await refresh();
      saying.done(told(outcome, NOBODY));
      await navigate({ to: "/connection", search: {} });
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  const secret = { visibilityToggleButtonProps: { "aria-label": t("showSecret") }, autoComplete: "off" };
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        if (!connect.isPending) connect.mutate(values);
      })}
    >
      <Stack gap="sm">
        <ToCopy label={t("eventAddress")} text={view.eventAddress} button={t("copyAddress")} />
        <ToCopy label={t("scopes")} text={view.ownAppScopes.join("\n")} button={t("copyScopes")} hidden />
        <TextInput label={t("accountId")} required autoComplete="off" {...form.getInputProps("accountId")} />
        <TextInput label={t("clientId")} required autoComplete="off" {...form.getInputProps("clientId")} />
        <PasswordInput label={t("clientSecret")} required {...secret} {...form.getInputProps("clientSecret")} />
        <PasswordInput label={t("webhookSecret")} description={t("webhookSecretAbout")} {...secret} {...form.getInputProps("webhookSecret")} />
        <FormTrouble beside="all" error={connect.error} />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {t("trying")}
          </Text>
          <ActButton type="submit" whyNot={whyNot} loading={connect.isPending}>
            {t("connect")}
          </ActButton>
        </Group>
      </Stack>
    </form>
  );
}

function ToCopy({ label, text, button, hidden = false }: { label: string; text: string; button: string; hidden?: boolean }) {
  const t = useTranslations("connecting.ownApp");
  return (
    <Group justify="space-between" gap="xs">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={500}>
          {label}
        </Text>
        {!hidden && <Code style={{ overflowWrap: "anywhere" }}>{text}</Code>}
      </div>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button size="xs" variant="default" onClick={copy}>
            {copied ? t("copied") : button}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
