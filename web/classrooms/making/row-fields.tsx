import { Button, Group, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../../src/classrooms/contract.ts";
import type { DatabaseView, TableView } from "../../../src/classrooms/databases/contract.ts";
import type { Draft } from "./draft.ts";
import { isFaulty } from "./first-tables.ts";
import { rowsQuery } from "../databases-queries.ts";
import { RowChoice, type Row } from "./row-choice.tsx";
import { queryClient } from "../../shell/queries.ts";

type Props = {
  draft: Draft;
  onChange: (more: Partial<Draft>) => void;
  databases: readonly DatabaseView[];
  replaced: ClassroomView | null;
  problems: Record<string, string>;
};

export const tablesOf = (databases: readonly DatabaseView[]) => databases.flatMap(({ tables }) => tables);

/** To choose one: those with a fault are shown, and say why they can't be. */
export function useTableChoices(): (tables: readonly TableView[]) => { value: string; label: string; disabled: boolean }[] {
  const t = useTranslations("classrooms.making");
  return (tables) =>
    tables.map((table) => ({ value: table.id, label: isFaulty(table) ? t("tableFaulty", { name: table.called }) : table.called, disabled: isFaulty(table) }));
}

/** Where it is published. Of one that takes another's place, where that one is, unless somebody says otherwise. */
export function RowFields({ draft, onChange, databases, replaced, problems }: Props) {
  const t = useTranslations("classrooms.making");
  const list = useTranslations("classrooms");
  const tables = tablesOf(databases);
  const former = replaced?.linkRow ?? replaced?.passcodeRow ?? null;
  if (tables.length === 0) return null;
  if (replaced !== null && former !== null && !draft.ownRow)
    return (
      <Group justify="space-between">
        <Text size="sm" flex="1 1 260px" style={{ overflowWrap: "anywhere" }}>
          {t("sameRow", { name: replaced.name, row: list("rowOf", { table: former.table, key: former.key }) })}
        </Text>
        <Button variant="subtle" size="compact-sm" onClick={() => onChange({ ownRow: true })}>
          {t("otherRow")}
        </Button>
      </Group>
    );
  return (
    <Stack gap="xs">
      <TwoRows {...{ draft, onChange, tables, problems }} />
      {replaced !== null && former !== null && (
        <Group>
          <Button variant="subtle" size="compact-sm" px={0} onClick={() => onChange({ ownRow: false })}>
            {t("formerRow", { name: replaced.name })}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

type Chosen = Pick<Draft, "name" | "code" | "linkTableId" | "linkKey" | "passcodeTableId" | "passcodeKey">;

/** Who has not said how the classroom is called means as the row says. */
const calledAs = (row: Row | null, { name, code }: Chosen): Partial<Chosen> =>
  row === null || name.trim() !== "" ? {} : { name: row.name ?? "", code: code.trim() === "" ? (row.code ?? "") : code };

/** Published nowhere it has no row of a passcode either; and what holds the link is no other table. */
const toLinkTable = (linkTableId: string | null, { passcodeTableId }: Chosen): Partial<Chosen> => ({
  ...{ linkTableId, linkKey: null },
  ...(linkTableId === null || linkTableId === passcodeTableId ? { passcodeTableId: null, passcodeKey: null } : {}),
});

/** The row of another table with the same key, or the room's code as key: proposed, and in sight. */
async function sameRoomIn(tableId: string, { key, code }: Row): Promise<string | null> {
  for (const guess of [code, key]) {
    if (guess === null || guess === "") continue;
    const found = await queryClient.fetchQuery(rowsQuery(tableId, guess)).catch(() => null);
    if (found?.rows.some((row) => row.key === guess) === true) return guess;
  }
  return null;
}

type TwoProps = {
  draft: Chosen;
  onChange: (more: Partial<Chosen>) => void;
  tables: ReturnType<typeof tablesOf>;
  problems: Record<string, string>;
  /** Which of the two can be chosen: of a classroom that has one already, the other. */
  open?: { link: boolean; passcode: boolean };
};

/** The row that publishes it, and the one with its passcode if that is another. */
export function TwoRows({ draft, onChange, tables, problems, open = { link: true, passcode: true } }: TwoProps) {
  const t = useTranslations("classrooms.making");
  const choices = useTableChoices();
  const withPasscode = tables.filter((table) => table.passcodeColumn !== null && table.id !== draft.linkTableId);
  const choose = async (row: Row | null): Promise<void> => {
    onChange({ linkKey: row?.key ?? null, ...calledAs(row, draft) });
    if (row === null || draft.passcodeTableId === null || draft.passcodeKey !== null) return;
    const passcodeKey = await sameRoomIn(draft.passcodeTableId, row);
    if (passcodeKey !== null) onChange({ passcodeKey });
  };
  return (
    <Stack gap="md">
      {open.link && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={t("row")}
            allowDeselect={false}
            data={[{ value: "", label: t("tableNone") }, ...choices(tables)]}
            value={draft.linkTableId ?? ""}
            onChange={(to) => onChange(toLinkTable(to === "" ? null : to, draft))}
          />
          {draft.linkTableId !== null && (
            <RowChoice
              key={draft.linkTableId}
              tableId={draft.linkTableId}
              label={t("key")}
              value={draft.linkKey}
              onChange={(row) => void choose(row)}
              error={problems["link.key"] ?? problems["link"]}
            />
          )}
        </SimpleGrid>
      )}
      {open.passcode && withPasscode.length > 0 && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={t("passcodeTable")}
            allowDeselect={false}
            data={[{ value: "", label: t("passcodeTableNone") }, ...choices(withPasscode)]}
            value={draft.passcodeTableId ?? ""}
            onChange={(to) => onChange({ passcodeTableId: to === "" ? null : to, passcodeKey: null })}
          />
          {draft.passcodeTableId !== null && (
            <RowChoice
              key={draft.passcodeTableId}
              tableId={draft.passcodeTableId}
              label={t("passcodeKey")}
              value={draft.passcodeKey}
              onChange={(row) => onChange({ passcodeKey: row?.key ?? null })}
              error={problems["passcode.key"] ?? problems["passcode"]}
            />
          )}
        </SimpleGrid>
      )}
    </Stack>
  );
}
