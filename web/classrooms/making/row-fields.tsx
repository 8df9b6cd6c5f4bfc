import { Button, Group, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../../src/classrooms/contract.ts";
import type { DatabaseView } from "../../../src/classrooms/databases/contract.ts";
import type { Draft } from "./draft.ts";
import { RowChoice } from "./row-choice.tsx";

type Props = {
  draft: Draft;
  onChange: (more: Partial<Draft>) => void;
  databases: readonly DatabaseView[];
  replaced: ClassroomView | null;
  problems: Record<string, string>;
};

export const tablesOf = (databases: readonly DatabaseView[]) => databases.flatMap(({ tables }) => tables);

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
          {t("sameRow", { name: replaced.name, row: list("rowOf", former) })}
        </Text>
        <Button variant="subtle" size="compact-sm" onClick={() => onChange({ ownRow: true })}>
          {t("otherRow")}
        </Button>
      </Group>
    );
  return <TwoRows {...{ draft, onChange, tables, problems }} />;
}

type TwoProps = Omit<Props, "databases" | "replaced"> & { tables: ReturnType<typeof tablesOf> };

/** The row that publishes it, and the one with its passcode if that is another. */
function TwoRows({ draft, onChange, tables, problems }: TwoProps) {
  const t = useTranslations("classrooms.making");
  const named = (all: typeof tables) => all.map(({ id, name }) => ({ value: id, label: name }));
  const withPasscode = tables.filter((table) => table.passcodeColumn !== null && table.id !== draft.linkTableId);
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label={t("row")}
          allowDeselect={false}
          data={[{ value: "", label: t("tableNone") }, ...named(tables)]}
          value={draft.linkTableId ?? ""}
          onChange={(to) => onChange({ linkTableId: to === "" ? null : to, linkKey: null })}
        />
        {draft.linkTableId !== null && (
          <RowChoice
            key={draft.linkTableId}
            tableId={draft.linkTableId}
            label={t("key")}
            value={draft.linkKey}
            onChange={(linkKey) => onChange({ linkKey })}
            error={problems["link.key"] ?? problems["link"]}
          />
        )}
      </SimpleGrid>
      {withPasscode.length > 0 && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={t("passcodeTable")}
            allowDeselect={false}
            data={[{ value: "", label: t("passcodeTableNone") }, ...named(withPasscode)]}
            value={draft.passcodeTableId ?? ""}
            onChange={(to) => onChange({ passcodeTableId: to === "" ? null : to, passcodeKey: null })}
          />
          {draft.passcodeTableId !== null && (
            <RowChoice
              key={draft.passcodeTableId}
              tableId={draft.passcodeTableId}
              label={t("passcodeKey")}
              value={draft.passcodeKey}
              onChange={(passcodeKey) => onChange({ passcodeKey })}
              error={problems["passcode.key"] ?? problems["passcode"]}
            />
          )}
        </SimpleGrid>
      )}
    </Stack>
  );
}
