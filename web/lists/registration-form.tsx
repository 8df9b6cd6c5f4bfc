import { Button, Checkbox, Group, NumberInput, Stack, Switch, Textarea } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { registrationSettings, type RegistrationSettings } from "../../src/attendees/registration/contract.ts";
import { dayOf } from "../../src/lib/time.ts";
import { send } from "../shell/api.ts";
import { useCalendar, useTimePicking } from "../shell/calendar.ts";
import { useMinute } from "../shell/now.ts";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { useTimes } from "../shell/times.tsx";
import { fieldProblems, FormTrouble } from "../shell/trouble.tsx";
import { askedOf, registrationDraft, type RegistrationDraft } from "./registration-draft.ts";

type Props = { path: string; settings: RegistrationSettings; onClose: () => void };

/** Open or closed, until when, how many places, and words to agree to. */
export function RegistrationForm({ path, settings, onClose }: Props) {
  const t = useTranslations("lists.form");
  const saying = useSaying();
  const form = useForm<RegistrationDraft>({ initialValues: registrationDraft(settings) });
  const save = useMutation({
    mutationFn: (draft: RegistrationDraft) => send("PUT", path, askedOf(draft, settings.page?.revision ?? null), registrationSettings),
    onSuccess: () => {
      saying.done(t("saved"));
      onClose();
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
    onSettled: () => queryClient.invalidateQueries(),
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((draft) => {
        if (!save.isPending) save.mutate(draft);
      })}
    >
      <Stack gap="md">
        <Switch label={t("isOpen")} {...form.getInputProps("open", { type: "checkbox" })} />
        <Group align="flex-start">
          <Moment form={form} field="opensAt" zone={settings.zone} placeholder={t("opensNow")} />
          <Moment form={form} field="closesAt" zone={settings.zone} placeholder={t("closesNever")} />
        </Group>
        <NumberInput
          label={t("capacity")}
          description={t("capacityText")}
          placeholder={t("unlimited")}
          min={1}
          max={4999}
          clampBehavior="none"
          allowDecimal={false}
          allowNegative={false}
          {...form.getInputProps("capacity")}
        />
        <Textarea
          label={t("consentText")}
          description={t("consentTextLong")}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          {...form.getInputProps("consentText")}
        />
        {form.values.consentText.trim() !== "" && <Checkbox label={t("consentNeeded")} {...form.getInputProps("consentNeeded", { type: "checkbox" })} />}
        <FormTrouble beside="all" error={save.error} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t("save")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type MomentProps = { form: ReturnType<typeof useForm<RegistrationDraft>>; field: "opensAt" | "closesAt"; zone: string; placeholder: string };

function Moment({ form, field, zone, placeholder }: MomentProps) {
  const t = useTranslations("lists.form");
  const common = useTranslations("common");
  const times = useTimes();
  const picking = useTimePicking();
  const calendar = useCalendar();
  const now = useMinute();
  const value = form.values[field];
  return (
    <DateTimePicker
      {...picking}
      {...calendar}
      label={t(field)}
      description={t("inZone", { zone: times.city(zone) })}
      placeholder={placeholder}
      // The visitor's own calendar may be far from the application's.
      defaultDate={dayOf(now, zone)}
      // This picker keeps its id for itself, so its dialog would be named by nothing.
      popoverProps={{ withRoles: false }}
      submitButtonProps={{ "aria-label": common("save") }}
      timePickerProps={{ ...picking.timePickerProps, "aria-label": t(field) }}
      clearable
      clearButtonProps={{ "aria-label": placeholder }}
      flex="1 1 190px"
      value={value === "" ? null : value}
      error={form.errors[field]}
      onChange={(next) => form.setFieldValue(field, next ?? "")}
    />
  );
}
