import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { CalendarPlus, Trash2, TriangleAlert } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { z } from "zod";
import type { memberCalendar } from "../../../src/bookings/calendars/contract.ts";
import { AccountCard } from "../../people/account-card.tsx";
import { send } from "../../shell/api.ts";
import { useConfirm } from "../../shell/confirm.tsx";
import { freshId } from "../../shell/fresh-id.ts";
import { queryClient } from "../../shell/queries.ts";
import { useSaying } from "../../shell/saying.tsx";
import { Loading } from "../../shell/states.tsx";
import { useTimes } from "../../shell/times.tsx";
import { fieldProblems, FormTrouble, Trouble, useWhyNot } from "../../shell/trouble.tsx";
import { CALENDARS, calendarsQuery } from "../queries.ts";
import classes from "../bookings.module.css";

/** Other calendars of whoever reads, in which times are taken that nobody may book. */
export function MyCalendarsCard() {
  const t = useTranslations("bookings.calendars");
  const { data, error, refetch } = useQuery(calendarsQuery);
  const [adding, add] = useDisclosure(false);
  return (
    <AccountCard title={t("title")} text={t("text")}>
      {data === undefined && (error === null ? <Loading rows={1} height={48} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data?.calendars.length === 0 && !adding && <Text size="sm">{t("empty")}</Text>}
      {data !== undefined && data.calendars.length > 0 && (
        <Stack component="ul" m={0} p={0} gap="md" style={{ listStyle: "none" }}>
          {data.calendars.map((calendar) => (
            <One key={calendar.id} calendar={calendar} />
          ))}
        </Stack>
      )}
      {adding ? (
        <AddCalendar onClose={add.close} />
      ) : (
        data !== undefined && (
          <Group>
            <Button variant="light" leftSection={<CalendarPlus size={17} aria-hidden />} onClick={add.open}>
              {t("add")}
            </Button>
          </Group>
        )
      )}
    </AccountCard>
  );
}

function One({ calendar }: { calendar: z.infer<typeof memberCalendar> }) {
  const t = useTranslations("bookings.calendars");
  const times = useTimes();
  const whyNot = useWhyNot();
  const { id, name, at, readAt, trouble, times: blocked } = calendar;
  const facts = [t("at", { at }), readAt === null ? t("never") : t("readAt", { when: times.moment(readAt) }), t("times", { n: blocked })];
  return (
    <li>
      <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
        <div className={classes.what}>
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed">
            {facts.join(" · ")}
          </Text>
        </div>
        <Remove id={id} name={name} />
      </Group>
      {trouble !== null && (
        <Alert color="yellow" icon={<TriangleAlert aria-hidden />} title={t("trouble")} mt="xs">
          {whyNot(trouble)}
        </Alert>
      )}
    </li>
  );
}

function Remove({ id, name }: { id: string; name: string }) {
  const t = useTranslations("bookings.calendars");
  const confirm = useConfirm();
  const saying = useSaying();
  const remove = useMutation({
    mutationFn: () => send("DELETE", `${CALENDARS}/${encodeURIComponent(id)}`),
    onSuccess: () => saying.done(t("removed", { name })),
    onError: saying.failed,
    onSettled: () => queryClient.invalidateQueries({ queryKey: calendarsQuery.queryKey }),
  });
  const ask = async (): Promise<void> => {
    if (await confirm({ title: t("removeTitle", { name }), text: t("removeText"), yes: t("remove"), danger: true })) remove.mutate();
  };
  return (
    <Button
      variant="default"
      size="compact-md"
      style={{ flex: "none" }}
      leftSection={<Trash2 size={15} aria-hidden />}
      aria-label={t("removeOf", { name })}
      loading={remove.isPending}
      onClick={() => void ask()}
    >
      {t("remove")}
    </Button>
  );
}

function AddCalendar({ onClose }: { onClose: () => void }) {
  const t = useTranslations("bookings.calendars");
  const common = useTranslations("common");
  const saying = useSaying();
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  // Kept until it is added, so that a double click adds one.
  const id = useRef(freshId());
  const add = useMutation({
    mutationFn: () => send("POST", CALENDARS, { id: id.current, name: name.trim(), address: address.trim() }),
    onSuccess: () => {
      saying.done(t("added", { name: name.trim() }));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: calendarsQuery.queryKey }),
  });
  const errors = fieldProblems(add.error);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!add.isPending) add.mutate();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t("name")}
          placeholder={t("namePlaceholder")}
          maxLength={100}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errors["name"]}
        />
        <TextInput
          type="url"
          label={t("address")}
          description={t("addressText")}
          placeholder="https://"
          maxLength={2000}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          error={errors["address"]}
        />
        <FormTrouble beside="all" error={add.error} />
        <Group>
          <Button type="submit" loading={add.isPending}>
            {t("submit")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {common("back")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
