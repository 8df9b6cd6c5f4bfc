import { MultiSelect, Select, Stack } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { memberList } from "../../../src/people/members/contract.ts";
import { get } from "../../shell/api.ts";
import { useMay } from "../../shell/may.ts";
import { useMe } from "../../shell/me.ts";
import { groupsQuery } from "../../groups/queries.ts";
import type { CourseDraft } from "./course-draft.ts";

export const teachersQuery = queryOptions({ queryKey: ["members"], queryFn: () => get("/api/members", memberList) });

type Props = { teacherId: string | null; groupIds: string[]; onChange: (more: Partial<CourseDraft>) => void; errors: Record<string, string> };

/** The teacher, whom administrators may choose, and groups that are registered for all dates. */
export function WhoComes({ teacherId, groupIds, onChange, errors }: Props) {
  const t = useTranslations("courses.form");
  const may = useMay();
  const me = useMe().member.id;
  const { data: groups } = useQuery(groupsQuery);
  return (
    <Stack>
      {may("GET /api/members") && (
        <Teacher value={teacherId ?? me} onChoose={(id) => onChange({ teacherId: id === me ? null : id })} error={errors["teacherId"]} />
      )}
      <MultiSelect
        label={t("groups")}
        description={groups?.groups.length === 0 ? t("groupsNone") : t("groupsText")}
        placeholder={groupIds.length === 0 ? t("groupsPlaceholder") : ""}
        searchable
        data={(groups?.groups ?? []).map(({ id, name, people }) => ({ value: id, label: t("group", { name, n: people }) }))}
        value={groupIds}
        onChange={(ids) => onChange({ groupIds: ids })}
        error={errors["groupIds"]}
      />
    </Stack>
  );
}

export function Teacher({ value, onChoose, error }: { value: string; onChoose: (id: string) => void; error: string | undefined }) {
  const t = useTranslations("courses.form");
  const common = useTranslations("common");
  const { data } = useQuery(teachersQuery);
  const members = (data?.members ?? []).filter(({ state }) => state === "active");
  return (
    <Select
      label={t("teacher")}
      description={t("teacherText")}
      searchable
      allowDeselect={false}
      nothingFoundMessage={common("nothingFound")}
      data={members.map(({ id, name, email }) => ({ value: id, label: `${name} · ${email}` }))}
      value={value}
      onChange={(id) => id !== null && onChoose(id)}
      error={error}
    />
  );
}
