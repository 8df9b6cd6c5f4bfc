import { Button, Grid, Group, Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { dayOf } from "../../../src/lib/time.ts";
import { send } from "../../shell/api.ts";
import { freshId } from "../../shell/fresh-id.ts";
import { useMinute } from "../../shell/now.ts";
import { queryClient } from "../../shell/queries.ts";
import { fieldProblems } from "../../shell/trouble.tsx";
import { Refused } from "../dates/refused.tsx";
import { foreseenQuery } from "../queries.ts";
import { courseOf, isForeseeable, leftOut, troublesOf, type CourseDraft } from "./course-draft.ts";
import { CourseFields } from "./course-fields.tsx";
import { Foreseen } from "./foreseen.tsx";
import { useCourseErrors } from "./use-course-errors.ts";

/** A title is nothing that dates depend on, so that they are foreseen before there is one. */
const untitled = (draft: CourseDraft): CourseDraft => ({ ...draft, title: "–" });

/** At the left what is wished, at the right what would come of it, date by date. */
export function CourseForm({ fresh }: { fresh: CourseDraft }) {
  const t = useTranslations("courses.form");
  // Kept until the course is made, so that a double click or a lost answer makes one.
  const id = useRef(freshId());
  const [draft, setDraft] = useState(fresh);
  const [tried, setTried] = useState(false);
  const set = (more: Partial<CourseDraft>): void => setDraft((before) => ({ ...before, ...more }));
  const now = useMinute();
  const [settled] = useDebouncedValue(draft, 350);
  const foreseen = useQuery(foreseenQuery(isForeseeable(troublesOf(settled, now)) ? courseOf(untitled(settled), id.current) : null));
  const making = useMaking(id.current, draft);
  const troubles = troublesOf(draft, now);
  const errors = useCourseErrors(tried, troubles, { ...fieldProblems(foreseen.error), ...fieldProblems(making.error) });
  const form = useRef<HTMLFormElement>(null);
  const submit = (): void => {
    setTried(true);
    if (!isForeseeable(troubles) || troubles.title) requestAnimationFrame(() => toFirstFault(form.current));
    else if (!making.isPending) making.mutate();
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Grid gap="lg" align="flex-start">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <CourseFields draft={draft} today={dayOf(now, draft.when.zone)} onChange={set} errors={errors} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }} style={{ position: "sticky", top: "calc(var(--app-shell-header-height, 0px) + 12px)" }}>
          <Stack gap="md">
            <Foreseen
              foreseen={foreseen}
              draft={draft}
              foreseeable={isForeseeable(troubles)}
              stale={settled !== draft || foreseen.isPlaceholderData}
              onTime={(time) => set({ when: { ...draft.when, time } })}
              onLeaveOut={(date) => setDraft((before) => ({ ...before, ...leftOut(before, date) }))}
            />
            <Refused error={making.error} />
            <Group justify="flex-end">
              <Button type="submit" size="md" loading={making.isPending}>
                {t("submit")}
              </Button>
            </Group>
          </Stack>
        </Grid.Col>
      </Grid>
    </form>
  );
}

/** The form is longer than the screen. */
const toFirstFault = (form: HTMLElement | null): void => form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();

function useMaking(id: string, draft: CourseDraft) {
  const go = useNavigate();
  return useMutation({
    mutationFn: () => send("POST", "/api/courses", courseOf(draft, id)),
    onSuccess: async () => {
      void queryClient.invalidateQueries();
      await go({ to: "/courses/$id", params: { id }, state: { justAsked: true } });
    },
  });
}
