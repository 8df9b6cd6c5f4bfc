import { Button, Collapse, Radio, Select, SimpleGrid, Stack, Switch, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../../src/classrooms/contract.ts";
import type { DatabaseView } from "../../../src/classrooms/databases/contract.ts";
import { ItsFarewell } from "../changing/its-farewell.tsx";
import { keyOf } from "../words.ts";
import type { Draft } from "./draft.ts";
import { hasNoRow, RowFields } from "./row-fields.tsx";

type Props = {
  draft: Draft;
  onChange: (more: Partial<Draft>) => void;
  classrooms: readonly ClassroomView[];
  databases: readonly DatabaseView[];
  problems: Record<string, string>;
};

/** What a person has to say; the rest has its usual answer under *More*. */
export function Fields(props: Props) {
  const { draft, onChange, classrooms, problems } = props;
  const t = useTranslations("classrooms.making");
  const [open, { toggle }] = useDisclosure(false);
  const replaceable = classrooms.filter(({ id, whyNot }) => whyNot.replace === null || id === draft.replaces);
  const replaced = classrooms.find(({ id }) => id === draft.replaces) ?? null;
  const text = (name: "name" | "code" | "email" | "firstName" | "lastName") => ({
    label: t(name),
    value: draft[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => onChange({ [name]: event.currentTarget.value }),
    error: problems[name],
  });
  return (
    <Stack>
      {replaceable.length > 0 && (
        <Select
          label={t("replaces")}
          description={t("replacesMore")}
          allowDeselect={false}
          searchable
          data={[
            { value: "", label: t("replacesNone") },
            ...replaceable.map(({ id, name, code, email }) => ({ value: id, label: [name, code, email].filter((part) => part !== "").join(" · ") })),
          ]}
          value={draft.replaces ?? ""}
          onChange={(to) => {
            const former = classrooms.find(({ id }) => id === to);
            onChange({ replaces: former?.id ?? null, ownRow: former !== undefined && hasNoRow(former), farewell: "nothing" });
          }}
          error={problems["replaces"]}
        />
      )}
      <RowFields {...props} replaced={replaced} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput {...text("name")} description={t("nameMore")} required maxLength={120} data-autofocus />
        <TextInput {...text("code")} description={"\u00a0"} maxLength={60} />
      </SimpleGrid>
      <TextInput {...text("email")} description={t("emailMore")} type="email" required maxLength={128} autoComplete="off" spellCheck={false} />
      {replaced !== null && <ItsFarewell classroom={replaced} label={t("farewell")} value={draft.farewell} onChange={(farewell) => onChange({ farewell })} />}
      <div>
        <Button variant="subtle" size="compact-sm" px={0} aria-expanded={open} onClick={toggle}>
          {t(open ? "less" : "more")}
        </Button>
        <Collapse expanded={open}>
          <Stack mt="sm">
            <Switch label={t("licence")} checked={draft.licence} onChange={(event) => onChange({ licence: event.currentTarget.checked })} />
            <StandingChoice value={draft.standing} onChange={(standing) => onChange({ standing })} />
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput {...text("firstName")} placeholder={draft.name.trim()} maxLength={64} />
              <TextInput {...text("lastName")} maxLength={64} />
            </SimpleGrid>
          </Stack>
        </Collapse>
      </div>
    </Stack>
  );
}

type Standing = Draft["standing"];
const STANDINGS: Standing[] = ["personal meeting", "meeting without fixed time"];

/** What the standing link leads to. */
export function StandingChoice({ value, onChange, label }: { label?: string; value: Standing; onChange: (to: Standing) => void }) {
  const t = useTranslations("classrooms");
  return (
    <Radio.Group label={label ?? t("making.standing")} value={value} onChange={(to) => onChange(to as Standing)}>
      <Stack gap={8} mt={6}>
        {STANDINGS.map((standing) => (
          <Radio key={standing} value={standing} label={t(`standing.${keyOf(standing)}`)} description={t(`standingMore.${keyOf(standing)}`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
