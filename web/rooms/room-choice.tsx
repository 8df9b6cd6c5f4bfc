import { Badge, Group, Radio, Stack, Text, TextInput } from "@mantine/core";
import { Search } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { RoomChoice } from "../../src/sessions/contract.ts";
import { useWhyNot } from "../shell/trouble.tsx";

type Props = { rooms: readonly RoomChoice[]; value: string | null; onChange: (id: string) => void };
const MANY = 12;

/** The rooms that a session may get. Those that can't be chosen stay in sight with the reason; the free ones come first. */
export function RoomChoiceList({ rooms, value, onChange }: Props) {
  const t = useTranslations("timeline");
  const reasonOf = useWhyNot();
  const [text, setText] = useState("");
  const sought = rooms.filter((room) => room.name.toLowerCase().includes(text.trim().toLowerCase()));
  const sorted = [...sought.filter((room) => room.whyNot === null), ...sought.filter((room) => room.whyNot !== null)];
  return (
    <Stack gap="sm">
      {rooms.length > MANY && (
        <TextInput
          aria-label={t("filterRooms")}
          placeholder={t("filterRooms")}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          leftSection={<Search size={16} aria-hidden />}
        />
      )}
      {rooms.every((room) => room.whyNot !== null) && (
        <Text size="sm" c="dimmed">
          {t("noChoice")}
        </Text>
      )}
      <Radio.Group value={value} onChange={onChange} label={t("chooseRoom")}>
        {/* Reached by keyboard even when none can be chosen, for the reasons are to be read. */}
        <Stack gap={6} mt={6} p={4} tabIndex={0} role="group" aria-label={t("chooseRoom")} style={{ maxHeight: "42dvh", overflowY: "auto" }}>
          {sorted.map((room) => (
            <Radio
              key={room.id}
              value={room.id}
              disabled={room.whyNot !== null}
              label={
                <Group gap={8} component="span" wrap="wrap">
                  <span style={{ overflowWrap: "anywhere" }}>{room.name}</span>
                  {room.assignment === "manual" && (
                    <Badge size="sm" variant="default" component="span">
                      {t("manual")}
                    </Badge>
                  )}
                </Group>
              }
              {...(room.whyNot === null ? {} : { description: reasonOf(room.whyNot) ?? t("cantUse") })}
            />
          ))}
        </Stack>
      </Radio.Group>
    </Stack>
  );
}
