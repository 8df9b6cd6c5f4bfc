import { Alert, Button, Card, Group, List, Modal, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Download, Eraser, Info } from "lucide-react";
import { useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";
import { personErased, personExport, personFound, personRecords, type PersonFound } from "../../src/attendees/erasing/contract.ts";
import { get, send } from "../shell/api.ts";
import { Page } from "../shell/page.tsx";
import { useSaying } from "../shell/saying.tsx";
import { Loading } from "../shell/states.tsx";
import { useTimes } from "../shell/times.tsx";
import { FormTrouble, Trouble, fieldProblems } from "../shell/trouble.tsx";

const RECORDS = ["personal-data"];

/** What is held of one person who attended: a copy, or erased. */
export function PersonalDataPage() {
  const t = useTranslations("personalData");
  const [found, setFound] = useState<{ email: string; held: PersonFound } | null>(null);
  return (
    <Page title={t("title")} text={t("about")} width="narrow">
      <Stack>
        <Find onFound={(email, held) => setFound({ email, held })} />
        {found !== null && <Held key={found.email} email={found.email} held={found.held} onErased={() => setFound(null)} />}
        <Records />
      </Stack>
    </Page>
  );
}

function Find({ onFound }: { onFound: (email: string, held: PersonFound) => void }) {
  const t = useTranslations("personalData");
  const form = useForm({ initialValues: { email: "" } });
  const find = useMutation({
    mutationFn: ({ email }: { email: string }) => send("POST", "/api/personal-data/find", { email: email.trim() }, personFound),
    onSuccess: (held, { email }) => onFound(email.trim().toLowerCase(), held),
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  return (
    <Card component="form" noValidate onSubmit={form.onSubmit((values) => find.mutate(values)) as (event: FormEvent) => void}>
      <Stack>
        <TextInput label={t("email")} type="email" autoComplete="off" {...form.getInputProps("email")} />
        <FormTrouble beside="all" error={find.error} />
        <Group>
          <Button type="submit" loading={find.isPending}>
            {t("find")}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

function Held({ email, held, onErased }: { email: string; held: PersonFound; onErased: () => void }) {
  const t = useTranslations("personalData");
  const [erasing, setErasing] = useState(false);
  const copy = useExport(email);
  const isNothing = held.past + held.coming + held.mails + held.groups + held.lists + held.registrations + held.bookings === 0;
  return (
    <Card component="section" aria-label={t("held", { email })} aria-live="polite">
      <Stack>
        <Title order={2} size="h4" style={{ overflowWrap: "anywhere" }}>
          {t("held", { email })}
        </Title>
        {isNothing ? (
          <Text c="dimmed">{t("nothing")}</Text>
        ) : (
          <List size="sm">
            <List.Item>{t("past", { n: held.past })}</List.Item>
            <List.Item>{t("coming", { n: held.coming })}</List.Item>
            <List.Item>{t("mails", { n: held.mails })}</List.Item>
            {held.groups > 0 && <List.Item>{t("groups", { n: held.groups })}</List.Item>}
            {held.lists > 0 && <List.Item>{t("lists", { n: held.lists })}</List.Item>}
            {held.bookings > 0 && <List.Item>{t("bookings", { n: held.bookings })}</List.Item>}
            {held.registrations > 0 && <List.Item>{t("registrations", { n: held.registrations })}</List.Item>}
          </List>
        )}
        {held.member && <Note text={t("member")} />}
        {!isNothing && (
          <Group>
            <Button variant="default" leftSection={<Download size={16} aria-hidden />} loading={copy.isPending} onClick={() => copy.mutate()}>
              {t("export")}
            </Button>
            <Button color="red" variant="light" leftSection={<Eraser size={16} aria-hidden />} onClick={() => setErasing(true)}>
              {t("erase")}
            </Button>
          </Group>
        )}
        {erasing && <EraseDialog email={email} onClose={() => setErasing(false)} onErased={onErased} />}
      </Stack>
    </Card>
  );
}

const Note = ({ text }: { text: string }) => (
  <Alert color="ink" variant="light" icon={<Info aria-hidden />}>
    {text}
  </Alert>
);

/** The copy is made by the server when it is asked for, and kept nowhere but where the browser saves it. */
function useExport(email: string) {
  const t = useTranslations("personalData");
  const saying = useSaying();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => send("POST", "/api/personal-data/export", { email }, personExport),
    onSuccess: (copy) => {
      const address = URL.createObjectURL(new Blob([JSON.stringify(copy, null, 2)], { type: "application/json" }));
      const link = Object.assign(document.createElement("a"), { href: address, download: "personal-data.json" });
      link.click();
      URL.revokeObjectURL(address);
      saying.done(t("exported"));
    },
    onError: (error) => saying.failed(error),
    onSettled: () => queries.invalidateQueries({ queryKey: RECORDS }),
  });
}

function EraseDialog({ email, onClose, onErased }: { email: string; onClose: () => void; onErased: () => void }) {
  const t = useTranslations("personalData");
  const common = useTranslations("common");
  const saying = useSaying();
  const queries = useQueryClient();
  const form = useForm({ initialValues: { confirm: "" } });
  const erase = useMutation({
    mutationFn: ({ confirm }: { confirm: string }) => send("POST", "/api/personal-data/erase", { email, confirm }, personErased),
    onSuccess: (erased) => {
      saying.done(t("erased", erased));
      onErased();
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <Modal opened onClose={onClose} title={t("eraseTitle")} closeButtonProps={{ "aria-label": common("close") }}>
      <Stack component="form" {...{ noValidate: true, onSubmit: form.onSubmit((values) => erase.mutate(values)) as (event: FormEvent) => void }}>
        <Text size="sm">{t("eraseText")}</Text>
        <TextInput label={t("confirm", { email })} autoComplete="off" data-autofocus {...form.getInputProps("confirm")} />
        <FormTrouble beside="all" error={erase.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" color="red" loading={erase.isPending}>
            {t("eraseYes")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Records() {
  const t = useTranslations("personalData");
  const times = useTimes();
  const { data, error, refetch } = useQuery({ queryKey: RECORDS, queryFn: () => get("/api/personal-data", personRecords) });
  return (
    <Card component="section" aria-label={t("records")}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("records")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("recordsAbout")}
        </Text>
        {data === undefined && (error === null ? <Loading rows={1} height={60} /> : <Trouble error={error} again={() => void refetch()} />)}
        {data?.records.length === 0 && <Text size="sm">{t("noRecords")}</Text>}
        {data !== undefined && data.records.length > 0 && (
          <Table.ScrollContainer minWidth={420} type="native" tabIndex={0} role="region" aria-label={t("records")}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  {(["when", "who", "what", "mark"] as const).map((column) => (
                    <Table.Th key={column}>{t(column)}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.records.map((one) => (
                  <Table.Tr key={`${one.at} ${one.print} ${one.what}`}>
                    <Table.Td>{times.moment(one.at)}</Table.Td>
                    <Table.Td>{one.who}</Table.Td>
                    <Table.Td>{t(one.what, { sessions: one.sessions })}</Table.Td>
                    <Table.Td ff="monospace">{one.print.slice(0, 8)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Stack>
    </Card>
  );
}
