import { Table } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { CalendarView } from "../../../src/courses/holidays/contract.ts";
import { startOfDay } from "../../../src/lib/time.ts";
import { useTimes } from "../../shell/times.tsx";

/** A day on the calendar, in words: it has no zone. */
export function useDayText(): (day: string) => string {
  const times = useTimes();
  return (day) => times.longDay(startOfDay(day, "UTC"), "UTC");
}

/** So many years of holidays scroll by themselves. */
export function Days({ name, days }: { name: string; days: CalendarView["days"] }) {
  const t = useTranslations("holidays");
  const text = useDayText();
  return (
    <div role="region" tabIndex={0} aria-label={t("days", { name })} style={{ maxHeight: 320, overflowY: "auto", width: "100%" }}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("day")}</Table.Th>
            <Table.Th scope="col">{t("called")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.map((one) => (
            <Table.Tr key={one.day}>
              <Table.Td>{text(one.day)}</Table.Td>
              <Table.Td style={{ overflowWrap: "anywhere" }}>{one.name === "" ? name : one.name}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
