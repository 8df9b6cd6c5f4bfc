import { List, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../../src/classrooms/contract.ts";

/** Before anything is done: in which rows it is written, and what. */
export function Written({ classroom: { linkRow, passcodeRow }, as }: { classroom: ClassroomView; as: "emptied" | "renewed" }) {
  const t = useTranslations("classrooms.changing");
  const isOne = linkRow !== null && passcodeRow?.table === linkRow.table && passcodeRow.key === linkRow.key;
  const said = [
    as === "renewed" ? t("inZoom") : null,
    linkRow === null ? null : t(as === "emptied" ? "emptied" : isOne ? "renewedBoth" : "renewedLink", linkRow),
    passcodeRow === null || isOne ? null : t(as === "emptied" ? "emptied" : "renewedPasscode", passcodeRow),
    linkRow === null && passcodeRow === null ? t("nowhere") : null,
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
