import { ActionIcon, Anchor, Button, Group, Stack, Text, TextInput, Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Pencil } from "lucide-react";
import { useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";
import type { Room } from "../../src/rooms/contract.ts";
import { RoomTrouble, type OnChange } from "./room-parts.tsx";
import classes from "./rooms.module.css";

const LONGEST = { name: 80, code: 20 };

/** Code, name and e-mail; the pencil turns them into a small form on the spot. */
export function RoomName({ room, onChange }: { room: Room; onChange: OnChange }) {
  const t = useTranslations("rooms");
  const [editing, setEditing] = useState(false);
  if (editing) return <RenameForm room={room} onChange={onChange} onDone={() => setEditing(false)} />;
  return (
    <Group gap="sm" wrap="nowrap" style={{ minWidth: 0 }}>
      <span className={classes.code} data-active={room.active || undefined} title={room.code}>
        {room.code || "–"}
      </span>
      <div style={{ minWidth: 0, flex: 1 }}>
        <Group gap={4} wrap="nowrap">
          <Anchor component={Link} to="/rooms/$id" params={{ id: room.id } as never} c="inherit" fw={550} style={{ minWidth: 0, overflowWrap: "anywhere" }}>
            {room.name}
          </Anchor>
          <Tooltip label={t("rename", { room: room.name })}>
            <ActionIcon variant="subtle" color="gray" size={24} aria-label={t("rename", { room: room.name })} onClick={() => setEditing(true)}>
              <Pencil size={13} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
        <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {room.email.split("@", 1)}
          {/* Where it has to be broken, there. */}
          <wbr />
          {room.email.replace(/^[^@]*/, "")}
        </Text>
        <RoomTrouble room={room} />
      </div>
    </Group>
  );
}

function RenameForm({ room, onChange, onDone }: { room: Room; onChange: OnChange; onDone: () => void }) {
  const t = useTranslations("rooms");
  const [name, setName] = useState(room.name);
  const [code, setCode] = useState(room.code);
  const wrong = whatIsWrong(name, code);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (wrong.name !== null || wrong.code !== null) return;
    if (name.trim() !== room.name || code.trim() !== room.code)
      onChange(room, { name: name.trim(), code: code.trim() }, t("changes.name", { room: name.trim() }));
    onDone();
  };
  const words = (kind: "missing" | number | null): string | null =>
    kind === null ? null : kind === "missing" ? t("nameMissing") : t("nameLong", { count: kind });
  return (
    <form onSubmit={submit} onKeyDown={(event) => event.key === "Escape" && onDone()} noValidate>
      <Stack gap={6}>
        <Group gap={6} align="flex-start" wrap="nowrap">
          <TextInput
            size="xs"
            w={64}
            aria-label={t("code")}
            placeholder={t("code")}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            error={words(wrong.code)}
          />
          <TextInput
            size="xs"
            style={{ flex: 1 }}
            aria-label={t("name")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={words(wrong.name)}
            data-autofocus
            autoFocus
          />
        </Group>
        <Group gap={6}>
          <Button size="compact-xs" type="submit">
            {t("save")}
          </Button>
          <Button size="compact-xs" variant="default" onClick={onDone}>
            {t("cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function whatIsWrong(name: string, code: string): { name: "missing" | number | null; code: number | null } {
  const long = name.trim().length > LONGEST.name ? LONGEST.name : null;
  return { name: name.trim() === "" ? "missing" : long, code: code.trim().length > LONGEST.code ? LONGEST.code : null };
}
