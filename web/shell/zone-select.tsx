import { Select, Text, type ComboboxItem, type OptionsFilter, type SelectProps } from "@mantine/core";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { bare } from "../../src/lib/text.ts";
import { useTimes } from "./times.tsx";
import { allZones } from "./zones.ts";

type Props = Omit<SelectProps, "data" | "onChange" | "value" | "filter" | "renderOption"> & { value: string; onChange: (zone: string) => void };

/** A time zone by its city, found by typing the city or the region. */
export function ZoneSelect({ value, onChange, ...rest }: Props) {
  const t = useTranslations("common");
  const times = useTimes();
  const data = useMemo(() => {
    const zones = allZones();
    const all = zones.includes(value) || value === "" ? zones : [value, ...zones];
    return all.map((zone) => ({ value: zone, label: times.city(zone) }));
  }, [times, value]);
  return (
    <Select
      searchable
      allowDeselect={false}
      limit={60}
      maxDropdownHeight={260}
      comboboxProps={{ width: 280, position: "bottom-start" }}
      nothingFoundMessage={t("nothingFound")}
      title={value}
      {...rest}
      data={data}
      filter={byCityOrRegion}
      renderOption={({ option }) => (
        <span>
          {option.label}{" "}
          <Text span size="xs" c="dimmed">
            {option.value}
          </Text>
        </span>
      )}
      value={value}
      onChange={(zone) => zone !== null && onChange(zone)}
    />
  );
}

const plain = (text: string): string => bare(text.replaceAll(/[_/\s]+/g, " "));

const byCityOrRegion: OptionsFilter = ({ options, search, limit }) => {
  const sought = plain(search);
  const found = (options as ComboboxItem[]).filter((option) => plain(`${option.value} ${option.label}`).includes(sought));
  return found.toSorted((a, b) => Number(plain(b.label).startsWith(sought)) - Number(plain(a.label).startsWith(sought))).slice(0, limit);
};
