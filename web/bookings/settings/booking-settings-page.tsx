import { Button, Group, Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { appointmentSettings, type AppointmentSettings } from "../../../src/bookings/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { get, ProblemError, send } from "../../shell/api.ts";
import { useWhyNot } from "../../shell/may.ts";
import { Page } from "../../shell/page.tsx";
import { queryClient } from "../../shell/queries.ts";
import { useSaying } from "../../shell/saying.tsx";
import { Loading } from "../../shell/states.tsx";
import { fieldProblems, FormTrouble, Trouble } from "../../shell/trouble.tsx";
import { useLeaveGuard } from "../leave-guard.ts";
import { bookingSettingsQuery, SETTINGS } from "../queries.ts";
import { LookSection, PlaceSection, SitesSection } from "./booking-settings-sections.tsx";
import { draftOf, settingsOf, type SettingsDraft } from "./settings-draft.ts";

/** What an administrator decides for all booking pages. */
export function BookingSettingsPage() {
  const t = useTranslations("bookings.settings");
  const { data, error, refetch } = useQuery({ ...bookingSettingsQuery, refetchOnWindowFocus: false });
  return (
    <Page title={t("title")} text={t("text")} width="narrow">
      {data === undefined && (error === null ? <Loading rows={3} height={140} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data !== undefined && <Form first={data} />}
    </Page>
  );
}

function Form({ first }: { first: AppointmentSettings }) {
  const t = useTranslations("bookings.settings");
  const saying = useSaying();
  const whyNot = useWhyNot()("PUT /api/settings/appointments");
  const [base, setBase] = useState(first);
  const [draft, setDraft] = useState(() => draftOf(first));
  const set = (more: Partial<SettingsDraft>): void => setDraft((before) => ({ ...before, ...more }));
  const save = useMutation({
    mutationFn: () => send("PUT", SETTINGS, settingsOf(draft, base.revision), appointmentSettings),
    onSuccess: (settings) => {
      setBase(settings);
      setDraft(draftOf(settings));
      queryClient.setQueryData(bookingSettingsQuery.queryKey, settings);
      void queryClient.invalidateQueries({ queryKey: ["appointment types"] });
      saying.done(t("saved"));
    },
    // What somebody else saved meanwhile is under what is typed here; saving again is a decision.
    onError: async (error) => {
      if (!(error instanceof ProblemError) || error.problem.status !== 409) return;
      const now = await get(SETTINGS, appointmentSettings).catch(() => null);
      if (now !== null) setBase(now);
    },
  });
  const dirty = JSON.stringify(settingsOf(draft, 0)) !== JSON.stringify(settingsOf(draftOf(base), 0));
  useLeaveGuard(dirty);
  const errors = Object.fromEntries(Object.entries(fieldProblems(save.error)).map(([field, message]) => [field.split(".")[0]!, message]));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (dirty && whyNot === null && !save.isPending) save.mutate();
      }}
    >
      <Stack>
        <PlaceSection draft={draft} onChange={set} error={errors["lockedPlace"]} />
        <SitesSection draft={draft} onChange={set} error={errors["frameSites"]} />
        <LookSection draft={draft} onChange={set} errors={errors} />
        <FormTrouble beside="all" error={save.error} />
        <Group justify="flex-end">
          {dirty && (
            <Button variant="default" disabled={save.isPending} onClick={() => setDraft(draftOf(base))}>
              {t("revert")}
            </Button>
          )}
          <ActButton type="submit" loading={save.isPending} whyNot={whyNot ?? (dirty ? null : t("unchanged"))}>
            {t("save")}
          </ActButton>
        </Group>
      </Stack>
    </form>
  );
}
