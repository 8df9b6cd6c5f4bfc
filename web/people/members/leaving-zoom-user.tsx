import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { leavingUser } from "../../../src/classrooms/zoom-users/contract.ts";
import { FarewellChoice, type Farewell } from "../../classrooms/changing/farewell-choice.tsx";
import { get } from "../../shell/api.ts";
import { Loading } from "../../shell/states.tsx";
import { Trouble } from "../../shell/trouble.tsx";

/** `of`: the member or invitation that ends, as in the address of its route. */
type Props = { of: `members/${string}` | `invitations/${string}`; value: Farewell; onChange: (to: Farewell) => void };

/** What becomes of the Zoom user of somebody who leaves, or is invited no more, with what that user owns; nothing, unless somebody says otherwise. */
export function LeavingZoomUser({ of, value, onChange }: Props) {
  const t = useTranslations("zoomUsers.leaving");
  const { data, error, refetch } = useQuery({
    queryKey: [...of.split("/"), "zoom-user"],
    queryFn: () => get(`/api/${of}/zoom-user`, leavingUser),
    gcTime: 0,
  });
  if (data === undefined) return error === null ? <Loading rows={1} height={60} /> : <Trouble error={error} again={() => void refetch()} />;
  if (!data.hasUser) return null;
  const { isInvited, licensed, planned, bedelSessions: sessions } = data;
  const owns = isInvited
    ? t("invited", { licensed: String(licensed) })
    : planned === null
      ? t("ownsUnknown", { licensed: String(licensed), sessions })
      : t("owns", { licensed: String(licensed), planned, sessions });
  return (
    <div>
      <FarewellChoice label={t("title")} value={value} onChange={onChange} whyNot={data.whyNot} isInvited={isInvited} />
      <Text size="sm" c="dimmed" mt={6}>
        {owns}
      </Text>
      {data.hostsForOthers && (
        <Text size="sm" fw={600} mt={6}>
          {t("hostsForOthers")}
        </Text>
      )}
    </div>
  );
}
