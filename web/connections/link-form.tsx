import { Alert, Button, Code, CopyButton, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { linkMade } from "../../src/connections/authorizing/contract.ts";
import { language as languageShape } from "../../src/people/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { useSaying } from "../shell/saying.tsx";
import { fieldProblems, FormTrouble } from "../shell/trouble.tsx";
import { useRefresh } from "./connecting-queries.ts";

/** A link for whoever administers the Zoom account: mailed, or made to be copied, which is shown this once. */
export function LinkForm({ whyNot }: { whyNot: string | null }) {
  const t = useTranslations("connecting.links");
  const names = useTranslations("common.header");
  const needed = useTranslations("refusals")("not_an_email");
  const language = useLocale();
  const saying = useSaying();
  const refresh = useRefresh();
  const [address, setAddress] = useState<string | null>(null);
  const form = useForm({ initialValues: { email: "", language: language as string } });
  const make = useMutation({
    mutationFn: (email: string | null) => send("POST", "/api/connection/links", { email, language: languageShape.parse(form.values.language) }, linkMade),
    onSuccess: async (made) => {
      setAddress(made.address);
      if (made.link.email !== null) {
        saying.done(t("mailed", { email: made.link.email }));
        form.setFieldValue("email", "");
      }
      await refresh();
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  const mail = (): void => {
    const email = form.values.email.trim();
    if (!/^\S+@\S+\.\S+$/.test(email)) form.setFieldError("email", needed);
    else if (!make.isPending) make.mutate(email);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        mail();
      }}
    >
      <Stack gap="sm">
        <TextInput label={t("email")} type="email" autoComplete="off" {...form.getInputProps("email")} />
        <Select
          label={t("language")}
          allowDeselect={false}
          data={[
            { value: "en", label: names("english") },
            { value: "es", label: names("spanish") },
          ]}
          {...form.getInputProps("language")}
        />
        <FormTrouble beside="all" error={make.error} />
        <Group>
          <ActButton type="submit" whyNot={whyNot} loading={make.isPending && make.variables !== null}>
            {t("mail")}
          </ActButton>
          <ActButton variant="default" whyNot={whyNot} loading={make.isPending && make.variables === null} onClick={() => make.mutate(null)}>
            {t("copy")}
          </ActButton>
        </Group>
        {address !== null && <Address address={address} />}
      </Stack>
    </form>
  );
}

function Address({ address }: { address: string }) {
  const t = useTranslations("connecting.links");
  return (
    <Alert color="ink" variant="light" role="status">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t("made")}</Text>
        <Code style={{ overflowWrap: "anywhere" }}>{address}</Code>
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? t("copied") : t("copyIt")}
            </Button>
          )}
        </CopyButton>
      </Stack>
    </Alert>
  );
}
