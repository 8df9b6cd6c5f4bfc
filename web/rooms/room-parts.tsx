import { Badge, Group, SegmentedControl, Switch, Text, Tooltip, VisuallyHidden } from "@mantine/core";
import { CircleAlert, CircleDashed, KeyRound, ShieldCheck, TriangleAlert, Users } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import type { Room } from "../../src/rooms/contract.ts";
import { useTimes } from "../shell/times.tsx";
import { useConfirm } from "../shell/confirm.tsx";
import { useWhyNot } from "../shell/trouble.tsx";

type Part = { room: Room };
export type OnChange = (
  room: Room,
  fields: { active?: boolean; confirmed?: true; assignment?: Room["assignment"]; name?: string; code?: string },
  said: string,
) => void;

/** The two licences: people in meetings, and W for webinars. */
export function RoomCapacity({ room }: Part) {
  const t = useTranslations("rooms");
  const words = `${t("meetingCapacity", { count: room.meetingCapacity })}. ${room.webinarCapacity > 0 ? t("webinarCapacity", { count: room.webinarCapacity }) : t("noWebinars")}`;
  return (
    <Tooltip label={words}>
      <Group gap={6} wrap="wrap" tabIndex={0} role="img" aria-label={words} w="fit-content">
        <Badge variant="default" leftSection={<Users size={12} aria-hidden />}>
          {room.meetingCapacity}
        </Badge>
        {room.webinarCapacity > 0 && <Badge variant="default">W {room.webinarCapacity}</Badge>}
      </Group>
    </Tooltip>
  );
}

const PASSWORD = {
  safe: { color: "green", icon: ShieldCheck },
  "in use": { color: "ink", icon: KeyRound },
  exposed: { color: "red", icon: CircleAlert },
  "not set": { color: "gray", icon: CircleDashed },
  "not used": { color: "gray", icon: CircleDashed },
} as const;

export function RoomPassword({ room }: Part) {
  const t = useTranslations("rooms");
  const { color, icon: Icon } = PASSWORD[room.password];
  const id = useId();
  return (
    <Tooltip label={t(`passwordMore.${room.password}`)}>
      <Badge variant="light" color={color} leftSection={<Icon size={12} aria-hidden />} tabIndex={0} role="note" aria-describedby={id}>
        {t(`password.${room.password}`)}
        <VisuallyHidden id={id}>{t(`passwordMore.${room.password}`)}</VisuallyHidden>
      </Badge>
    </Tooltip>
  );
}

export function RoomTrouble({ room }: Part) {
  const t = useTranslations("rooms");
  const reasons = useTranslations("roomTrouble");
  if (room.trouble === null) return null;
  const key = room.trouble as never;
  return (
    <Text size="xs" c="red" component="div">
      <Group gap={4} wrap="nowrap" align="flex-start">
        <TriangleAlert size={13} aria-hidden style={{ flex: "none", marginTop: 2 }} />
        <span>
          {t("trouble")}
          {reasons.has(key) && `: ${reasons(key)}`}
        </span>
      </Group>
    </Text>
  );
}

export function RoomNext({ room, zone }: Part & { zone: string }) {
  const t = useTranslations("rooms");
  const times = useTimes();
  if (room.now !== null)
    return (
      <Text size="sm" lineClamp={2} title={room.now.title} style={{ overflowWrap: "anywhere" }}>
        {t("nowIn", { title: room.now.title })}
      </Text>
    );
  if (room.next === null)
    return (
      <Text size="sm" c="dimmed">
        {t("noNext")}
      </Text>
    );
  return (
    <div style={{ minWidth: 0 }}>
      <Text size="sm">{times.moment(room.next.start, zone)}</Text>
      <Text size="xs" c="dimmed" truncate title={room.next.title}>
        {room.next.title}
      </Text>
    </div>
  );
}

export function RoomAssignment({ room, onChange }: Part & { onChange: OnChange }) {
  const t = useTranslations("rooms");
  const control = (
    <SegmentedControl
      size="xs"
      aria-label={t("assignmentOf", { room: room.name })}
      disabled={!room.active}
      value={room.assignment}
      onChange={(value) => onChange(room, { assignment: value as Room["assignment"] }, t(`changes.${value as Room["assignment"]}`, { room: room.name }))}
      data={[
        { value: "automatic", label: t("automatic") },
        { value: "manual", label: t("manual") },
      ]}
    />
  );
  return room.active ? (
    control
  ) : (
    <Tooltip label={t("inactiveAssignment")}>
      <div tabIndex={0} role="group" aria-label={`${t("assignmentOf", { room: room.name })}. ${t("inactiveAssignment")}`} style={{ width: "fit-content" }}>
        {control}
      </div>
    </Tooltip>
  );
}

/** On and off. A switch that can't be turned on stays reachable and says why. */
export function RoomActive({ room, onChange, label }: Part & { onChange: OnChange; label?: string }) {
  const t = useTranslations("rooms");
  const reasonOf = useWhyNot();
  const id = useId();
  const whyNot = room.active ? null : reasonOf(room.whyNotActivate);
  const name = label === undefined ? { "aria-label": t("activeOf", { room: room.name }) } : { label };
  const confirm = useConfirm();
  const toggle = async (): Promise<void> => {
    const said = t(room.active ? "changes.off" : "changes.on", { room: room.name });
    if (room.active || room.person === null) return onChange(room, { active: !room.active }, said);
    const question = {
      title: t("persons.title", { name: room.person }),
      text: t("persons.text", { name: room.person, email: room.email }),
      yes: t("persons.yes"),
    };
    if (await confirm({ ...question, danger: true })) onChange(room, { active: true, confirmed: true }, said);
  };
  if (whyNot === null) return <Switch {...name} checked={room.active} onChange={() => void toggle()} />;
  return (
    <Tooltip label={whyNot}>
      <span style={{ display: "inline-block" }}>
        <Switch
          {...name}
          checked={false}
          onChange={() => undefined}
          aria-disabled
          aria-describedby={id}
          styles={{ track: { opacity: 0.5, cursor: "not-allowed" } }}
        />
        <VisuallyHidden id={id}>{whyNot}</VisuallyHidden>
      </span>
    </Tooltip>
  );
}
