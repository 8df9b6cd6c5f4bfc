import { MultiSelect, Radio, Select, Stack } from "@mantine/core";
import { useTranslations } from "use-intl";
import { useTypeWords } from "../../words.ts";
import { withHosting, type TypeDraft } from "../type-draft.ts";
import { Section, type FieldsProps } from "./section.tsx";

const MOST = 50;

/** Who it is with, and who may change it. */
export function WhoSection({ draft, onChange, errors, choices }: FieldsProps) {
  const t = useTranslations("appointmentEditor.who");
  const words = useTypeWords();
  const { hosting, hostIds, teamId } = draft;
  const hosts = hostIds.flatMap((id) => choices.members.find((member) => member.id === id) ?? []);
  const team = choices.teams.find(({ id }) => id === teamId);
  const summary = [hosts.length === 0 ? t("hostsPlaceholder") : words.hosting({ hosting, hosts }), team?.name].filter((part) => part !== undefined);
  return (
    <Section name="who" title={t("title")} summary={summary.join(" · ")}>
      <Radio.Group
        label={t("hosting")}
        value={hosting}
        onChange={(next) => onChange(withHosting(draft, next as TypeDraft["hosting"]))}
        error={errors["hosting"]}
      >
        <Stack gap="xs" mt={6}>
          <Radio value="one" label={t("one")} />
          <Radio value="round robin" label={t("roundRobin")} description={t("roundRobinText")} />
          <Radio value="together" label={t("together")} description={t("togetherText")} />
        </Stack>
      </Radio.Group>
      <Hosts draft={draft} onChange={onChange} errors={errors} choices={choices} />
      {(choices.teams.length > 0 || teamId !== null) && (
        <Select
          label={t("team")}
          description={t("teamText")}
          placeholder={t("noTeam")}
          clearable
          searchable
          data={choices.teams.map(({ id, name }) => ({ value: id, label: name }))}
          value={teamId}
          onChange={(next) => onChange({ teamId: next })}
          error={errors["teamId"]}
        />
      )}
    </Section>
  );
}

function Hosts({ draft: { hosting, hostIds }, onChange, errors, choices: { members } }: FieldsProps) {
  const t = useTranslations("appointmentEditor.who");
  const common = useTranslations("common");
  const data = members.map(({ id, name }) => ({ value: id, label: name }));
  const shared = { data, searchable: true, limit: 60, nothingFoundMessage: common("nothingFound"), error: errors["hostIds"] };
  if (hosting === "one")
    return (
      <Select
        {...shared}
        label={t("host")}
        allowDeselect={false}
        value={hostIds[0] ?? null}
        onChange={(id) => onChange({ hostIds: id === null ? [] : [id] })}
      />
    );
  return (
    <MultiSelect
      {...shared}
      label={t("hosts")}
      placeholder={hostIds.length === 0 ? t("hostsPlaceholder") : ""}
      hidePickedOptions
      maxValues={MOST}
      value={[...hostIds]}
      onChange={(ids) => onChange({ hostIds: ids })}
    />
  );
}
