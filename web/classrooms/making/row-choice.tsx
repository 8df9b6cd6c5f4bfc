import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslations } from "use-intl";
import type { RowList } from "../../../src/classrooms/databases/contract.ts";
import { rowsQuery } from "../databases-queries.ts";
import { useFound } from "../findings.tsx";
import { useProblemText } from "../../shell/trouble.tsx";

export type Row = RowList["rows"][number];

type Props = { tableId: string; label: string; value: string | null; onChange: (row: Row | null) => void; error?: string | undefined };

/** What stands where no row does, as a message key; null: it is not known whether there is one, and why is told below. `isLooking`: for what stands in the field. */
export const inPlaceOfRows = (isLooking: boolean, isTroubled: boolean): "loading" | "keyNothing" | null =>
  isTroubled ? null : isLooking ? "loading" : "keyNothing";

/** What stands in the field once a row is chosen, or proposed, is no search: it begins with the row's key, as `useLabel` says it. */
export function searchOf(text: string, chosen: string | null): string {
  const isItsLabel = chosen !== null && (text === chosen || [" · ", " ("].some((next) => text.startsWith(chosen + next)));
  return isItsLabel ? "" : text.trim();
}

function useLabel(): (row: Row) => string {
  const t = useTranslations("classrooms.making");
  return ({ key, name, code, classroom }) =>
    [key, name, code].filter((part) => part !== null && part !== "").join(" · ") + (classroom === null ? "" : ` (${t("keyTaken", { name: classroom })})`);
}

/** One row of a mapped table, found by typing what stands in it. While something else is typed none is chosen. */
export function RowChoice({ tableId, label, value, onChange, error }: Props) {
  const t = useTranslations("classrooms.making");
  const common = useTranslations("common");
  const found = useFound();
  const problemText = useProblemText();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Row | null>(null);
  /** What stands in the field and took back what was chosen, until the field has told so. */
  const typed = useRef<string | null>(null);
  const labelOf = useLabel();
  const wanted = searchOf(text, value);
  const [words] = useDebouncedValue(wanted, 300);
  const { data, isPlaceholderData, error: failed } = useQuery(rowsQuery(tableId, words));
  const rows = data?.rows ?? [];
  const choices = rows.map((row) => ({ value: row.key, label: labelOf(row) }));
  if (value !== null && !choices.some((one) => one.value === value)) choices.unshift({ value, label: chosen?.key === value ? labelOf(chosen) : value });
  const trouble = failed !== null ? problemText(failed) : data?.trouble == null ? null : found(data.trouble);
  const isLooking = wanted !== words || data === undefined || isPlaceholderData;
  const nothing = inPlaceOfRows(isLooking, trouble !== null);
  const choose = (row: Row | null): void => {
    typed.current = null;
    setChosen(row);
    onChange(row);
  };
  const search = (to: string): void => {
    if (to === "" && typed.current !== null) return void (typed.current = null); // emptied by the field itself, as nothing is chosen any more
    typed.current = null;
    setText(to);
    if (value === null || (to !== "" && searchOf(to, value) === "")) return;
    choose(null);
    typed.current = to;
  };
  /** Whoever presses Enter over a search means what is typed, never what was chosen before. */
  const enter = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || wanted === "") return;
    event.preventDefault();
    const first = isLooking ? undefined : rows[0];
    if (first !== undefined && (rows.length === 1 || first.key === wanted)) choose(first);
  };
  return (
    <Select
      label={label}
      required
      placeholder={t("keyMore")}
      searchable
      // Whoever presses the row that is proposed confirms it; the cross empties the field.
      allowDeselect={false}
      clearable
      clearButtonProps={{ "aria-label": common("remove") }}
      data={choices}
      // What the database found by its own columns stays in sight: it need not stand in what is shown.
      filter={({ options }) => options}
      value={value}
      onChange={(key) => choose(rows.find((each) => each.key === key) ?? (chosen?.key === key ? chosen : null))}
      searchValue={text}
      onSearchChange={search}
      onKeyDown={enter}
      selectFirstOptionOnChange={false} // what is found for what was typed before would be the first
      nothingFoundMessage={nothing === null ? undefined : nothing === "loading" ? common("loading") : t("keyNothing")}
      description={data?.more === true ? t("keyMany") : undefined}
      error={error ?? trouble ?? undefined}
    />
  );
}
