import { ActionIcon, Badge, Card, Group, Stack, Text, TextInput, Title, Tooltip } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import { dayOf, wallOf } from "../../src/lib/time.ts";
import type { Room } from "../../src/rooms/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { useCalendar, useTimePicking } from "../shell/calendar.ts";
import { freshId } from "../shell/fresh-id.ts";
import { useMinute } from "../shell/now.ts";
import { useSaying } from "../shell/saying.tsx";
import { Range, useTimes } from "../shell/times.tsx";
import { FormTrouble, fieldProblems } from "../shell/trouble.tsx";

type Outage = Room["outages"][number];
/** The picker says `2027-03-01 10:00:00`; the server reads `2027-03-01T10:00`. */
const wall = (text: string): string => text.replace(" ", "T").slice(0, 16);

/** When the room can't be used, in the institution's zone. */
export function RoomOutages({ room, zone }: { room: Room; zone: string }) {
  const t = useTranslations("rooms");
  return (
    <Card component="section" aria-label={t("outages")}>
      <Stack gap="md">
        <div>
          <Title order={2} size="h4">
            {t("outages")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("outagesAbout")}
          </Text>
        </div>
        {room.outages.length === 0 && <Text size="sm">{t("noOutages")}</Text>}
        {room.outages.map((outage) => (
          <OutageLine key={outage.id} room={room} outage={outage} zone={zone} />
        ))}
        <OutageForm room={room} zone={zone} />
      </Stack>
    </Card>
  );
}

function OutageLine({ room, outage, zone }: { room: Room; outage: Outage; zone: string }) {
  const t = useTranslations("rooms");
  const times = useTimes();
  const saying = useSaying();
  const queries = useQueryClient();
  const past = Date.parse(outage.to) <= useMinute();
  const path = `/api/rooms/${encodeURIComponent(room.id)}/outages`;
  const refresh = (): Promise<void> => queries.invalidateQueries();
  const again = {
    id: freshId(),
    from: wallOf(Date.parse(outage.from) as never, zone),
    to: wallOf(Date.parse(outage.to) as never, zone),
    reason: outage.reason,
  };
  const remove = useMutation({
    mutationFn: () => send("DELETE", `${path}/${encodeURIComponent(outage.id)}`),
    onSuccess: () =>
      saying.done(
        t("changes.outageRemoved", { room: room.name }),
        () =>
          void send("POST", path, again)
            .then(() => saying.done(t("undone")), saying.failed)
            .finally(refresh),
      ),
    onError: saying.failed,
    onSettled: refresh,
  });
  const label = t("removeOutage", { time: times.moment(outage.from, zone) });
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" component="div">
          <Range start={outage.from} end={outage.to} zone={zone} />{" "}
          {past && (
            <Badge size="sm" variant="default">
              {t("outagePast")}
            </Badge>
          )}
        </Text>
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {outage.reason}
        </Text>
      </div>
      <Tooltip label={label}>
        <ActionIcon variant="subtle" color="gray" aria-label={label} loading={remove.isPending} onClick={() => remove.mutate()}>
          <Trash2 size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function OutageForm({ room, zone }: { room: Room; zone: string }) {
  const times = useTimes();
  const t = useTranslations("rooms");
  const c = useTranslations("common");
  const calendars = { from: useCalendar(), to: useCalendar() };
  const now = useMinute();
  const saying = useSaying();
  const queries = useQueryClient();
  const picking = useTimePicking();
  /** Of what is filled in now: sent twice it is added once, and filled in anew it is another. */
  const id = useRef(freshId());
  const form = useForm({
    initialValues: { from: "", to: "", reason: "" },
    onValuesChange: () => (id.current = freshId()),
    validate: {
      from: (from) => (from === "" ? t("missing") : null),
      to: (to, { from }) => (to === "" ? t("missing") : from !== "" && to <= from ? t("endsBefore") : null),
      reason: (reason) => (reason.trim() === "" ? t("missing") : reason.length > 200 ? t("nameLong", { count: 200 }) : null),
    },
  });
  const add = useMutation({
    mutationFn: (values: typeof form.values) =>
      send("POST", `/api/rooms/${encodeURIComponent(room.id)}/outages`, {
        id: id.current,
        from: wall(values.from),
        to: wall(values.to),
        reason: values.reason.trim(),
      }),
    onSuccess: () => {
      saying.done(t("changes.outage", { room: room.name }));
      form.reset();
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
    onSettled: () => queries.invalidateQueries(),
  });
  const picker = (field: "from" | "to") => ({
    label: t(field),
    description: t("inZone", { zone: times.city(zone) }),
    ...picking,
    // The visitor's own calendar may be far from the application's.
    defaultDate: dayOf(now, zone),
    ...calendars[field],
    // This picker keeps its id for itself, so its dialog would be named by nothing.
    popoverProps: { withRoles: false },
    submitButtonProps: { "aria-label": c("save") },
    timePickerProps: { ...picking.timePickerProps, "aria-label": t(field) },
    clearable: false,
    flex: "1 1 190px",
    value: form.values[field] === "" ? null : form.values[field],
    error: form.errors[field],
    onChange: (value: string | null) => form.setFieldValue(field, value ?? ""),
  });
  return (
    <form onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
      <Stack gap="xs">
        <Title order={3} size="h6">
          {t("addOutage")}
        </Title>
        <Group align="flex-start">
          <DateTimePicker {...picker("from")} />
          <DateTimePicker {...picker("to")} />
        </Group>
        <TextInput label={t("reason")} {...form.getInputProps("reason")} />
        <FormTrouble beside="all" error={add.error} />
        <Group>
          <ActButton type="submit" variant="light" loading={add.isPending}>
            {t("add")}
          </ActButton>
        </Group>
      </Stack>
    </form>
  );
}
