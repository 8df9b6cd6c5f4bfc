import { Alert, List, Stack, Text } from "@mantine/core";
import { TriangleAlert } from "lucide-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { UndoingPreview } from "../../../src/classrooms/contract.ts";
import { Loading } from "../../shell/states.tsx";
import { Trouble, useWhyNot } from "../../shell/trouble.tsx";
import { undoingQuery } from "../queries.ts";

/** What taking a replacement back does: which rows show what again, what is lost, and what becomes of the users. */
export function Undoing({ runId }: { runId: string }) {
  const { data, error, refetch } = useQuery(undoingQuery(runId));
  if (data === undefined) return error === null ? <Loading rows={2} /> : <Trouble error={error} again={() => void refetch()} />;
  return <Foreseen preview={data} />;
}

type Row = UndoingPreview["rows"][number];
type Column = Row["columns"][number];

/** What a row shows again, what it shows now, and what is in the way. */
function RowAgain({ row: { table, key, trouble, values, columns } }: { row: Row }) {
  const t = useTranslations("classrooms.runPage.undoing");
  const whyNot = useWhyNot();
  const said = ({ what, value, isHidden }: Pick<Column, "what" | "value" | "isHidden">): string => {
    if (isHidden) return t(what === "link" ? "otherLink" : "formerPasscode");
    if (value === null || value === "") return t("empty");
    return what === "link" ? t("linkAt", { host: value }) : value;
  };
  const nowSaid = ({ what, now }: Column): string | null => {
    if (now === null) return null;
    if (what === "link" || what === "passcode") return null; // told by their hosts they would be alike
    return now.value === null || now.value === "" ? t("empty") : now.value;
  };
  const told = (column: Column): string => {
    const [value, now] = [said(column), nowSaid(column)];
    return now === null || now === value ? t(`columns.${column.what}`, { value }) : t("andNow", { again: t(`columns.${column.what}`, { value }), now });
  };
  const changed = columns.filter(({ isChanged }) => isChanged);
  return (
    <div>
      <Text size="sm" fw={600}>
        {t("row", { table: table ?? t("noTable"), key })}
      </Text>
      <List size="sm">
        {columns.map((column) => (
          <List.Item key={column.what}>{told(column)}</List.Item>
        ))}
      </List>
      {changed.length > 0 && (
        <Alert mt="xs" color="yellow" variant="light" icon={<TriangleAlert aria-hidden />} title={t("changedTitle")}>
          {t("changedText", { columns: changed.map(({ what }) => t(`called.${what}`)).join(", ") })}
        </Alert>
      )}
      {trouble !== null && (
        <Alert mt="xs" color="yellow" variant="light" icon={<TriangleAlert aria-hidden />} title={t("unreadTitle")}>
          {t("unreadText", { why: trouble === "row_unreachable" ? t("unreachable") : (whyNot(trouble, values) ?? "") })}
        </Alert>
      )}
    </div>
  );
}

function Foreseen({ preview: { rows, isPasscodeLost, opensAgain, movesSessions, seats, former, next } }: { preview: UndoingPreview }) {
  const t = useTranslations("classrooms.runPage.undoing");
  const more = [
    rows.length === 0 ? t("noRows") : null,
    isPasscodeLost ? t("passcode") : null,
    opensAgain ? t("opens", { name: former.name }) : null,
    movesSessions ? t("sessions", { name: former.name }) : null,
    t("former", former),
    seats === null ? null : seats.left === null ? t("seatsUntold") : t("seats", { n: seats.left }),
    t("next", next),
    movesSessions ? t("room") : null,
  ].filter((each) => each !== null);
  return (
    <Stack gap="sm" style={{ overflowWrap: "anywhere" }}>
      {rows.map((row) => (
        <RowAgain key={`${row.table} ${row.key}`} row={row} />
      ))}
      {more.map((each) => (
        <Text key={each} size="sm">
          {each}
        </Text>
      ))}
    </Stack>
  );
}
