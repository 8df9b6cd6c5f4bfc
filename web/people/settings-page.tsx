import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { settingsView, type Settings } from "../../src/people/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { ProblemError, get, send } from "../shell/api.ts";
import { useConfirm } from "../shell/confirm.tsx";
import { Page } from "../shell/page.tsx";
import { useSaying } from "../shell/saying.tsx";
import { Loading } from "../shell/states.tsx";
import { FormTrouble, Trouble, fieldProblems } from "../shell/trouble.tsx";
import { differing, draftOf, faultsOf, onTop, settingsOf, type Draft } from "./settings-draft.ts";
import { SettingsConflict } from "./settings-page-conflict.tsx";
import {
  AttendanceSection,
  BookingsSection,
  ContactSection,
  HolidaysSection,
  InstitutionSection,
  KeepingSection,
  LeadsSection,
  LimitsSection,
  OpeningSection,
  SecuritySection,
  ZoomChangesSection,
} from "./settings-page-sections.tsx";
import { TimesSection } from "./settings-page-times.tsx";
import { settingsQuery } from "./settings-queries.ts";
import { useSettingsForm } from "./settings-form.ts";

type View = { settings: Settings; revision: number };

export function SettingsPage() {
  const t = useTranslations("settings");
  const { data, error, refetch } = useQuery({ ...settingsQuery, refetchOnWindowFocus: false });
  return (
    <Page title={t("title")} text={t("about")} width="narrow">
      {data === undefined && (error === null ? <Loading rows={5} height={140} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data !== undefined && <SettingsForm first={data} />}
    </Page>
  );
}

/** One form, saved as a whole: times depend on one another. */
function SettingsForm({ first }: { first: View }) {
  const t = useTranslations("settings");
  const saying = useSaying();
  const queries = useQueryClient();
  const [base, setBase] = useState(first);
  const [theirs, setTheirs] = useState<View | null>(null);
  const form = useSettingsForm(first.settings);
  const begin = (view: View, draft: Draft): void => {
    setBase(view);
    setTheirs(null);
    form.setValues(draft);
    form.clearErrors();
  };
  const save = useMutation({
    mutationFn: (draft: Draft) => send("PUT", "/api/settings", { settings: settingsOf(draft), revision: base.revision }, settingsView),
    onSuccess: (view) => {
      begin(view, draftOf(view.settings));
      queries.setQueryData(settingsQuery.queryKey, view);
      saying.done(t("saved"));
      void queries.invalidateQueries();
    },
    onError: async (error) => {
      form.setErrors(fieldProblems(error));
      if (error instanceof ProblemError && error.problem.status === 409) setTheirs(await get("/api/settings", settingsView).catch(() => null));
    },
  });
  const saved = draftOf(base.settings);
  const dirty = differing(form.values, saved).length > 0;
  useLeaveGuard(dirty);
  return (
    <form onSubmit={form.onSubmit((draft) => save.mutate(draft))} noValidate>
      <Stack>
        <InstitutionSection form={form} />
        <TimesSection form={form} saved={saved} />
        <LeadsSection form={form} />
        <OpeningSection form={form} />
        <AttendanceSection form={form} />
        <ZoomChangesSection form={form} />
        <LimitsSection form={form} />
        <HolidaysSection />
        <BookingsSection />
        <ContactSection form={form} />
        <KeepingSection form={form} />
        <SecuritySection form={form} />
        <Paper withBorder radius="lg" p="md" shadow="sm" style={{ position: "sticky", bottom: 12, zIndex: 5 }}>
          <Stack gap="sm">
            {theirs !== null ? (
              <SettingsConflict
                base={draftOf(base.settings)}
                theirs={draftOf(theirs.settings)}
                mine={form.values}
                onTake={() => begin(theirs, draftOf(theirs.settings))}
                onKeep={() => begin(theirs, onTop(draftOf(theirs.settings), form.values, draftOf(base.settings)))}
              />
            ) : (
              <FormTrouble beside="all" error={save.error} />
            )}
            <SaveBar
              form={{ dirty, faulty: Object.keys(faultsOf(form.values)).length > 0 }}
              saving={save.isPending}
              conflict={theirs !== null}
              onRevert={() => begin(base, saved)}
            />
          </Stack>
        </Paper>
      </Stack>
    </form>
  );
}

type SaveBarProps = { form: { dirty: boolean; faulty: boolean }; saving: boolean; conflict: boolean; onRevert: () => void };

function SaveBar({ form: { dirty, faulty }, saving, conflict, onRevert }: SaveBarProps) {
  const t = useTranslations("settings");
  const whyNot = !dirty ? t("nothingToSave") : faulty ? t("mendFirst") : conflict ? t("conflict") : null;
  return (
    <Group justify="space-between">
      <Text size="sm" role="status" {...(dirty ? { fw: 600 } : { c: "dimmed" })}>
        {dirty ? (faulty ? t("mendFirst") : t("dirty")) : t("clean")}
      </Text>
      <Group gap="xs">
        {dirty && (
          <Button variant="default" onClick={onRevert} disabled={saving}>
            {t("revert")}
          </Button>
        )}
        <ActButton type="submit" loading={saving} whyNot={whyNot}>
          {t("save")}
        </ActButton>
      </Group>
    </Group>
  );
}

/** Asks before what was typed is lost. */
function useLeaveGuard(dirty: boolean): void {
  const t = useTranslations("settings");
  const confirm = useConfirm();
  useBlocker({
    shouldBlockFn: async () => dirty && !(await confirm({ title: t("leave"), text: t("leaveMore"), yes: t("leaveYes"), no: t("leaveNo"), danger: true })),
    enableBeforeUnload: () => dirty,
  });
}
