import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { BookingRow } from "../../../src/bookings/contract.ts";
import { instant } from "../../../src/lib/time.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { send } from "../../shell/api.ts";
import { useNow } from "../../shell/now.ts";
import { queryClient } from "../../shell/queries.ts";
import { useSaying } from "../../shell/saying.tsx";
import { useTimes } from "../../shell/times.tsx";
import { fieldProblems, FormTrouble, useWhyNot } from "../../shell/trouble.tsx";
import { bookingPath, type When } from "../queries.ts";
import { MoveDialog } from "./move-dialog.tsx";

type Props = { booking: BookingRow };

/** What is to come can be moved and cancelled; of what has begun it can be said that nobody came. */
export function BookingActs({ booking, when }: Props & { when: When }) {
  const now = useNow();
  if (booking.status === "cancelled") return null;
  const begun = instant(booking.start) <= now;
  return (
    <Group gap="xs">
      {when === "coming" && <Move booking={booking} />}
      {when === "coming" && <Cancel booking={booking} />}
      {begun && <NoShow booking={booking} />}
    </Group>
  );
}

function Move({ booking }: Props) {
  const t = useTranslations("bookings.line");
  const [isOpen, { open, close }] = useDisclosure(false);
  const whyNot = useWhyNot()(booking.whyNotChange);
  return (
    <>
      <ActButton variant="default" size="compact-sm" whyNot={whyNot} aria-label={t("moveOf", { name: booking.name })} onClick={open}>
        {t("move")}
      </ActButton>
      {isOpen && <MoveDialog booking={booking} onClose={close} />}
    </>
  );
}

function Cancel({ booking }: Props) {
  const t = useTranslations("bookings.line");
  const [isOpen, { open, close }] = useDisclosure(false);
  const whyNot = useWhyNot()(booking.whyNotChange);
  return (
    <>
      <ActButton variant="default" size="compact-sm" whyNot={whyNot} aria-label={t("cancelOf", { name: booking.name })} onClick={open}>
        {t("cancel")}
      </ActButton>
      {isOpen && <CancelDialog booking={booking} onClose={close} />}
    </>
  );
}

function CancelDialog({ booking: { id, name, start, end }, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations("bookings.cancel");
  const common = useTranslations("common");
  const times = useTimes();
  const saying = useSaying();
  const [because, setBecause] = useState("");
  const cancel = useMutation({
    mutationFn: () => send("POST", `${bookingPath(id)}/cancel`, { because: because.trim() }),
    onSuccess: () => {
      saying.done(t("done", { name }));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["bookings"] }),
  });
  return (
    <Modal opened onClose={onClose} title={t("title", { name })} closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <Text size="sm">{t("text", { when: times.range(start, end) })}</Text>
        <Textarea
          label={t("because")}
          description={t("becauseText")}
          autosize
          minRows={3}
          maxRows={8}
          maxLength={1000}
          data-autofocus
          value={because}
          onChange={(event) => setBecause(event.currentTarget.value)}
          error={fieldProblems(cancel.error)["because"]}
        />
        <FormTrouble beside="all" error={cancel.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("back")}
          </Button>
          <Button color="red" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t("yes")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Marked at once, and taken back by *Undo* or the same button. */
function NoShow({ booking: { id, name, noShow } }: Props) {
  const t = useTranslations("bookings.line");
  const saying = useSaying();
  const mark = useMutation({
    mutationFn: (to: boolean) => send("PUT", `${bookingPath(id)}/no-show`, { noShow: to }),
    onSuccess: (_, to) => saying.done(t(to ? "markedNoShow" : "markedCame", { name }), () => mark.mutate(!to)),
    onError: saying.failed,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["bookings"] }),
  });
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={mark.isPending}
      aria-label={t(noShow ? "cameOf" : "noShowOf", { name })}
      onClick={() => mark.mutate(!noShow)}
    >
      {t(noShow ? "came" : "noShow")}
    </Button>
  );
}
