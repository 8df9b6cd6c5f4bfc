import { MultiSelect } from "@mantine/core";
import { useTranslations } from "use-intl";
import { MadeByTeams } from "../zoom-users/made-by-teams.tsx";
import type { Team } from "../../../src/people/members/contract.ts";

type Props = { label: string; description?: string; teams: readonly Team[]; value: string[]; onChange: (ids: string[]) => void; inviting?: boolean };

/** Some of the institution's teams, with what follows in Zoom. `inviting`: for people who are no members yet. Nothing to choose from, nothing shown. */
export function TeamChoice({ teams, inviting = false, ...rest }: Props) {
  const t = useTranslations("common");
  if (teams.length === 0) return null;
  const data = teams.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div>
      <MultiSelect {...rest} data={data} searchable clearable clearButtonProps={{ "aria-label": t("remove") }} nothingFoundMessage={t("nothingFound")} />
      <MadeByTeams teamIds={rest.value} inviting={inviting} />
    </div>
  );
}
