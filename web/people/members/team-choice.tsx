import { MultiSelect } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { Team } from "../../../src/people/members/contract.ts";

type Props = { label: string; description?: string; teams: readonly Team[]; value: string[]; onChange: (ids: string[]) => void };

/** Some of the institution's teams. Nothing to choose from, nothing shown. */
export function TeamChoice({ teams, ...rest }: Props) {
  const t = useTranslations("common");
  if (teams.length === 0) return null;
  const data = teams.map(({ id, name }) => ({ value: id, label: name }));
  return <MultiSelect {...rest} data={data} searchable clearable clearButtonProps={{ "aria-label": t("remove") }} nothingFoundMessage={t("nothingFound")} />;
}
