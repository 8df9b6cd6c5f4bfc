import { Alert, Code, Stack, Table, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Search, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { TableView } from "../../src/classrooms/databases/contract.ts";
import { Loading } from "../shell/states.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { rowsQuery } from "./databases-queries.ts";
import { useFound } from "./findings.tsx";

const CELL = { overflowWrap: "anywhere", minWidth: 90 } as const;

/** The rows of a mapped table as they are there now, a few at a time. */
export function RowsThere({ table }: { table: TableView }) {
  const t = useTranslations("external");
  const found = useFound();
  const [search, setSearch] = useState("");
  const { data, error, refetch } = useQuery(rowsQuery(table.id, search.trim()));
  const shown = (["name", "code", "link", "passcode"] as const).filter((what) => table[`${what}Column`] !== null);
  const head = { name: t("columnName"), code: t("columnCode"), link: t("columnLink"), passcode: t("columnPasscode") };
  return (
    <Stack gap="xs">
      <TextInput
        label={t("search")}
        maxLength={200}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        leftSection={<Search size={16} aria-hidden />}
      />
      {data === undefined && (error === null ? <Loading rows={2} height={40} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data?.trouble != null && (
        <Alert color="yellow" icon={<TriangleAlert aria-hidden />}>
          {found(data.trouble)}
        </Alert>
      )}
      {data !== undefined && data.trouble === null && data.rows.length === 0 && <Text c="dimmed">{t("noRows")}</Text>}
      {data !== undefined && data.rows.length > 0 && (
        <Table.ScrollContainer minWidth={520}>
          <Table verticalSpacing={6} captionSide="top">
            <Table.Caption ta="left">{t("rows")}</Table.Caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("columnKey")}</Table.Th>
                {shown.map((what) => (
                  <Table.Th key={what}>{head[what]}</Table.Th>
                ))}
                <Table.Th>{t("classroom")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.rows.map((row) => (
                <Table.Tr key={row.key}>
                  <Table.Td>
                    <Code>{row.key}</Code>
                  </Table.Td>
                  {shown.map((what) => (
                    <Table.Td key={what} style={CELL}>
                      {row[what] ?? "—"}
                    </Table.Td>
                  ))}
                  <Table.Td style={CELL}>{row.classroom ?? "—"}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {data?.more === true && (
        <Text size="sm" c="dimmed">
          {t("moreRows")}
        </Text>
      )}
    </Stack>
  );
}
