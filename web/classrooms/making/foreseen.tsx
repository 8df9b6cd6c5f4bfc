import { Alert, Card, List, Stack, Table, Text, Title } from "@mantine/core";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { z } from "zod";
import type { newClassroomPreview, RowPreview } from "../../../src/classrooms/contract.ts";
import { Loading } from "../../shell/states.tsx";
import { useWhyNot } from "../../shell/trouble.tsx";
import type { Missing } from "./draft.ts";
import classes from "./foreseen.module.css";
import { SeatsLeft } from "./seats-left.tsx";

export type Preview = z.infer<typeof newClassroomPreview>;

/** Each row as it is and as it will be, the sessions that move, the licences that are left. Nothing is done by looking. `missing`: what is typed before there is something to look at. */
export function Foreseen({ preview, missing, replaces, licence }: { preview: Preview | null; missing: Missing | null; replaces: boolean; licence: boolean }) {
  const t = useTranslations("classrooms.making");
  const said = useSessions();
  return (
    <Card component="section" aria-label={t("happens")}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("happens")}
        </Title>
        {preview === null && (missing === null ? <Loading rows={1} height={90} /> : <Text c="dimmed">{t(`fillIn.${missing}`)}</Text>)}
        {preview !== null && (
          <div role="status">
            <Stack gap="sm">
              {preview.rows.map((row) => (
                <RowForeseen key={`${row.table} ${row.key}`} row={row} />
              ))}
              <List size="sm">
                {preview.rows.length === 0 && <List.Item>{t("noRow")}</List.Item>}
                {preview.emptied.map((row) => (
                  <List.Item key={`${row.table} ${row.key}`}>{t("emptied", row)}</List.Item>
                ))}
                {replaces && said(preview).map((each) => <List.Item key={each}>{each}</List.Item>)}
                {!preview.becomesRoom && <List.Item>{t("noRoom")}</List.Item>}
                {licence && (
                  <List.Item>
                    <SeatsLeft seats={preview.seats} />
                  </List.Item>
                )}
              </List>
            </Stack>
          </div>
        )}
      </Stack>
    </Card>
  );
}

/** What becomes of the sessions of the one that is replaced. */
function useSessions(): (preview: Pick<Preview, "sessions" | "becomesRoom">) => string[] {
  const t = useTranslations("classrooms.making");
  const changing = useTranslations("classrooms.changing");
  return ({ becomesRoom, sessions: { moving, untilOver, homeless, untold } }) =>
    [
      moving + untilOver + homeless + untold === 0 ? t("noSessions") : null,
      moving > 0 ? (becomesRoom ? t : changing)("moving", { n: moving }) : null,
      untilOver > 0 ? changing("untilOver", { n: untilOver }) : null,
      homeless > 0 ? changing("homeless", { n: homeless }) : null,
      untold > 0 ? t("untold", { n: untold }) : null,
    ].filter((each) => each !== null);
}

/** One row, as it is and as it will be. `passcode`: which one it will hold. */
export function RowForeseen({ row, passcode = "newPasscode" }: { row: RowPreview; passcode?: "newPasscode" | "samePasscode" }) {
  const t = useTranslations("classrooms.making");
  const whyNot = useWhyNot();
  const why = whyNot(row.trouble, row.values);
  if (why !== null)
    return (
      <Alert color="red" variant="light" icon={<TriangleAlert aria-hidden />} title={t("rowOf", { table: row.table, key: row.key })}>
        {why}
      </Alert>
    );
  return (
    <div>
      <Text size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
        {t("rowOf", { table: row.table, key: row.key })}
      </Text>
      <Table className={classes.row ?? ""} aria-label={t("columnsOf", { table: row.table, key: row.key })}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("column")}</Table.Th>
            <Table.Th>{t("before")}</Table.Th>
            <Table.Th>{t("after")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {row.columns.map((column) => (
            <Table.Tr key={column.column}>
              <Table.Th scope="row">
                {t(`what.${column.what}`)}
                <Text span size="xs" c="dimmed" display="block" ff="monospace" fw={400}>
                  {column.column}
                </Text>
              </Table.Th>
              <Table.Td>{column.hidden ? t("hiddenCell") : <Cell value={column.before} />}</Table.Td>
              <Table.Td>
                <After column={column} passcode={passcode} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Cell({ value }: { value: string | null }) {
  const t = useTranslations("classrooms.making");
  return value === null || value === "" ? <Text span size="sm" c="dimmed">{t("emptyCell")}</Text> : <>{value}</>; // prettier-ignore
}

/** Link and passcode are known only when Zoom has made them. */
function After({ column: { what, before, after }, passcode }: { column: RowPreview["columns"][number]; passcode: "newPasscode" | "samePasscode" }) {
  const t = useTranslations("classrooms.making");
  if (after === null) return <em>{t(what === "passcode" ? passcode : "fromZoom")}</em>;
  if (after === before) return <Text span size="sm" c="dimmed">{`${after} (${t("unchanged")})`}</Text>;
  return after === "" ? <Cell value={after} /> : <strong>{after}</strong>;
}
