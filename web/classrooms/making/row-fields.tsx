import { Button, Group, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../../src/classrooms/contract.ts";
import type { DatabaseView, TableView } from "../../../src/classrooms/databases/contract.ts";
import type { Draft } from "./draft.ts";
import { isFaulty, passcodesOf } from "./first-tables.ts";
import { useProposedRow, type Room } from "./proposed-row.ts";
import { RowChoice, type Row } from "./row-choice.tsx";

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

/** Whether one that takes another's place takes no row with it: then where it is published is its own to say. */
export const hasNoRow = ({ linkRow, passcodeRow }: Pick<ClassroomView, "linkRow" | "passcodeRow">): boolean => linkRow === null && passcodeRow === null;

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

type Chosen = Pick<Draft, "name" | "code" | "linkTableId" | "linkKey" | "passcodeTableId" | "passcodeKey"> & Partial<Pick<Draft, "isUnsaid">>;

type Called = Pick<Chosen, "name" | "code">;

/** Who has not said how the classroom is called means as the row says; what another row said before is nobody's word. `before`: what that was. */
export function calledAs(row: Pick<Row, "name" | "code"> | null, { name, code }: Called, before: Called): Called {
  const own = { name: name === before.name ? "" : name, code: code === before.code ? "" : code };
  if (row === null || own.name.trim() !== "") return own;
  return { name: row.name ?? "", code: own.code.trim() === "" ? (row.code ?? "") : own.code };
}

/** The same, of whichever row is chosen after another. */
function useCalledAs(draft: Called): (row: Row | null) => Called {
  const told = useRef<Called>({ name: "", code: "" });
  return (row) => {
    const called = calledAs(row, draft, told.current);
    told.current = { name: called.name === (row?.name ?? "") ? called.name : "", code: called.code === (row?.code ?? "") ? called.code : "" };
    return called;
  };
}

/**
 * Published nowhere it has no row of a passcode either, and what holds the link is no other table. With another portal come its own passcodes, unless somebody
 * chose a table of them by hand.
 */
function toLinkTable(linkTableId: string | null, { linkTableId: before, passcodeTableId }: Chosen, tables: readonly TableView[]): Partial<Chosen> {
  const isByHand = passcodeTableId !== null && passcodeTableId !== linkTableId && passcodeTableId !== passcodesOf(tables, before);
  const passcodes = linkTableId !== null && isByHand ? passcodeTableId : passcodesOf(tables, linkTableId);
  return { linkTableId, linkKey: null, isUnsaid: false, passcodeTableId: passcodes, passcodeKey: null };
}

type TwoProps = {
  draft: Chosen;
  onChange: (more: Partial<Chosen>) => void;
  tables: ReturnType<typeof tablesOf>;
  problems: Record<string, string>;
  /** Which of the two can be chosen: of a classroom that has one already, the other. */
  open?: { link: boolean; passcode: boolean };
  /** Of one whose link is published already, in which row. */
  linkRow?: Room | null;
};

/** The row that publishes it, and the one with its passcode if that is another. */
export function TwoRows({ draft, onChange, tables, problems, open = { link: true, passcode: true }, linkRow = null }: TwoProps) {
  const t = useTranslations("classrooms.making");
  const choices = useTableChoices();
  const withPasscode = tables.filter((table) => table.passcodeColumn !== null && table.id !== draft.linkTableId);
  const called = useCalledAs(draft);
  const propose = useProposedRow(draft, linkRow, (passcodeKey) => onChange({ passcodeKey }));
  return (
    <Stack gap="md">
      {open.link && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={t("row")}
            allowDeselect={false}
            required={draft.isUnsaid !== undefined}
            placeholder={t("tableMore")}
            data={[{ value: "", label: t("tableNone") }, ...choices(tables)]}
            value={draft.isUnsaid === true ? null : (draft.linkTableId ?? "")}
            onChange={(to) => {
              onChange({ ...toLinkTable(to === "" ? null : to, draft, open.passcode ? tables : []), ...called(null) });
              propose.ofRow(null);
            }}
          />
          {draft.linkTableId !== null && (
            <RowChoice
              key={draft.linkTableId}
              tableId={draft.linkTableId}
              label={t("key")}
              value={draft.linkKey}
              onChange={(row) => {
                onChange({ linkKey: row?.key ?? null, ...called(row) });
                propose.ofRow(row);
              }}
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
            onChange={(to) => {
              const passcodeTableId = to === "" ? null : to;
              onChange({ passcodeTableId, passcodeKey: null });
              propose.inTable(passcodeTableId);
            }}
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
