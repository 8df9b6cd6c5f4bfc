import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { RowList } from "../../../src/classrooms/databases/contract.ts";
import { rowsQuery } from "../databases-queries.ts";
import { useFound } from "../findings.tsx";

export type Row = RowList["rows"][number];

type Props = { tableId: string; label: string; value: string | null; onChange: (row: Row | null) => void; error?: string | undefined };

function useLabel(): (row: Row) => string {
  const t = useTranslations("classrooms.making");
  return ({ key, name, code, classroom }) =>
    [key, name, code].filter((part) => part !== null && part !== "").join(" · ") + (classroom === null ? "" : ` (${t("keyTaken", { name: classroom })})`);
}

/** One row of a mapped table, found by typing what stands in it. */
export function RowChoice({ tableId, label, value, onChange, error }: Props) {
  const t = useTranslations("classrooms.making");
  const common = useTranslations("common");
  const found = useFound();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Row | null>(null);
  const labelOf = useLabel();
  // What stands in the field once a row is chosen is no search.
  const [words] = useDebouncedValue(chosen !== null && text === labelOf(chosen) ? "" : text.trim(), 300);
  const { data, isFetching } = useQuery(rowsQuery(tableId, words));
  const rows = data?.rows ?? [];
  const choices = rows.map((row) => ({ value: row.key, label: labelOf(row) }));
  if (value !== null && !choices.some((one) => one.value === value)) choices.unshift({ value, label: chosen?.key === value ? labelOf(chosen) : value });
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
      onChange={(key) => {
        const row = rows.find((each) => each.key === key) ?? (chosen?.key === key ? chosen : null);
        setChosen(row);
        onChange(row);
      }}
      onSearchChange={setText}
      nothingFoundMessage={isFetching ? common("loading") : t("keyNothing")}
      description={data?.more === true ? t("keyMany") : undefined}
      error={error ?? (trouble === null ? undefined : found(trouble))}
    />
  );
}
