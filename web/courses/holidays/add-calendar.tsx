import { Button, FileButton, Group, Stack, Tabs, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { calendarPreview, holidayCalendars, type CalendarPreview } from "../../../src/courses/holidays/contract.ts";
import { textOfFile } from "../../attendees/text-of-file.ts";
import { AccountCard } from "../../people/account-card.tsx";
import { ActButton } from "../../shell/act-button.tsx";
import { send } from "../../shell/api.ts";
import { freshId } from "../../shell/fresh-id.ts";
import { useWhyNot } from "../../shell/may.ts";
import { useSaying } from "../../shell/saying.tsx";
import { fieldProblems, FormTrouble } from "../../shell/trouble.tsx";
import { Days, useDayText } from "./days.tsx";
import { holidaysQuery } from "./queries.ts";

type Origin = { text: string; file: string } | { address: string };
const MOST_BYTES = 2_000_000;

/** By address or from a file; what it holds is seen before it is kept. */
export function AddCalendar() {
  const t = useTranslations("holidays");
  const [origin, setOrigin] = useState<Origin | null>(null);
  const [address, setAddress] = useState("");
  const [tab, setTab] = useState<string | null>("address");
  const look = useMutation({
    mutationFn: (asked: Origin) => send("POST", "/api/holidays/preview", asked, calendarPreview),
    onMutate: setOrigin,
  });
  const done = (): void => {
    look.reset();
    setAddress("");
  };
  return (
    <AccountCard title={t("add")}>
      {look.data !== undefined && origin !== null ? (
        <Found preview={look.data} origin={origin} onBack={look.reset} onSaved={done} />
      ) : (
        <Tabs
          value={tab}
          keepMounted={false}
          onChange={(next) => {
            look.reset();
            setTab(next);
          }}
        >
          <Tabs.List mb="sm">
            <Tabs.Tab value="address">{t("byAddress")}</Tabs.Tab>
            <Tabs.Tab value="file">{t("byFile")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="address">
            <ByAddress address={address} onChange={setAddress} error={look.error} loading={look.isPending} look={() => look.mutate({ address })} />
          </Tabs.Panel>
          <Tabs.Panel value="file">
            <FromFile error={look.error} loading={look.isPending} look={look.mutate} />
          </Tabs.Panel>
        </Tabs>
      )}
    </AccountCard>
  );
}

type ByAddressProps = { address: string; onChange: (address: string) => void; error: unknown; loading: boolean; look: () => void };

function ByAddress({ address, onChange, error, loading, look }: ByAddressProps) {
  const t = useTranslations("holidays");
  const whyNot = useWhyNot();
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!loading) look();
      }}
    >
      <Stack gap="sm" align="flex-start">
        <TextInput
          w="100%"
          type="url"
          label={t("address")}
          description={t("addressMore")}
          placeholder="https://"
          maxLength={2000}
          value={address}
          onChange={(event) => onChange(event.currentTarget.value)}
          error={fieldProblems(error)["address"]}
        />
        <FormTrouble beside="all" error={error} />
        <ActButton type="submit" loading={loading} whyNot={whyNot("POST /api/holidays/preview")}>
          {t("look")}
        </ActButton>
      </Stack>
    </form>
  );
}

function FromFile({ error, loading, look }: { error: unknown; loading: boolean; look: (origin: Origin) => void }) {
  const t = useTranslations("holidays");
  const [trouble, setTrouble] = useState<string | null>(null);
  const chooseAgain = useRef<() => void>(null);
  const read = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const read = await textOfFile(file, MOST_BYTES);
    chooseAgain.current?.();
    setTrouble(read.is === "text" ? null : t(read.is === "too large" ? "fileTooLarge" : "fileNoText"));
    if (read.is === "text") look({ text: read.text, file: file.name });
  };
  const told = trouble ?? fieldProblems(error)["text"] ?? fieldProblems(error)["address"];
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm">{t("file")}</Text>
      <FileButton resetRef={chooseAgain} accept=".ics,.ical,text/calendar" onChange={(file) => void read(file)}>
        {(props) => (
          <Button {...props} leftSection={<FileUp size={17} aria-hidden />} loading={loading}>
            {t("chooseFile")}
          </Button>
        )}
      </FileButton>
      {told !== undefined && (
        <Text size="sm" c="red" role="alert">
          {told}
        </Text>
      )}
      <FormTrouble beside="all" error={error} />
    </Stack>
  );
}

type FoundProps = { preview: CalendarPreview; origin: Origin; onBack: () => void; onSaved: () => void };

function Found({ preview: { name: called, days, timed, otherwise }, origin, onBack, onSaved }: FoundProps) {
  const t = useTranslations("holidays");
  const text = useDayText();
  const whyNot = useWhyNot();
  const saying = useSaying();
  const queries = useQueryClient();
  const id = useRef(freshId());
  const [name, setName] = useState(called !== "" ? called : "file" in origin ? origin.file.replace(/\.[^.]*$/, "") : "");
  const save = useMutation({
    mutationFn: () => send("POST", "/api/holidays", { id: id.current, name, ...origin }, holidayCalendars),
    onSuccess: (saved) => {
      queries.setQueryData(holidaysQuery.queryKey, saved);
      saying.done(t("saved", { name }));
      onSaved();
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate();
      }}
    >
      <Stack gap="sm" align="flex-start">
        <div role="status">
          <Text fw={600}>{t("found", { n: days.length, from: text(days[0]!.day), to: text(days.at(-1)!.day) })}</Text>
          {timed > 0 && <Text size="sm">{t("timed", { n: timed })}</Text>}
          {otherwise > 0 && <Text size="sm">{t("otherwise", { n: otherwise })}</Text>}
        </div>
        <Days name={name} days={days} />
        <TextInput
          w="100%"
          label={t("name")}
          description={t("nameMore")}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fieldProblems(save.error)["name"]}
        />
        <FormTrouble beside="all" error={save.error} />
        <Group>
          <ActButton type="submit" loading={save.isPending} whyNot={whyNot("POST /api/holidays")}>
            {t("save")}
          </ActButton>
          <Button variant="default" onClick={onBack}>
            {t("back")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
