import { List, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../../src/classrooms/contract.ts";

/** Before anything is done: in which rows it is written, and what. */
export function Written({ classroom: { linkRow, passcodeRow }, as, alsoInZoom }: { classroom: ClassroomView; as: "emptied" | "renewedRow"; alsoInZoom: boolean }) {
  const t = useTranslations("classrooms.changing");
  const isApart = passcodeRow !== null && (passcodeRow.table !== linkRow?.table || passcodeRow.key !== linkRow.key);
  const rows = [...(linkRow === null ? [] : [linkRow]), ...(isApart ? [passcodeRow] : [])];
  return (
    <div>
      <Text size="sm" fw={600}>
        {t("written")}
      </Text>
      <List size="sm" mt={4}>
        {alsoInZoom && <List.Item>{t("inZoom")}</List.Item>}
        {rows.map((row) => (
          <List.Item key={`${row.table} ${row.key}`} style={{ overflowWrap: "anywhere" }}>
            {t(as, row)}
          </List.Item>
        ))}
        {rows.length === 0 && <List.Item>{t("nowhere")}</List.Item>}
      </List>
    </div>
  );
}
