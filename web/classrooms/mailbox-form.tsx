import { Alert, Button, Group, Modal, PasswordInput, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { mailboxList, triedMailbox, type MailboxView } from "../../src/classrooms/mailboxes/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { freshId } from "../shell/fresh-id.ts";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { fieldProblems, FormTrouble } from "../shell/trouble.tsx";
import { encrypted, PORTS, readdressed, type Draft } from "./mailbox-draft.ts";
import { PortField } from "./port-field.tsx";

type Values = Draft & { password: string };

/** Trying and saving; a field that the server refuses says why beside it. */
function useMailbox(of: MailboxView | null, first: Draft, onClose: () => void) {
  const t = useTranslations("mailboxes");
  const saying = useSaying();
  const fresh = useRef(freshId());
  const [revision] = useState(of?.revision); // as the fields were then: the list is read anew meanwhile
  const id = of?.id ?? fresh.current;
  const form = useForm({ initialValues: { ...first, password: "" } as Values });
  const given = ({ email, host, port, tls, userName, afterwards, password }: Values) => ({
    email,
    host,
    port: Number(port),
    tls,
    userName,
    afterwards,
    password,
  });
  const onError = (error: unknown): void => form.setErrors(fieldProblems(error));
  const trial = useMutation({ mutationFn: (values: Values) => send("POST", "/api/mailboxes/try", { id, ...given(values) }, triedMailbox), onError });
  const save = useMutation({
    mutationFn: (values: Values) =>
      of === null
        ? send("POST", "/api/mailboxes", { id, ...given(values) }, mailboxList)
        : send("PUT", `/api/mailboxes/${encodeURIComponent(id)}`, { revision, ...given(values) }, mailboxList),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["mailboxes"] });
      saying.done(t(of === null ? "attached" : "saved"));
      onClose();
    },
    onError,
  });
  return { form, trial, save };
}

type Form = ReturnType<typeof useMailbox>["form"];

/** A mailbox, new or to be changed: it is kept only once Bedel could sign in there. `first`: what stands in the form. */
export function MailboxForm({ of, first, onClose }: { of: MailboxView | null; first: Draft; onClose: () => void }) {
  const t = useTranslations("mailboxes");
  const common = useTranslations("common");
  const { form, trial, save } = useMailbox(of, first, onClose);
  const title = of === null ? t("attach") : t("changeOf", { email: of.email });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": common("close") }}>
      <form noValidate onSubmit={form.onSubmit((values) => void (save.isPending || save.mutate(values)))}>
        <Stack gap="sm">
          <Fields form={form} isNew={of === null} />
          {trial.isSuccess && save.error === null && (
            <Alert color="green">
              {t("fine")}
              {form.values.afterwards === "delete" && trial.data.deletes === "to the trash" && ` ${t("deletes.toTrash")}`}
              {form.values.afterwards === "delete" && trial.data.deletes === "only marked" && ` ${t("deletes.onlyMarked")}`}
            </Alert>
          )}
          {trial.isPending && (
            <Text size="sm" role="status">
              {t("trying")}
            </Text>
          )}
          <FormTrouble beside="all" error={save.error ?? trial.error} />
          <Group justify="flex-end">
            <ActButton variant="default" loading={trial.isPending} onClick={() => trial.mutate(form.values)}>
              {t("tryIt")}
            </ActButton>
            <Button variant="default" onClick={onClose}>
              {common("back")}
            </Button>
            <ActButton type="submit" loading={save.isPending}>
              {t("save")}
            </ActButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Fields({ form, isNew }: { form: Form; isNew: boolean }) {
  const t = useTranslations("mailboxes");
  const external = useTranslations("external");
  const tls = [
    { value: "at once", label: t("tls.atOnce") },
    { value: "on request", label: t("tls.onRequest") },
    { value: "none", label: t("tls.none") },
  ];
  const afterwards = [
    { value: "leave", label: t("afterwards.leave") },
    { value: "delete", label: t("afterwards.delete") },
  ];
  return (
    <>
      <TextInput
        label={t("email")}
        description={t("emailHelp")}
        type="email"
        required
        maxLength={128}
        data-autofocus={isNew && form.values.email !== "" ? undefined : true}
        {...form.getInputProps("email")}
        onChange={(event) => form.setValues(readdressed(event.currentTarget.value, form.values))}
      />
      <Select
        label={t("tls.name")}
        {...(form.values.tls === "none" ? { description: t("tlsNone") } : {})}
        data={tls}
        allowDeselect={false}
        {...form.getInputProps("tls")}
        onChange={(chosen) => {
          const next = (chosen ?? "at once") as keyof typeof PORTS;
          form.setValues(encrypted(next, form.getValues()));
        }}
      />
      <Group align="flex-start" grow preventGrowOverflow={false}>
        <TextInput label={t("host")} required maxLength={253} autoComplete="off" {...form.getInputProps("host")} />
        <PortField label={t("port")} {...form.getInputProps("port")} />
      </Group>
      <TextInput label={t("userName")} required maxLength={200} autoComplete="off" {...form.getInputProps("userName")} />
      <PasswordInput
        label={t("password")}
        description={isNew ? t("passwordHelp") : t("passwordKept")}
        maxLength={400}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": external("showPassword") }}
        {...form.getInputProps("password")}
      />
      <Select label={t("afterwards.name")} description={t("afterwardsHelp")} data={afterwards} allowDeselect={false} {...form.getInputProps("afterwards")} />
    </>
  );
}
