import { List, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../../src/classrooms/contract.ts";

/** Before anything is done: in which rows it is written, and what. */
export function Written({ classroom: { linkRow, passcodeRow }, as }: { classroom: ClassroomView; as: "emptied" | "renewed" }) {
  const t = useTranslations("classrooms.changing");
  const isOne = linkRow !== null && passcodeRow?.table === linkRow.table && passcodeRow.key === linkRow.key;
  const of = ({ table, key }: { table: string; key: string }) => ({ table, key });
  // What waits to be written for the first time is not there to be taken out.
  const [link, passcode] = [linkRow, passcodeRow].map((row) => (row === null || (as === "emptied" && row.isToCome) ? null : row));
  const said = [
    as === "renewed" ? t("inZoom") : null,
    link == null ? null : t(`${as}${isOne ? "Both" : "Link"}`, of(link)),
    passcode == null || isOne ? null : t(`${as}Passcode`, of(passcode)),
    link == null && passcode == null ? t("nowhere") : null,
  ].filter((each) => each !== null);
  return (
    <div>
      <Text size="sm" fw={600}>
        {t("written")}
      </Text>
      <List size="sm" mt={4}>
        {said.map((each) => (
          <List.Item key={each} style={{ overflowWrap: "anywhere" }}>
            {each}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
