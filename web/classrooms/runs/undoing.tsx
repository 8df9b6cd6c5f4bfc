import { List, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { UndoingPreview } from "../../../src/classrooms/contract.ts";
import { Loading } from "../../shell/states.tsx";
import { Trouble } from "../../shell/trouble.tsx";
import { undoingQuery } from "../queries.ts";

/** What taking a replacement back does: which rows show what again, what is lost, and what becomes of the users. */
export function Undoing({ runId }: { runId: string }) {
  const { data, error, refetch } = useQuery(undoingQuery(runId));
  if (data === undefined) return error === null ? <Loading rows={2} /> : <Trouble error={error} again={() => void refetch()} />;
  return <Foreseen preview={data} />;
}

type Column = UndoingPreview["rows"][number]["columns"][number];

function Foreseen({ preview: { rows, isPasscodeLost, movesSessions, seats, former, next } }: { preview: UndoingPreview }) {
  const t = useTranslations("classrooms.runPage.undoing");
  const said = ({ what, value, isHidden }: Column): string => {
    if (isHidden) return t(what === "link" ? "otherLink" : "formerPasscode");
    if (value === null || value === "") return t("empty");
    return what === "link" ? t("linkAt", { host: value }) : value;
  };
  const more = [
    rows.length === 0 ? t("noRows") : null,
    isPasscodeLost ? t("passcode") : null,
    movesSessions ? t("sessions", { name: former.name }) : null,
    t("former", former),
    seats === null ? null : seats.left === null ? t("seatsUntold") : t("seats", { n: seats.left }),
    t("next", next),
    movesSessions ? t("room") : null,
  ].filter((each) => each !== null);
  return (
    <Stack gap="sm" style={{ overflowWrap: "anywhere" }}>
      {rows.map(({ table, key, columns }) => (
        <div key={`${table} ${key}`}>
          <Text size="sm" fw={600}>
            {t("row", { table: table ?? t("noTable"), key })}
          </Text>
          <List size="sm">
            {columns.map((column) => (
              <List.Item key={column.what}>{t(`columns.${column.what}`, { value: said(column) })}</List.Item>
            ))}
          </List>
        </div>
      ))}
      {more.map((each) => (
        <Text key={each} size="sm">
          {each}
        </Text>
      ))}
    </Stack>
  );
}
