import { ActionIcon, Button, Group, SegmentedControl, Select, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ChevronLeft, ChevronRight, Printer } from "lucide-react";
import { useTranslations } from "use-intl";
import { addDays, dayOf } from "../../src/lib/time.ts";
import { teachersQuery } from "../courses/making/who-comes.tsx";
import { groupsQuery } from "../groups/queries.ts";
import { timelineQuery } from "../rooms/timeline-queries.ts";
import { useMay } from "../shell/may.ts";
import { useMe } from "../shell/me.ts";
import { useMinute } from "../shell/now.ts";
import type { Of, Wanted } from "./queries.ts";

type Props = { wanted: Wanted; thisMonday: string };

/** Whose week, and which; kept in the address, so that it can be sent on. */
export function WeekChoice({ wanted, thisMonday }: Props) {
  const t = useTranslations("week");
  const navigate = useNavigate({ from: "/week" });
  const may = useMay();
  const { member } = useMe();
  const go = ({ of, id, monday }: Wanted): void =>
    void navigate({ search: { of, ...(id === null ? {} : { id }), ...(monday === thisMonday ? {} : { monday }) }, replace: true });
  const kinds: Of[] = may("GET /api/members") ? ["institution", "teacher", "room", "group"] : ["teacher", "room", "group", "institution"];
  const week = (days: number): void => go({ ...wanted, monday: addDays(wanted.monday, days) });
  return (
    <Group gap="sm" justify="space-between">
      <Group gap="sm">
        <SegmentedControl
          aria-label={t("of")}
          value={wanted.of}
          onChange={(of) => go({ ...wanted, of: of as Of, id: of === "teacher" ? member.id : null })}
          data={kinds.map((of) => ({ value: of, label: t(`kind.${of}`) }))}
        />
        <Whose wanted={wanted} onChoose={(id) => go({ ...wanted, id })} />
      </Group>
      <Group gap="xs">
        <Group gap={4} wrap="nowrap">
          <Step label={t("previous")} onClick={() => week(-7)}>
            <ChevronLeft size={18} aria-hidden />
          </Step>
          <Button variant="default" onClick={() => go({ ...wanted, monday: thisMonday })}>
            {t("now")}
          </Button>
          <Step label={t("next")} onClick={() => week(7)}>
            <ChevronRight size={18} aria-hidden />
          </Step>
        </Group>
        <Button leftSection={<Printer size={16} aria-hidden />} onClick={() => window.print()}>
          {t("print")}
        </Button>
      </Group>
    </Group>
  );
}

function Step({ label, onClick, children }: { label: string; onClick: () => void; children: React.ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={36} aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** An organizer chooses among the own groups, and needs no choice of teachers: there is one. */
function Whose({ wanted: { of, id }, onChoose }: { wanted: Wanted; onChoose: (id: string | null) => void }) {
  const t = useTranslations("week");
  const common = useTranslations("common");
  const may = useMay();
  const { member } = useMe();
  const members = may("GET /api/members");
  const { institution } = useMe();
  const today = dayOf(useMinute(), institution.zone);
  const { data: people } = useQuery({ ...teachersQuery, enabled: of === "teacher" && members });
  const { data: timeline } = useQuery({ ...timelineQuery([today], institution.zone), enabled: of === "room" });
  const { data: groups } = useQuery({ ...groupsQuery, enabled: of === "group" });
  if (of === "institution" || (of === "teacher" && !members && id === member.id)) return null;
  const choices = {
    teacher: (people?.members ?? []).filter(({ state }) => state === "active"),
    room: timeline?.rooms ?? [],
    group: (groups?.groups ?? []).filter(({ manages }) => manages),
  }[of];
  return (
    <Select
      aria-label={t(`kind.${of}`)}
      placeholder={t(`which.${of}`)}
      searchable
      w={260}
      nothingFoundMessage={common("nothingFound")}
      data={choices.map((each) => ({ value: each.id, label: each.name }))}
      value={id}
      onChange={onChoose}
    />
  );
}
