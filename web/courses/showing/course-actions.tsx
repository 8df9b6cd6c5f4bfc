import { Menu, ActionIcon } from "@mantine/core";
import { CalendarPlus, CircleX, EllipsisVertical, Pencil } from "lucide-react";
import { useTranslations } from "use-intl";
import type { CourseDetail } from "../../../src/courses/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { useWhyNot } from "../../shell/trouble.tsx";
import type { Editing } from "../editing/edit-dialog.tsx";

type Props = { course: CourseDetail; onOpen: (what: Editing | "date") => void };

/** What can be done to the course as a whole. */
export function CourseActions({ course, onOpen }: Props) {
  const t = useTranslations("courses.page");
  const whyNot = useWhyNot()(course.whyNot.edit);
  return (
    <>
      <ActButton leftSection={<Pencil size={16} aria-hidden />} whyNot={whyNot} onClick={() => onOpen({ does: "change", date: null })}>
        {t("edit")}
      </ActButton>
      {whyNot === null && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label={t("more")}>
              <EllipsisVertical size={17} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<CalendarPlus size={16} aria-hidden />} onClick={() => onOpen("date")}>
              {t("addDate")}
            </Menu.Item>
            <Menu.Item color="red" leftSection={<CircleX size={16} aria-hidden />} onClick={() => onOpen({ does: "cancel", date: null })}>
              {t("cancel")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
