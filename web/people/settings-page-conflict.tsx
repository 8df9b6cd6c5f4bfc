import { Alert, Button, Group, List, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import { differing, flat, type Draft } from "./settings-draft.ts";

type Props = { base: Draft; theirs: Draft; mine: Draft; onTake: () => void; onKeep: () => void };
const BUFFERS = ["preparation", "courtesy", "postprocessing"];

/** Somebody else saved meanwhile: what they changed, and how to go on. */
export function SettingsConflict({ base, theirs, mine, onTake, onKeep }: Props) {
  const t = useTranslations("settings");
  const c = useTranslations("common.buffers");
  const changed = differing(theirs, base);
  const labels: Record<string, string> = {
    handover: t("opening"),
    "contact.name": `${t("contact")}: ${t("contactName")}`,
    "contact.email": `${t("contact")}: ${t("contactEmail")}`,
    "contact.phone": `${t("contact")}: ${t("contactPhone")}`,
  };
  const label = (field: string): string => labels[field] ?? (BUFFERS.includes(field) ? c(field as never) : t(field.replace("limits.", "") as never));
  const value = (of: Draft, field: string): string => {
    const held = flat(of)[field] ?? "";
    if (typeof held === "boolean") return held ? t("yes") : t("no");
    const text = String(held);
    if (field === "handover") return t(text === "credentials" ? "credentials" : text === "start link" ? "startLink" : "alternativeHost");
    if (field === "changesInZoom") return t(text === "follow" ? "followZoom" : "restoreZoom");
    return text === "" ? t("empty") : text;
  };
  return (
    <Alert color="yellow" title={t("conflict")} role="alert">
      <Text size="sm">{changed.length === 0 ? t("conflictSame") : t("conflictMore")}</Text>
      <List size="sm" my="xs">
        {changed.map((field) => {
          const words = { field: label(field), theirs: value(theirs, field), mine: value(mine, field) };
          return <List.Item key={field}>{value(mine, field) === value(base, field) ? t("conflictLine", words) : t("conflictMine", words)}</List.Item>;
        })}
      </List>
      <Group>
        <Button size="xs" onClick={onKeep}>
          {t("conflictKeep")}
        </Button>
        <Button size="xs" variant="default" onClick={onTake}>
          {t("conflictTake")}
        </Button>
      </Group>
    </Alert>
  );
}
