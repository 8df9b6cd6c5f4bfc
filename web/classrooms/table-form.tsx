import { Autocomplete, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { databaseList, tried, type TableView } from "../../src/classrooms/databases/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { freshId } from "../shell/fresh-id.ts";
import { useSaying } from "../shell/saying.tsx";
import { Loading } from "../shell/states.tsx";
import { fieldProblems, FormTrouble } from "../shell/trouble.tsx";
import { choicesQuery, refresh } from "./databases-queries.ts";
import { Findings } from "./findings.tsx";
import { AskedOrTrouble, isAsked } from "./meant.tsx";

const COLUMNS = ["linkColumn", "nameColumn", "codeColumn", "passcodeColumn"] as const;
type Typed = Record<"name" | "schema" | "table" | "keyColumn" | (typeof COLUMNS)[number] | "filterColumn" | "filterValue", string>;

const orNull = (text: string): string | null => (text === "" ? null : text);
const fieldsOf = (databaseId: string, { filterColumn, filterValue, ...typed }: Typed) => ({
  ...{ databaseId, name: typed.name, schema: typed.schema, table: typed.table, keyColumn: typed.keyColumn },
  ...{ linkColumn: orNull(typed.linkColumn), nameColumn: orNull(typed.nameColumn), codeColumn: orNull(typed.codeColumn), passcodeColumn: orNull(typed.passcodeColumn) },
  filter: filterColumn === "" ? null : { column: filterColumn, value: filterValue },
}); // prettier-ignore

const typedOf = (of: TableView | null): Typed => ({
  ...{ name: of?.name ?? "", schema: of?.schema ?? "", table: of?.table ?? "", keyColumn: of?.keyColumn ?? "" },
  ...{ linkColumn: of?.linkColumn ?? "", nameColumn: of?.nameColumn ?? "", codeColumn: of?.codeColumn ?? "", passcodeColumn: of?.passcodeColumn ?? "" },
  ...{ filterColumn: of?.filter?.column ?? "", filterValue: of?.filter?.value ?? "" },
});

type Props = { databaseId: string; databaseName: string; of: TableView | null; onSaved: (id: string) => void; onClose: () => void };

/** Which table, by which key, and which of its columns hold what. What is found of it in the database is shown while it is filled in. */
export function TableForm({ databaseId, databaseName, of, onSaved, onClose }: Props) {
  const t = useTranslations("external");
  const common = useTranslations("common");
  const saying = useSaying();
  const id = useRef(freshId());
  const [revision] = useState(of?.revision); // as the fields were then: the list is read anew meanwhile
  const form = useForm({ initialValues: typedOf(of) });
  const { data: choices } = useQuery(choicesQuery(databaseId));
  const { values } = form;
  const save = useMutation({
    mutationFn: ({ confirmed, ...typed }: Typed & { confirmed: boolean }) =>
      of === null
        ? send("POST", "/api/external-tables", { id: id.current, ...fieldsOf(databaseId, typed) }, databaseList)
        : send("PUT", `/api/external-tables/${of.id}`, { revision, ...fieldsOf(databaseId, typed), confirmed }, databaseList),
    onSuccess: async ({ databases }) => {
      await refresh();
      const saved = databases.flatMap(({ tables }) => tables).find((table) => table.id === (of?.id ?? id.current));
      if (saved !== undefined && saved.tried.some(({ is }) => is === "fault")) saying.refused(t("saved"), t("savedFaulty", { name: saved.name }));
      else saying.done(t("saved"));
      onSaved(of?.id ?? id.current);
      onClose();
    },
    onError: (error) => form.setErrors(Object.fromEntries(Object.entries(fieldProblems(error)).map(([field, said]) => [FIELD[field] ?? field, said]))),
  });
  const asks = isAsked(save, values);
  const tables = choices?.tables ?? [];
  const columns = tables.find((one) => one.schema === values.schema && one.table === values.table)?.columns ?? [];
  const labels = { linkColumn: t("link"), nameColumn: t("nameColumn"), codeColumn: t("code"), passcodeColumn: t("passcode") };
  return (
    <Modal opened onClose={onClose} size="lg" title={of === null ? t("mapTitle", { database: databaseName }) : t("changeMapTitle", { name: of.name })} closeButtonProps={{ "aria-label": common("close") }}>
      <form noValidate onSubmit={form.onSubmit((typed) => void (save.isPending || save.mutate({ ...typed, confirmed: asks })))}>
        <Stack gap="sm">
          <TextInput label={t("name")} description={t("nameAbout")} required maxLength={80} data-autofocus {...form.getInputProps("name")} />
          <Group grow align="flex-start">
            <Autocomplete label={t("schema")} required maxLength={63} data={[...new Set(tables.map(({ schema }) => schema))]} {...form.getInputProps("schema")} />
            <Autocomplete label={t("table")} required maxLength={63} data={tables.filter(({ schema }) => schema === values.schema).map(({ table }) => table)} {...form.getInputProps("table")} />
          </Group>
          <Autocomplete label={t("key")} description={t("keyAbout")} required maxLength={63} data={columns} {...form.getInputProps("keyColumn")} />
          <Text size="sm" c="dimmed">
            {t("mappedAbout")}
          </Text>
          {COLUMNS.map((column) => (
            <Autocomplete key={column} label={labels[column]} placeholder={t("optional")} maxLength={63} data={columns} {...form.getInputProps(column)} />
          ))}
          <Group grow align="flex-start">
            <Autocomplete label={t("filterColumn")} maxLength={63} data={columns} {...form.getInputProps("filterColumn")} />
            <TextInput label={t("filterValue")} maxLength={400} {...form.getInputProps("filterValue")} />
          </Group>
          <Text size="sm" c="dimmed">
            {t("filterAbout")}
          </Text>
          <Live databaseId={databaseId} id={of?.id ?? null} typed={values} />
          <AskedOrTrouble error={save.error} asks={asks} title={t("columnsTitle", { name: of?.name ?? "" })} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <ActButton type="submit" loading={save.isPending}>
              {t(asks ? "elsewhereYes" : "save")}
            </ActButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
} // prettier-ignore

/** As the server names fields that are one here. */
const FIELD: Record<string, keyof Typed> = { filter: "filterColumn", "filter.column": "filterColumn", "filter.value": "filterValue" };

/** Looked up a moment after the last key was pressed. */
function Live({ databaseId, id, typed }: { databaseId: string; id: string | null; typed: Typed }) {
  const t = useTranslations("external");
  const now = JSON.stringify({ id, ...fieldsOf(databaseId, typed) });
  const [settled] = useDebouncedValue(now, 600);
  const isEnough = typed.schema !== "" && typed.table !== "" && typed.keyColumn !== "" && COLUMNS.some((column) => typed[column] !== "");
  const { data, error, isFetching } = useQuery({
    queryKey: ["external-try", settled],
    queryFn: () => send("POST", "/api/external-tables/try", JSON.parse(settled), tried),
    enabled: isEnough && settled === now, // what was typed before may not be enough yet
    retry: false,
  });
  return (
    <Stack gap={6} aria-live="polite">
      <Text fw={600} size="sm">
        {t("foundTitle")}
      </Text>
      {!isEnough && (
        <Text size="sm" c="dimmed">
          {t("notYet")}
        </Text>
      )}
      {isEnough && isFetching && data === undefined && <Loading rows={1} height={24} />}
      {isEnough && data !== undefined && <Findings findings={data.findings} />}
      {isEnough && <FormTrouble beside="all" error={error} />}
    </Stack>
  );
}
