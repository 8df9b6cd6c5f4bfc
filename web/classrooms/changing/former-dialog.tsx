import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../../src/classrooms/contract.ts";
import { useWhyNot } from "../../shell/trouble.tsx";
import { FarewellDialog } from "./farewell-dialog.tsx";

/** The Zoom user of a classroom that was replaced or retired. */
export function FormerDialog({ classroom, onClose }: { classroom: ClassroomView; onClose: () => void }) {
  const t = useTranslations("classrooms.changing");
  const whyNot = useWhyNot();
  return (
    <FarewellDialog
      classroom={classroom}
      title={t("formerTitle", { name: classroom.name })}
      to="farewell"
      act={t("formerDo")}
      whyNot={(farewell) => whyNot(classroom.whyNot.farewell) ?? (farewell === "nothing" ? t("formerChoose") : null)}
      onClose={onClose}
    >
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {t("formerText", { email: classroom.email })}
      </Text>
    </FarewellDialog>
  );
}
