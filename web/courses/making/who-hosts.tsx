import { Radio, Select, Stack } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { z } from "zod";
import { hosts } from "../../../src/courses/contract.ts";
import { askingQuery } from "../../sessions/expected-field.tsx";
import { get } from "../../shell/api.ts";
import { useWhyNot } from "../../shell/trouble.tsx";
import type { CourseDraft } from "./course-draft.ts";

const hostsQuery = queryOptions({ queryKey: ["hosts"], queryFn: () => get("/api/hosts", hosts), staleTime: 60_000 });

type Props = { source: CourseDraft["source"]; hostId: string | null; onChange: (more: Partial<CourseDraft>) => void; error?: string | undefined };

/** A room for each date, the default host, or one certain Zoom user: whom only those may choose who are told of any. */
export function WhoHosts({ source, hostId, onChange, error }: Props) {
  const t = useTranslations("courses.form.host");
  const { data } = useQuery(askingQuery);
  const nameable = useQuery(hostsQuery);
  const standard = data?.sources.find((each) => each.source === "default host");
  const whyNot = useWhyNot()(standard?.whyNot ?? null, standard?.values);
  const name = standard?.host?.name;
  return (
    <Radio.Group
      label={t("label")}
      value={source}
      onChange={(next) => onChange({ source: next as CourseDraft["source"] })}
      error={source === "named host" ? undefined : error}
    >
      <Stack gap="xs" mt={6}>
        <Radio value="pool" label={t("pool")} description={t("poolText")} />
        {standard !== undefined && (
          <Radio
            value="default host"
            label={name === undefined ? t("default") : t("defaultNamed", { name })}
            disabled={whyNot !== null}
            description={whyNot ?? t("defaultText")}
          />
        )}
        {(source === "named host" || (nameable.data?.hosts ?? []).length > 0) && <Radio value="named host" label={t("named")} description={t("namedText")} />}
        {source === "named host" && <Named hostId={hostId} onChoose={(id) => onChange({ hostId: id })} error={error} />}
      </Stack>
    </Radio.Group>
  );
}

function Named({ hostId, onChoose, error }: { hostId: string | null; onChoose: (id: string | null) => void; error: string | undefined }) {
  const t = useTranslations("courses.form.host");
  const common = useTranslations("common");
  const ask = useTranslations("ask.host");
  const { data, error: away } = useQuery(hostsQuery);
  const isUnlicensed = data?.hosts.find(({ id }) => id === hostId)?.licensed === false;
  const label = (host: z.infer<typeof hosts>["hosts"][number]): string => `${host.name} · ${host.email}${host.licensed ? "" : ` · ${t("unlicensed")}`}`;
  return (
    <Select
      label={t("which")}
      description={isUnlicensed ? ask("unlicensed") : undefined}
      inputWrapperOrder={["label", "input", "description", "error"]}
      placeholder={t("whichPlaceholder")}
      searchable
      limit={60}
      nothingFoundMessage={common("nothingFound")}
      data={(data?.hosts ?? []).map((host) => ({ value: host.id, label: label(host) }))}
      value={hostId}
      onChange={onChoose}
      error={error ?? (away === null ? undefined : t("hostsAway"))}
    />
  );
}
