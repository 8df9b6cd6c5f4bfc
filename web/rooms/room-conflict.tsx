import { Alert, List, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { Room } from "../../src/rooms/contract.ts";
import type { RoomConflict } from "./rooms-queries.ts";

const FIELDS = ["name", "code", "active", "assignment", "handover"] as const;

/** Somebody was faster: what they changed, field by field. */
export function RoomConflictAlert({ conflict, onClose }: { conflict: RoomConflict; onClose: () => void }) {
  const t = useTranslations("rooms");
  const c = useTranslations("common");
  const { before, now } = conflict;
  const changed = FIELDS.filter((field) => before[field] !== now[field]);
  const words = (room: Room, field: (typeof FIELDS)[number]): string => {
    if (field === "active") return room.active ? t("yes") : t("no");
    if (field === "assignment") return t(room.assignment);
    if (field === "handover")
      return room.handover === null ? t("openAs.settings") : room.handover === "credentials" ? t("openAs.credentials") : t("openAs.startLink");
    return room[field] || "–";
  };
  return (
    <Alert color="yellow" title={t("notSaved")} withCloseButton onClose={onClose} closeButtonLabel={c("close")} role="alert">
      <Text size="sm">{t("conflict", { room: before.name })}</Text>
      {changed.length === 0 && <Text size="sm">{t("conflictSame")}</Text>}
      <List size="sm" mt={4}>
        {changed.map((field) => (
          <List.Item key={field}>
            {t(`fields.${field}`)}: <del>{words(before, field)}</del> → <b>{words(now, field)}</b>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
