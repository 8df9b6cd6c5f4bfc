import { Alert, Group, PasswordInput, Stack, Switch, TagsInput, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Info } from "lucide-react";
import { useTranslations } from "use-intl";
import { singleSignOnView, type SingleSignOnView } from "../../src/people/single-sign-on/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { get, send } from "../shell/api.ts";
import { useConfirm } from "../shell/confirm.tsx";
import { useWhyNot } from "../shell/may.ts";
import { Page } from "../shell/page.tsx";
import { useSaying } from "../shell/saying.tsx";
import { Loading } from "../shell/states.tsx";
import { FormTrouble, Trouble, fieldProblems } from "../shell/trouble.tsx";
import { AccountCard } from "./account-card.tsx";
import { Domains } from "./single-sign-on-domains.tsx";
import { ToCopy } from "./to-copy.tsx";
import { SINGLE_SIGN_ON } from "./single-sign-on-query.ts";

/** The institution's own provider: what to register there, and what to enter here. */
export function SingleSignOnPage() {
  const t = useTranslations("singleSignOn");
  const { data, error, refetch } = useQuery({
    queryKey: SINGLE_SIGN_ON,
    queryFn: () => get("/api/single-sign-on", singleSignOnView),
    refetchOnWindowFocus: false,
  });
  return (
    <Page title={t("title")} text={t("about")} width="narrow">
      {data === undefined && (error === null ? <Loading rows={2} height={200} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data !== undefined && (
        <Stack>
          <AtTheProvider address={data.redirectAddress} />
          <Here key={data.singleSignOn?.revision ?? 0} view={data} />
          {data.singleSignOn !== null && <Domains domains={data.singleSignOn.domains} />}
        </Stack>
      )}
    </Page>
  );
}

function AtTheProvider({ address }: { address: string }) {
  const t = useTranslations("singleSignOn");
  return (
    <AccountCard title={t("step1")} text={t("step1Text")}>
      <ToCopy label={t("redirectAddress")} value={address} copyLabel={t("copyAddress")} />
    </AccountCard>
  );
}

function useSave(view: SingleSignOnView) {
  const t = useTranslations("singleSignOn");
  const saying = useSaying();
  const queries = useQueryClient();
  const { issuer = "", clientId = "", newcomers = false, revision = 0 } = view.singleSignOn ?? {};
  const domains = (view.singleSignOn?.domains ?? []).map((one) => one.domain);
  const form = useForm({ initialValues: { issuer, clientId, clientSecret: "", domains, newcomers } });
  const save = useMutation({
    mutationFn: (values: typeof form.values) => send("PUT", "/api/single-sign-on", { ...values, revision }, singleSignOnView),
    onSuccess: (saved) => {
      queries.setQueryData(SINGLE_SIGN_ON, saved);
      saying.done(t("saved"));
    },
    // A fault in one of the domains is told at the field of all.
    onError: (error) =>
      form.setErrors(Object.fromEntries(Object.entries(fieldProblems(error)).map(([field, words]) => [field.replace(/^domains\..*/, "domains"), words]))),
  });
  return { form, save };
}

function Here({ view }: { view: SingleSignOnView }) {
  const t = useTranslations("singleSignOn");
  const show = useTranslations("account")("showPassword");
  const { form, save } = useSave(view);
  const whyNot = useWhyNot();
  const isOn = view.singleSignOn !== null;
  const proven = (view.singleSignOn?.domains ?? []).filter((one) => one.isProven).map((one) => one.domain);
  const onFor = proven.length === 0 ? t("onNowhere") : t("on", { domains: proven.join(", ") });
  return (
    <AccountCard title={t("step2")} text={isOn ? onFor : t("off")}>
      <form noValidate onSubmit={form.onSubmit((values) => void (save.isPending || save.mutate(values)))}>
        <Stack>
          <TextInput label={t("issuer")} description={t("issuerMore")} type="url" maxLength={500} {...form.getInputProps("issuer")} />
          <TextInput label={t("clientId")} maxLength={300} autoComplete="off" {...form.getInputProps("clientId")} />
          <PasswordInput
            label={t("clientSecret")}
            description={isOn ? `${t("clientSecretMore")} ${t("clientSecretKept")}` : t("clientSecretMore")}
            maxLength={500}
            autoComplete="off"
            visibilityToggleButtonProps={{ "aria-label": show }}
            {...form.getInputProps("clientSecret")}
          />
          <TagsInput
            label={t("domains")}
            description={t("domainsMore")}
            maxTags={20}
            acceptValueOnBlur
            splitChars={[",", " ", ";"]}
            {...form.getInputProps("domains")}
          />
          <Switch label={t("newcomers")} description={t("newcomersMore")} {...form.getInputProps("newcomers", { type: "checkbox" })} />
          <Alert variant="light" role="note" icon={<Info aria-hidden />}>
            <Text size="sm">{t("only")}</Text>
          </Alert>
          <FormTrouble beside="all" error={save.error} />
          <Group justify="space-between">
            {isOn ? <TurnOff revision={view.singleSignOn!.revision} /> : <span />}
            <ActButton type="submit" loading={save.isPending} whyNot={whyNot("PUT /api/single-sign-on")}>
              {t("save")}
            </ActButton>
          </Group>
        </Stack>
      </form>
    </AccountCard>
  );
}

function TurnOff({ revision }: { revision: number }) {
  const t = useTranslations("singleSignOn");
  const confirm = useConfirm();
  const saying = useSaying();
  const queries = useQueryClient();
  const whyNot = useWhyNot();
  const off = useMutation({
    mutationFn: () => send("DELETE", `/api/single-sign-on?revision=${revision}`),
    onSuccess: () => saying.done(t("turnedOff")),
    onError: (error) => saying.failed(error),
    onSettled: () => queries.invalidateQueries({ queryKey: SINGLE_SIGN_ON }),
  });
  return (
    <ActButton
      variant="default"
      loading={off.isPending}
      whyNot={whyNot("DELETE /api/single-sign-on")}
      onClick={() =>
        void confirm({ title: t("turnOffSure"), text: t("turnOffText"), yes: t("turnOff"), danger: true }).then((yes) => (yes ? off.mutate() : undefined))
      }
    >
      {t("turnOff")}
    </ActButton>
  );
}
