import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { CourseDetail } from "../../../src/courses/contract.ts";
import { dayOf } from "../../../src/lib/time.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { send } from "../../shell/api.ts";
import { useMinute } from "../../shell/now.ts";
import { queryClient } from "../../shell/queries.ts";
import { useSaying } from "../../shell/saying.tsx";
import { fieldProblems, FormTrouble } from "../../shell/trouble.tsx";
import { pathOf } from "../queries.ts";
import { DayAndTime } from "../rule/day-and-time.tsx";

/** One more date, as long as the others, with everybody on the course's list. */
export function AddDate({ course, onClose }: { course: CourseDetail; onClose: () => void }) {
  const t = useTranslations("courses.edit");
  const common = useTranslations("common");
  const saying = useSaying();
  const today = dayOf(useMinute(), course.zone);
  const [chosen, setChosen] = useState<{ date: string | null; time: string }>({ date: null, time: course.start.slice(11) });
  const add = useMutation({
    mutationFn: () => send("POST", `${pathOf(course.id)}/dates`, { revision: course.revision, start: `${chosen.date}T${chosen.time}` }),
    onSuccess: () => {
      saying.done(t("added"));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries(),
  });
  const whyNot = chosen.date === null || chosen.time === "" ? t("incomplete") : null;
  return (
    <Modal opened onClose={onClose} title={t("addDate")} closeButtonProps={{ "aria-label": common("close") }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (whyNot === null && !add.isPending) add.mutate();
        }}
      >
        <Stack>
          <DayAndTime label={t("day")} date={chosen.date} time={chosen.time} onChange={setChosen} minDate={today} error={fieldProblems(add.error)["start"]} />
          <Text size="sm" c="dimmed">
            {t("addDateText")}
          </Text>
          <FormTrouble beside="all" error={add.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common("back")}
            </Button>
            <ActButton type="submit" loading={add.isPending} whyNot={whyNot}>
              {t("addDate")}
            </ActButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
