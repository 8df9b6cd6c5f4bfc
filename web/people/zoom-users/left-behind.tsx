import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { zoomUsersQuery } from "./queries.ts";
import { StayingDialog } from "./staying-dialog.tsx";
import { StayingManyDialog } from "./staying-many-dialog.tsx";
import type { Lost } from "./teams-making.ts";

/** People who lost with a team what it gave them. */
export type LeftBehind = { people: readonly { id: string; name: string; email: string }[]; lost: Lost };

/** Asks what becomes of the Zoom users of those who lost what a team gave them: of one, or of many together. Where none of them has one, nothing is asked. */
export function LeftBehindDialog({ left: { people, lost }, onClose }: { left: LeftBehind; onClose: () => void }) {
  const t = useTranslations("zoomUsers.leftTeams");
  // Read once: whoever is asked about stays in sight while one after the other is done.
  const { data, error } = useQuery({
    queryKey: ["left-behind", ...people.map(({ id }) => id)],
    queryFn: zoomUsersQuery.queryFn!,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const isNothingTo = (id: string): boolean => {
    const row = data?.people.find(({ memberId }) => memberId === id);
    return row !== undefined && (row.state === "none" || (lost === "licence" && row.licensed === false));
  };
  const those = people.filter(({ id }) => !isNothingTo(id));
  const isNothing = data !== undefined && those.length === 0;
  useEffect(() => {
    if (isNothing) onClose();
  }, [isNothing, onClose]);
  const [one, ...others] = those;
  if (one === undefined || (data === undefined && error === null)) return null;
  if (others.length === 0) return <StayingDialog of={`members/${one.id}`} name={one.name} text={t(`${lost}.one`, { name: one.name })} onClose={onClose} />;
  return <StayingManyDialog people={those} text={t(`${lost}.many`, { n: those.length })} onClose={onClose} />;
}
