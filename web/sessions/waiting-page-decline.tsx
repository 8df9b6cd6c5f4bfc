import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { send } from "../shell/api.ts";
import { useReturnFocus } from "../shell/return-focus.ts";
import { useSaying } from "../shell/saying.tsx";
import { FormTrouble, fieldProblems } from "../shell/trouble.tsx";
import type { Waiting } from "./waiting-page-request.tsx";

const LONGEST = 500;

/** A "no" needs a reason: the organizer reads it. */
export function DeclineDialog({ request, onClose }: { request: Waiting; onClose: () => void }) {
  useReturnFocus();
  const t = useTranslations("waiting");
  const c = useTranslations("common");
  const saying = useSaying();
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { reason: "" },
    validate: { reason: (reason) => (reason.trim() === "" ? t("reasonMissing") : reason.trim().length > LONGEST ? t("reasonLong", { count: LONGEST }) : null) },
  });
  const decline = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      send("POST", `/api/sessions/${encodeURIComponent(request.id)}/decline`, { reason: reason.trim(), revision: request.revision }),
    onSuccess: () => {
      saying.done(`${t("declined")}. ${t("declinedMore", { name: request.organizer.name })}`);
      onClose();
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <Modal opened onClose={onClose} title={t("decline")} closeButtonProps={{ "aria-label": c("close") }}>
      <form onSubmit={form.onSubmit((values) => decline.mutate(values))} noValidate>
        <Stack>
          <Text fw={600} lineClamp={3} title={request.title} style={{ overflowWrap: "anywhere" }}>
            {request.title}
          </Text>
          <Textarea
            label={t("reason")}
            description={t("declineAbout")}
            placeholder={t("reasonExample")}
            autosize
            minRows={3}
            maxRows={8}
            data-autofocus
            {...form.getInputProps("reason")}
          />
          <FormTrouble beside="all" error={decline.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {c("cancel")}
            </Button>
            <Button type="submit" color="red" loading={decline.isPending}>
              {t("decline")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
