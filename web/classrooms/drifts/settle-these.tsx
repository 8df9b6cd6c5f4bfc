import { Alert, Group, List, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { settledMany, type DriftView } from "../../../src/classrooms/drift/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { send } from "../../shell/api.ts";
import { useConfirm } from "../../shell/confirm.tsx";
import { freshId } from "../../shell/fresh-id.ts";
import { useSaying } from "../../shell/saying.tsx";
import { FormTrouble, useWhyNot } from "../../shell/trouble.tsx";
import { kindOf, settleable, WAYS, wordOf, type WayForMany } from "./groups.ts";
import { driftsQuery } from "./queries.ts";
import { takesPasscode, TakingPasscodes } from "./taking-passcodes.tsx";

type Sent = { way: WayForMany; those: readonly DriftView[] };

/** With no run that has to come to its end. */
const isDoneAtOnce = (way: WayForMany, { what }: DriftView): boolean => way === "published no more" || (what === "zoom person" && way === "as it is there");

/** The answer is the list as it is then, and what was left. */
function useSettleMany() {
  const t = useTranslations("drifts");
  const queries = useQueryClient();
  const saying = useSaying();
  return useMutation({
    mutationFn: ({ way, those }: Sent) =>
      send("POST", "/api/drifts/settle", { way, settles: those.map(({ id, seen }) => ({ id, seen, runId: freshId() })) }, settledMany),
    onSuccess: ({ left, ...list }, { way, those }) => {
      queries.setQueryData(driftsQuery.queryKey, list);
      const n = those.length - left.length;
      if (n > 0) saying.done(isDoneAtOnce(way, those[0]!) ? t("settled") : t("these.settling", { n }));
    },
    onSettled: () => Promise.all([["drifts"], ["classrooms"], ["runs"]].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

/** So many are named in the question, and the rest told. */
const NAMED = 5;

/** All that are shown of one kind and table, in one way, after one question. */
export function SettleThese({ drifts }: { drifts: readonly DriftView[] }) {
  const t = useTranslations("drifts");
  const confirm = useConfirm();
  const settle = useSettleMany();
  const named = (those: readonly DriftView[]): string => {
    const names = those.slice(0, NAMED).map(({ classroom }) => classroom).join(", ");
    return those.length > NAMED ? t("unread.more", { names, n: those.length - NAMED }) : names;
  };
  const go = async (way: WayForMany, those: readonly DriftView[]): Promise<void> => {
    const word = t(`way.${wordOf(those[0]!, way)}`);
    const text = t(way === "published no more" ? "these.noMore" : "these.text", { n: those.length, what: t(`what.${kindOf(those[0]!)}`), names: named(those) });
    const asks = takesPasscode(those[0]!, way)
      ? { title: t("takePasscodesTitle", { n: those.length }), text: <TakingPasscodes drifts={those} />, yes: t("takePasscodesYes", { n: those.length }), danger: true }
      : { title: t("these.title", { n: those.length, way: word }), text, yes: t("these.yes", { n: those.length }), danger: way === "published no more" };
    if (await confirm(asks)) settle.mutate({ way, those });
  };
  const ways = WAYS.map((way) => ({ way, those: settleable(drifts, way) })).filter(({ those }) => those.length > 1);
  return (
    <>
      {ways.length > 0 && (
        <Group gap="xs">
          {ways.map(({ way, those }) => (
            <ActButton key={way} size="xs" variant="default" loading={settle.isPending && settle.variables.way === way} onClick={() => void (settle.isPending || go(way, those))}>
              {t("these.button", { n: those.length, way: t(`way.${wordOf(those[0]!, way)}`) })}
            </ActButton>
          ))}
        </Group>
      )}
      <FormTrouble error={settle.error} />
      {settle.data !== undefined && settle.data.left.length > 0 && <Left left={settle.data.left} of={settle.variables.those} />}
    </>
  );
} // prettier-ignore

/** Each that was not settled, with why. */
function Left({ left, of }: { left: readonly { id: string; because: string; values: Record<string, string | number> }[]; of: readonly DriftView[] }) {
  const t = useTranslations("drifts.these");
  const whyNot = useWhyNot();
  const title = t("left", { n: left.length });
  return (
    <Alert role="alert" color="yellow" variant="light" icon={<TriangleAlert aria-hidden />} title={title}>
      <List size="sm" mah={300} style={{ overflowY: "auto" }} tabIndex={0} aria-label={title}>
        {left.map(({ id, because, values }) => {
          const one = of.find((each) => each.id === id);
          return (
            <List.Item key={id} style={{ overflowWrap: "anywhere" }}>
              <Text span fw={600} inherit>
                {[one?.classroom, one?.place?.key].filter((part) => part !== undefined).join(" · ")}
              </Text>
              {`: ${whyNot(because, values) ?? ""}`}
            </List.Item>
          );
        })}
      </List>
    </Alert>
  );
}
