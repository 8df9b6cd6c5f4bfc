import { Select, type SelectProps } from "@mantine/core";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { cityOf } from "./times.tsx";
import { allZones } from "./zones.ts";

type Props = Omit<SelectProps, "data" | "onChange" | "value"> & { value: string; onChange: (zone: string) => void };

/** A time zone by its city, found by typing. */
export function ZoneSelect({ value, onChange, ...rest }: Props) {
  const t = useTranslations("common");
  const data = useMemo(() => {
    const zones = allZones();
    const all = zones.includes(value) || value === "" ? zones : [value, ...zones];
    return all.map((zone) => ({ value: zone, label: zone === cityOf(zone) ? zone : `${cityOf(zone)} (${zone})` }));
  }, [value]);
  return (
    <Select
      searchable
      allowDeselect={false}
      limit={60}
      maxDropdownHeight={260}
      nothingFoundMessage={t("nothingFound")}
      {...rest}
      data={data}
      value={value}
      onChange={(zone) => zone !== null && onChange(zone)}
    />
  );
}
