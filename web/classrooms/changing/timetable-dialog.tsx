import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { classroomList, type ClassroomView } from "../../../src/classrooms/contract.ts";
import { send } from "../../shell/api.ts";
import { useMe } from "../../shell/me.ts";
import { useReturnFocus } from "../../shell/return-focus.ts";
import { useSaying } from "../../shell/saying.tsx";
import { useTimes } from "../../shell/times.tsx";
import { FormTrouble } from "../../shell/trouble.tsx";
import { classroomsQuery } from "../queries.ts";

const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`);
const USUAL = [1, 7, 14, 30, 90, 180, 365];

/** How often Bedel changes the passcode by itself. */
export function TimetableDialog({ classroom, onClose }: { classroom: ClassroomView; onClose: () => void }) {
  const t = useTranslations("classrooms.changing");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const saying = useSaying();
  const { id, name, revision, passcodeDays, passcodeAt, passcodeDueAt, whyNot } = classroom;
  const { zone } = useMe().institution;
  const times = useTimes();
  const [days, setDays] = useState(passcodeDays);
  const [at, setAt] = useState(passcodeAt);
  useReturnFocus();
  const save = useMutation({
    mutationFn: () => send("PUT", `/api/classrooms/${encodeURIComponent(id)}`, { revision, passcodeDays: days, passcodeAt: at }, classroomList),
    onSuccess: (list) => {
      queries.setQueryData(classroomsQuery.queryKey, list);
      saying.done(t("saved"));
      onClose();
    },
    onError: () => queries.invalidateQueries({ queryKey: ["classrooms"] }),
  });
  const choices = [...new Set([...USUAL, ...(passcodeDays === null ? [] : [passcodeDays])])].toSorted((a, b) => a - b);
  return (
    <Modal opened onClose={onClose} title={t("timetableTitle", { name })} closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <Text size="sm">{t("timetableText")}</Text>
        <Select
          label={t("days")}
          allowDeselect={false}
          data={[{ value: "never", label: t("never") }, ...choices.map((n) => ({ value: String(n), label: t("every", { n }) }))]}
          value={days === null ? "never" : String(days)}
          onChange={(to) => setDays(to === "never" || to === null ? null : Number(to))}
        />
        {days !== null && (
          <Select
            label={t("timeOfDay")}
            description={t("timeOfDayZone", { city: times.city(zone) })}
            allowDeselect={false}
            data={[...new Set([...HOURS, passcodeAt])].toSorted()}
            value={at}
            onChange={(to) => setAt(to ?? at)}
          />
        )}
        {passcodeDays !== null && passcodeDueAt !== null && whyNot.passcode === null && (
          <Text size="sm" c="dimmed">
            {t("nextChange", { time: `${times.moment(passcodeDueAt, zone)} ${times.zone(zone)}` })}
          </Text>
        )}
        <FormTrouble error={save.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("back")}
          </Button>
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {common("save")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
