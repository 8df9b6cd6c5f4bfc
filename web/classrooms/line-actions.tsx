import { ActionIcon, Menu, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Archive, CalendarClock, EllipsisVertical, KeyRound, ListChecks, PenLine, Replace, Table2, UserMinus, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../src/classrooms/contract.ts";
import { useWhyNot } from "../shell/trouble.tsx";

/** What somebody wants to do with a classroom. */
export type Wanted = { what: "name" | "passcode" | "timetable" | "publish" | "retire" | "former"; id: string };

/** What can be done with a classroom; what can't says why. */
export function LineActions({ classroom, onWant }: { classroom: ClassroomView; onWant: (wanted: Wanted) => void }) {
  const t = useTranslations("classrooms");
  const go = useNavigate();
  const { id, name, run, state, whyNot } = classroom;
  const isFormer = state === "replaced" || state === "retired";
  return (
    <Menu position="bottom-end" width={290} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("actionsOf", { name })}>
          <EllipsisVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!isFormer && (
          <>
            <Item icon={PenLine} label={t("do.name")} whyNot={whyNot.rename} onClick={() => onWant({ what: "name", id })} />
            <Item icon={KeyRound} label={t("do.passcode")} whyNot={whyNot.passcode} onClick={() => onWant({ what: "passcode", id })} />
            <Item
              icon={CalendarClock}
              label={t("do.timetable")}
              whyNot={state === "in use" ? null : "classroom_not_in_use"}
              onClick={() => onWant({ what: "timetable", id })}
            />
            <Item icon={Replace} label={t("do.replace")} whyNot={whyNot.replace} onClick={() => void go({ to: "/classrooms/new", search: { replaces: id } })} />
            {(classroom.linkRow === null || classroom.passcodeRow === null) && (
              <Item icon={Table2} label={t("do.publish")} whyNot={whyNot.publish} onClick={() => onWant({ what: "publish", id })} />
            )}
            <Item icon={Archive} label={t("do.retire")} whyNot={whyNot.retire} onClick={() => onWant({ what: "retire", id })} />
          </>
        )}
        {isFormer && <Item icon={UserMinus} label={t("do.former")} whyNot={whyNot.farewell} onClick={() => onWant({ what: "former", id })} />}
        {run !== null && <Item icon={ListChecks} label={t("do.run")} whyNot={null} onClick={() => void go({ to: "/runs", search: { classroom: id } })} />}
      </Menu.Dropdown>
    </Menu>
  );
}

function Item({ icon: Icon, label, whyNot, onClick }: { icon: LucideIcon; label: string; whyNot: string | null; onClick: () => void }) {
  const reason = useWhyNot()(whyNot);
  return (
    <Menu.Item
      leftSection={<Icon size={16} aria-hidden />}
      {...(reason === null ? { onClick } : { "aria-disabled": true, "data-disabled": true, closeMenuOnClick: false })}
    >
      {label}
      {reason !== null && (
        <Text size="xs" c="dimmed">
          {reason}
        </Text>
      )}
    </Menu.Item>
  );
}
