import { Alert, Button, Group, List, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import { keyOf } from "../../classrooms/words.ts";
import { differing, FIELDS, type Draft } from "./provisioning-draft.ts";

type Props = { base: Draft; theirs: Draft; mine: Draft; onTake: () => void; onKeep: () => void };

/** Somebody else saved meanwhile: what they changed, and how to go on. */
export function ProvisioningConflict({ base, theirs, mine, onTake, onKeep }: Props) {
  const [settings, t, standing] = [useTranslations("settings"), useTranslations("zoomUsers.provisioning"), useTranslations("classrooms.standing")];
  const value = (of: Draft, field: (typeof FIELDS)[number]): string => {
    if (field === "on") return settings(of.on ? "yes" : "no");
    if (field === "madeAs") return t(`madeAsWays.${of.madeAs}`);
    return field === "makesAt" ? t(`makesAtWays.${keyOf(of.makesAt)}`) : standing(keyOf(of.standing));
  };
  const changed = differing(theirs, base);
  const line = (field: (typeof FIELDS)[number]): string => {
    const words = { field: t(field), theirs: value(theirs, field), mine: value(mine, field) };
    return settings(mine[field] === base[field] || mine[field] === theirs[field] ? "conflictLine" : "conflictMine", words);
  };
  return (
    <Alert color="yellow" title={settings("conflict")} role="alert">
      <Text size="sm">{settings(changed.length === 0 ? "conflictSame" : "conflictMore")}</Text>
      <List size="sm" my="xs">
        {changed.map((field) => (
          <List.Item key={field}>{line(field)}</List.Item>
        ))}
      </List>
      <Group>
        <Button size="xs" onClick={onKeep}>
          {settings("conflictKeep")}
        </Button>
        <Button size="xs" variant="default" onClick={onTake}>
          {settings("conflictTake")}
        </Button>
      </Group>
    </Alert>
  );
}
