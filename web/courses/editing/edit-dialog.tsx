import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useDebouncedValue, useMediaQuery } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { editPreview, type CourseDetail, type EditCourse } from "../../../src/courses/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { send } from "../../shell/api.ts";
import { queryClient } from "../../shell/queries.ts";
import { useSaying } from "../../shell/saying.tsx";
import { fieldProblems, isRefusal } from "../../shell/trouble.tsx";
import { RefusedInSight } from "../dates/refused.tsx";
import { foreseenEditQuery, pathOf } from "../queries.ts";
import { ByHandChoice, ScopeChoice } from "./choices.tsx";
import { cancelOf, changedByHand, editOf, freshEdit, type EditDraft } from "./edit-draft.ts";
import { EditFields } from "./edit-fields.tsx";
import { EditForeseen } from "./edit-foreseen.tsx";

/** `date`: the session it was opened from; null: the course as a whole. */
export type Editing = { does: "change" | "cancel"; date: string | null };

type Props = { course: CourseDetail; editing: Editing; onClose: () => void };

/** Changing or cancelling this date, this and those that follow, or all, with what will become of each before it is done. */
export function EditDialog({ course, editing: { does, date: sessionId }, onClose }: Props) {
  const t = useTranslations("courses.edit");
  const common = useTranslations("common");
  const date = course.sessions.find((each) => each.sessionId === sessionId) ?? null;
  const [draft, setDraft] = useState<EditDraft>(() => freshEdit(date));
  const set = (more: Partial<EditDraft>): void => setDraft((before) => ({ ...before, ...more }));
  const read = does === "cancel" ? { edit: cancelOf(course, date, draft) } : editOf(course, date, draft);
  const wished = "edit" in read ? read.edit : null;
  const { foreseen, stale } = useForeseen(course, wished);
  const act = useEdit(course, does, onClose);
  const byHand = changedByHand(course, date, draft.scope);
  const many = touched(foreseen.data?.dates ?? []);
  const whyNot = "whyNot" in read ? t(read.whyNot) : foreseen.data === undefined || stale ? t("looking") : many === 0 ? t("none") : null;
  const phone = useMediaQuery("(max-width: 48em)") ?? false;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(does === "cancel" ? "titleCancel" : "title")}
      size="xl"
      fullScreen={phone}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (whyNot === null && wished !== null && !act.isPending) act.mutate(wished);
        }}
      >
        <Stack>
          {date !== null && <ScopeChoice does={does} course={course} date={date} value={draft.scope} onChange={(scope) => set({ scope, recurs: null })} />}
          {does === "change" && (
            <EditFields course={course} date={date} draft={draft} onChange={set} errors={{ ...fieldProblems(foreseen.error), ...fieldProblems(act.error) }} />
          )}
          {byHand > 0 && does === "change" && <ByHandChoice n={byHand} value={draft.byHand} onChange={(next) => set({ byHand: next })} />}
          {wished !== null && <EditForeseen foreseen={foreseen} stale={stale} zone={course.zone} onTime={(time) => set({ typed: { ...draft.typed, time } })} />}
          {foreseen.data?.told !== 0 && (
            <Textarea
              label={t("note")}
              description={t("noteText")}
              autosize
              minRows={2}
              maxLength={1000}
              value={draft.note}
              onChange={(event) => set({ note: event.currentTarget.value })}
            />
          )}
          <RefusedInSight error={act.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common("back")}
            </Button>
            <ActButton type="submit" color={does === "cancel" ? "red" : "ink"} loading={act.isPending} whyNot={whyNot}>
              {t(does === "cancel" ? "confirmCancel" : "confirm", { n: many })}
            </ActButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const touched = (dates: readonly { does: string }[]): number => dates.filter(({ does }) => does !== "stays" && does !== "stays by hand").length;

/** Asked anew when typing has paused; the words for those who are told change nothing of it. */
function useForeseen(course: CourseDetail, wished: EditCourse | null) {
  const asked = wished === null ? null : JSON.stringify({ ...wished, note: "" });
  const [settled] = useDebouncedValue(asked, 350);
  const foreseen = useQuery(foreseenEditQuery(course.id, settled === null ? null : (JSON.parse(settled) as EditCourse)));
  return { foreseen, stale: settled !== asked || foreseen.isPlaceholderData };
}

function useEdit(course: CourseDetail, does: Editing["does"], onClose: () => void) {
  const t = useTranslations("courses.edit");
  const saying = useSaying();
  return useMutation({
    mutationFn: (edit: EditCourse) => send("POST", `${pathOf(course.id)}/edit`, edit, editPreview),
    onSuccess: ({ dates, told }) => {
      const atSameTime = dates.filter(({ because }) => because === "same_time").length;
      const done = t(does === "cancel" ? "doneCancel" : "done", { n: touched(dates), told });
      saying.done(atSameTime === 0 ? done : `${done} ${t("doneSameTime", { n: atSameTime })}`);
      onClose();
    },
    // With an older revision what is foreseen would only be refused once more; it is asked anew with the course's new one.
    onSettled: (_, error) =>
      queryClient.invalidateQueries({ predicate: ({ queryKey }) => !(isRefusal(error, "revision_conflict") && queryKey.includes("foreseen")) }),
  });
}
