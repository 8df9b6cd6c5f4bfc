import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useExternalFound } from "./external-found.ts";
import { rowsQuery } from "../queries.ts";

type Props = { tableId: string; label: string; value: string | null; onChange: (key: string | null) => void; error?: string | undefined };

/** One row of a mapped table, found by typing what stands in it. */
export function RowChoice({ tableId, label, value, onChange, error }: Props) {
  const t = useTranslations("classrooms.making");
  const common = useTranslations("common");
  const found = useExternalFound();
  const [text, setText] = useState("");
  const [words] = useDebouncedValue(text.trim(), 300);
  const { data, isFetching } = useQuery(rowsQuery(tableId, words));
  const rows = data?.rows ?? [];
  const labelOf = ({ key, name, code, classroom }: (typeof rows)[number]): string =>
    [key, name, code].filter((part) => part !== null && part !== "").join(" · ") + (classroom === null ? "" : ` (${t("keyTaken", { name: classroom })})`);
  const choices = rows.map((row) => ({ value: row.key, label: labelOf(row) }));
  if (value !== null && !choices.some((one) => one.value === value)) choices.unshift({ value, label: value });
  const trouble = data?.trouble ?? null;
  return (
    <Select
      label={label}
      required
      placeholder={t("keyMore")}
      searchable
      clearable
      clearButtonProps={{ "aria-label": common("remove") }}
      data={choices}
      // What the database found by its own columns stays in sight: it need not stand in what is shown.
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      onSearchChange={setText}
      nothingFoundMessage={isFetching ? common("loading") : t("keyNothing")}
      description={data?.more === true ? t("keyMany") : undefined}
      error={error ?? (trouble === null ? undefined : found(trouble))}
    />
  );
}
