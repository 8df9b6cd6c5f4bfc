import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { LeavingUser } from "../../../src/classrooms/zoom-users/contract.ts";
import { FarewellChoice, type Farewell } from "../../classrooms/changing/farewell-choice.tsx";
import { Loading } from "../../shell/states.tsx";
import { Trouble } from "../../shell/trouble.tsx";
import { leavingQuery, type WhoseUser } from "../zoom-users/leaving-query.ts";

/** `of`: the member or invitation that ends, as in the address of its route. `stays`: a member who leaves teams only. */
type Props = { of: WhoseUser; stays?: boolean; label?: string; value: Farewell; onChange: (to: Farewell) => void };

/** What a Zoom user owns, in a sentence. */
export function useOwned(): (user: LeavingUser) => string {
  const t = useTranslations("zoomUsers.leaving");
  return ({ isInvited, licensed, planned, bedelSessions: sessions }) => {
    if (isInvited) return t("invited", { licensed: String(licensed) });
    if (planned === null) return t("ownsUnknown", { licensed: String(licensed), sessions });
    return t("owns", { licensed: String(licensed), planned, sessions });
  };
}

/** What becomes of the Zoom user of somebody who leaves, or is invited no more, with what that user owns; nothing, unless somebody says otherwise. */
export function LeavingZoomUser({ of, stays = false, label, value, onChange }: Props) {
  const t = useTranslations("zoomUsers.leaving");
  const owned = useOwned();
  const { data, error, refetch } = useQuery(leavingQuery(of, stays));
  if (data === undefined) return error === null ? <Loading rows={1} height={60} /> : <Trouble error={error} again={() => void refetch()} />;
  if (!data.hasUser) return null;
  return (
    <div>
      <FarewellChoice label={label ?? t("title")} value={value} onChange={onChange} whyNot={data.whyNot} isInvited={data.isInvited} />
      <Text size="sm" c="dimmed" mt={6}>
        {owned(data)}
      </Text>
      {data.hostsForOthers && (
        <Text size="sm" fw={600} mt={6}>
          {t("hostsForOthers")}
        </Text>
      )}
    </div>
  );
}
