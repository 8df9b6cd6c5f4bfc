import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { DriftView } from "../../../src/classrooms/drift/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { useConfirm } from "../../shell/confirm.tsx";
import { freshId } from "../../shell/fresh-id.ts";
import { ButtonLink } from "../../shell/links.tsx";
import { FormTrouble, useWhyNot } from "../../shell/trouble.tsx";
import { keyOf } from "../words.ts";
import { AnotherRow } from "./another-row.tsx";
import { wordOf } from "./groups.ts";
import { useDrifts } from "./queries.ts";
import { takesPasscode, TakingPasscodes } from "./taking-passcodes.tsx";

type Way = DriftView["ways"][number];

/** The ways to settle a difference: here, or where it is done. */
export function Settling({ drift }: { drift: DriftView }) {
  const t = useTranslations("drifts");
  const whyNot = useWhyNot()(drift.whyNot);
  const confirm = useConfirm();
  const [isChoosing, setIsChoosing] = useState(false);
  const settle = useDrifts();
  const path = `/api/drifts/${encodeURIComponent(drift.id)}/settle`;
  const go = async (way: Way): Promise<void> => {
    if (way === "in another row") return setIsChoosing(true);
    const values = { classroom: drift.classroom, key: drift.place?.key ?? "", table: drift.place?.table ?? "" };
    const asks = { title: t("noMoreTitle"), text: t("noMoreText", values), yes: t("way.published_no_more"), danger: true };
    if (way === "published no more" && !(await confirm(asks))) return;
    const renames = way === "as it is there" && (drift.what === "name" || drift.what === "zoom name");
    const renaming = {
      title: t("takeNameTitle"),
      text: t("takeNameText", { classroom: drift.classroom, name: (drift.place === null ? drift.zoom : drift.row) ?? "" }),
      yes: t("takeNameYes"),
    };
    if (renames && !(await confirm(renaming))) return;
    const taking = { title: t("takePasscodesTitle", { n: 1 }), text: <TakingPasscodes drifts={[drift]} />, yes: t("takePasscodesYes", { n: 1 }), danger: true };
    if (takesPasscode(drift, way) && !(await confirm(taking))) return;
    const isDone = way === "published no more" || (drift.what === "zoom person" && way === "as it is there");
    settle.mutate(
      { path, body: { way, seen: drift.seen, runId: freshId() } },
      { onSuccess: () => void notifications.show({ message: t(isDone ? "settled" : "settling") }) },
    );
  };
  return (
    <>
      <FormTrouble error={settle.error} />
      <Group gap="sm">
        {drift.ways.map((way, i) => (
          <ActButton key={way} variant={i === 0 ? "filled" : "default"} loading={settle.isPending} whyNot={whyNot} onClick={() => void go(way)}>
            {t(`way.${wordOf(drift, way)}`)}
          </ActButton>
        ))}
        {drift.leads.map((lead) => (
          <LeadButton key={lead} drift={drift} lead={lead} onCompare={() => settle.mutate({ path: "/api/drifts/compare" })} />
        ))}
      </Group>
      {isChoosing && <AnotherRow drift={drift} path={path} onClose={() => setIsChoosing(false)} />}
    </>
  );
}

/** Where it is done on a page of its own. */
function LeadButton({ drift, lead, onCompare }: { drift: DriftView; lead: DriftView["leads"][number]; onCompare: () => void }) {
  const t = useTranslations("drifts.lead");
  const label = t(keyOf(lead));
  if (lead === "compare again")
    return (
      <Button variant="default" onClick={onCompare}>
        {label}
      </Button>
    );
  if (lead === "replace")
    return (
      <ButtonLink to="/classrooms/new" search={{ replaces: drift.classroomId }} variant="default">
        {label}
      </ButtonLink>
    );
  return (
    <ButtonLink to="/classrooms" search={{ [lead === "retire" ? "retire" : "name"]: drift.classroomId }} variant="default">
      {label}
    </ButtonLink>
  );
}
