import { Button, Group, Modal, PasswordInput, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { databaseList, type DatabaseView } from "../../src/classrooms/databases/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { freshId } from "../shell/fresh-id.ts";
import { useSaying } from "../shell/saying.tsx";
import { fieldProblems } from "../shell/trouble.tsx";
import { refresh } from "./databases-queries.ts";
import { AskedOrTrouble, isAsked } from "./meant.tsx";
import { PortField } from "./port-field.tsx";

/** Saving, which tries it. `asks`: it would go elsewhere while classrooms are published there, as it stands in the form; saved once more it is meant. */
function useDatabase(of: DatabaseView | null, onClose: () => void) {
  const t = useTranslations("external");
  const saying = useSaying();
  const id = useRef(freshId());
  const [revision] = useState(of?.revision); // as the fields were then: the list is read anew meanwhile
  const form = useForm({
    initialValues: { ...(of ?? { name: "", host: "", port: 5432, database: "", userName: "", tls: "verified" as const }), ca: of?.ca ?? "", password: "" },
  });
  const save = useMutation({
    mutationFn: ({ name, host, port, database, userName, tls, ca, password, confirmed }: typeof form.values & { confirmed: boolean }) => {
      const fields = { name, host, port: Number(port), database, userName, tls, ca: ca.trim() === "" ? null : ca, password };
      return of === null
        ? send("POST", "/api/external-databases", { id: id.current, ...fields }, databaseList)
        : send("PUT", `/api/external-databases/${of.id}`, { revision, ...fields, confirmed }, databaseList);
    },
    onSuccess: async () => {
      await refresh();
      saying.done(t("saved"));
      onClose();
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  return { form, save, asks: isAsked(save, form.values) };
}

/** A connection, new or to be changed. It is tried when it is saved. */
export function DatabaseForm({ of, onClose }: { of: DatabaseView | null; onClose: () => void }) {
  const t = useTranslations("external");
  const common = useTranslations("common");
  const { form, save, asks } = useDatabase(of, onClose);
  const tls = [
    { value: "verified", label: t("tlsLabelVerified") },
    { value: "encrypted", label: t("tlsLabelEncrypted") },
    { value: "none", label: t("tlsLabelNone") },
  ];
  return (
    <Modal
      opened
      onClose={onClose}
      title={of === null ? t("formTitle") : t("changeTitle", { name: of.name })}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <form noValidate onSubmit={form.onSubmit((values) => void (save.isPending || save.mutate({ ...values, confirmed: asks })))}>
        <Stack gap="sm">
          <TextInput label={t("name")} description={t("nameAbout")} required maxLength={80} data-autofocus {...form.getInputProps("name")} />
          <Group align="flex-start" grow preventGrowOverflow={false}>
            <TextInput label={t("host")} required maxLength={253} autoComplete="off" {...form.getInputProps("host")} />
            <PortField label={t("port")} {...form.getInputProps("port")} />
          </Group>
          <TextInput label={t("database")} required maxLength={63} autoComplete="off" {...form.getInputProps("database")} />
          <TextInput label={t("user")} required maxLength={63} autoComplete="off" {...form.getInputProps("userName")} />
          <PasswordInput
            label={t("password")}
            {...(of === null ? {} : { description: t("passwordStays") })}
            maxLength={400}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
            {...form.getInputProps("password")}
          />
          <Select label={t("tls")} data={tls} allowDeselect={false} {...form.getInputProps("tls")} />
          {form.values.tls === "verified" && (
            <Textarea label={t("ca")} description={t("caAbout")} autosize minRows={2} maxRows={6} maxLength={20_000} {...form.getInputProps("ca")} />
          )}
          <AskedOrTrouble error={save.error} asks={asks} title={t("elsewhereTitle", { name: of?.name ?? "" })} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <ActButton type="submit" loading={save.isPending}>
              {t(asks ? "elsewhereYes" : "save")}
            </ActButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
