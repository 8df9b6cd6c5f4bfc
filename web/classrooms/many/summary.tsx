import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import { useTimes } from "../../shell/times.tsx";
import { HeldBy, type Held } from "../making/held-by.tsx";
import type { What } from "./asking.tsx";
import type { Judged } from "./use-many.ts";

type Props = { what: What; lines: readonly Judged[]; expectedAt: string | null; invitedBy?: string | null; heldBy: Held };

/** How many it will be, and when all are done, as far as anybody can tell. */
export function Summary({ what, lines, expectedAt, invitedBy = null, heldBy }: Props) {
  const t = useTranslations("classrooms.manyAtOnce");
  const times = useTimes();
  const said = (at: string): string => `${times.moment(at)} ${times.zone()}`;
  const asked = lines.filter(({ isAsked }) => isAsked).length;
  return (
    <>
      <Text fw={600}>
        {t(`good.${what}`, { n: lines.filter(({ because }) => because === null).length - asked })} {asked > 0 && t("already", { n: asked })}
      </Text>
      {expectedAt !== null && <Text size="sm">{t("expected", { time: said(expectedAt) })}</Text>}
      {invitedBy !== null && (
        <Text size="sm">
          {t("invited", { time: said(invitedBy) })} {t("people")}
        </Text>
      )}
      <HeldBy heldBy={heldBy} />
    </>
  );
}
