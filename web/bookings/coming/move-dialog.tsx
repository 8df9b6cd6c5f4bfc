import { Alert, Button, Collapse, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { BookingRow } from "../../../src/bookings/contract.ts";
import { dayOf, momentOf, iso } from "../../../src/lib/time.ts";
import { DayAndTime } from "../../courses/rule/day-and-time.tsx";
import { ActButton } from "../../shell/act-button.tsx";
import { send } from "../../shell/api.ts";
import { useMinute } from "../../shell/now.ts";
import { queryClient } from "../../shell/queries.ts";
import { useSaying } from "../../shell/saying.tsx";
import { useTimes } from "../../shell/times.tsx";
import { fieldProblems, FormTrouble, useWhyNot } from "../../shell/trouble.tsx";
import { bookingPath } from "../queries.ts";
import { FreeTimes } from "./free-times.tsx";

type Props = { booking: BookingRow; onClose: () => void };

/** Among the free times, or at any other that the host knows to be well. */
export function MoveDialog({ booking, onClose }: Props) {
  const t = useTranslations("bookings.move");
  const common = useTranslations("common");
  const times = useTimes();
  const saying = useSaying();
  const [start, setStart] = useState<string | null>(null);
  const [isOther, { toggle }] = useDisclosure(false);
  const move = useMutation({
    mutationFn: () => send("POST", `${bookingPath(booking.id)}/move`, { start }),
    onSuccess: () => {
      saying.done(t("done", { name: booking.name }));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["bookings"] }),
  });
  const choose = (next: string | null): void => {
    move.reset();
    setStart(next);
  };
  const told = fieldProblems(move.error)["start"];
  return (
    <Modal opened onClose={onClose} size="lg" title={t("title", { name: booking.name })} closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <Text size="sm">
          {t("now", { when: times.range(booking.start, booking.end) })} {times.zone()}
        </Text>
        <FreeTimes booking={booking} chosen={start} onChoose={choose} />
        <div>
          <Button variant="subtle" size="compact-sm" aria-expanded={isOther} onClick={toggle}>
            {t("other")}
          </Button>
          <Collapse expanded={isOther}>{isOther && <OtherTime onChoose={choose} />}</Collapse>
        </div>
        {told !== undefined && (
          <Alert color="red" role="alert">
            {told}
          </Alert>
        )}
        <FormTrouble beside="all" error={move.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("back")}
          </Button>
          <ActButton loading={move.isPending} whyNot={start === null ? t("choose") : null} onClick={() => move.mutate()}>
            {start === null ? t("yesNone") : t("yes", { when: times.moment(start) })}
          </ActButton>
        </Group>
      </Stack>
    </Modal>
  );
}

function OtherTime({ onChoose }: { onChoose: (start: string | null) => void }) {
  const t = useTranslations("bookings.move");
  const times = useTimes();
  const whyNot = useWhyNot();
  const today = dayOf(useMinute(), times.reader);
  const [chosen, setChosen] = useState<{ date: string | null; time: string }>({ date: today, time: "" });
  const moment = chosen.date === null || chosen.time === "" ? null : momentOf(`${chosen.date}T${chosen.time}`, times.reader, "earlier");
  const wrong = moment?.ok === false ? (whyNot(moment.because) ?? undefined) : undefined;
  return (
    <Stack gap="xs" mt="xs">
      <Text size="sm" c="dimmed">
        {t("otherText")} {times.zone()}.
      </Text>
      <DayAndTime
        label={t("other")}
        {...chosen}
        minDate={today}
        required={false}
        error={wrong}
        onChange={(next) => {
          setChosen(next);
          const at = next.date === null || next.time === "" ? null : momentOf(`${next.date}T${next.time}`, times.reader, "earlier");
          onChoose(at?.ok === true ? iso(at.value) : null);
        }}
      />
    </Stack>
  );
}
