import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../../src/classrooms/contract.ts";
import { useWhyNot } from "../../shell/trouble.tsx";
import { FarewellDialog } from "./farewell-dialog.tsx";
import { ItsSessions } from "./its-sessions.tsx";
import { Written } from "./written.tsx";

/** A classroom that is needed no more. */
export function RetireDialog({ classroom, onClose }: { classroom: ClassroomView; onClose: () => void }) {
  const t = useTranslations("classrooms.changing");
  const whyNot = useWhyNot();
  return (
    <FarewellDialog
      classroom={classroom}
      title={t("retireTitle", { name: classroom.name })}
      to="retire"
      act={t("retire")}
      whyNot={() => whyNot(classroom.whyNot.retire)}
      onClose={onClose}
    >
      <Text size="sm">{t("retireText")}</Text>
      <ItsSessions id={classroom.id} />
      <Written classroom={classroom} as="emptied" />
    </FarewellDialog>
  );
}
