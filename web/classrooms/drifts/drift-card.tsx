import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslations } from "use-intl";
import type { DriftView } from "../../../src/classrooms/drift/contract.ts";
import { freshId } from "../../shell/fresh-id.ts";
import { useConfirm } from "../../shell/confirm.tsx";
import { ButtonLink } from "../../shell/links.tsx";
import { useTimes } from "../../shell/times.tsx";
import { FormTrouble } from "../../shell/trouble.tsx";
import classes from "./drifts.module.css";
import { useDrifts } from "./queries.ts";

type Way = DriftView["ways"][number];
const underscored = <T extends string>(text: T) => text.replaceAll(" ", "_") as T extends `${infer A} ${infer B}` ? `${A}_${B}` : T;

/** One difference: what each side says, and the ways to settle it. */
export function DriftCard({ drift }: { drift: DriftView }) {
  const t = useTranslations("drifts");
  const times = useTimes();
  const settle = useDrifts();
  const what = underscored(drift.what);
  const confirm = useConfirm();
  const go = async (way: Way): Promise<void> => {
    const values = { classroom: drift.classroom, key: drift.bedel ?? "", table: drift.table ?? "" };
    if (
      wordOf(drift, way) === "publish_no_more" &&
      !(await confirm({ title: t("noMoreTitle"), text: t("noMoreText", values), yes: t("way.publish_no_more"), danger: true }))
    )
      return;
    settle.mutate(
      { path: `/api/drifts/${encodeURIComponent(drift.id)}/settle`, body: { way, runId: freshId() } },
      { onSuccess: () => void notifications.show({ message: t("settled") }) },
    );
  };
  return (
    <Paper component="section" withBorder radius="lg" p="md" aria-label={`${drift.classroom}: ${t(`what.${what}`)}`}>
      <Stack gap="sm">
        <div>
          <Title order={2} size="h5" style={{ overflowWrap: "anywhere" }}>
            {drift.classroom}
          </Title>
          <Text>{t(`what.${what}`)}</Text>
          <Text size="sm" c="dimmed">
            {t("foundAt", { at: times.moment(drift.foundAt) })}
          </Text>
        </div>
        <Sides drift={drift} />
        {t.has(`hint.${what}` as "hint.zoom_link") && (
          <Text size="sm" c="dimmed">
            {t(`hint.${what}` as "hint.zoom_link")}
          </Text>
        )}
        <FormTrouble error={settle.error} />
        <Group gap="sm">
          {drift.ways.map((way) => (
            <Button key={way} variant={way === "as Bedel has it" ? "filled" : "default"} loading={settle.isPending} onClick={() => void go(way)}>
              {t(`way.${wordOf(drift, way)}`)}
            </Button>
          ))}
          {(drift.what === "zoom user" || drift.ways.length === 0) && drift.what !== "row twice" && (
            <ButtonLink to="/classrooms/new" search={{ replaces: drift.classroomId }} variant="default">
              {t("replace")}
            </ButtonLink>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}

function wordOf({ what }: DriftView, way: Way): "put_back" | "zoom" | "row" | "publish_no_more" {
  if (way === "as Bedel has it") return "put_back";
  if (what === "row gone") return "publish_no_more";
  return what === "zoom passcode" || what === "zoom link" ? "zoom" : "row";
}

/** Beside each other, so that a difference of one letter can be seen. */
function Sides({ drift: { what, bedel, zoom, row, table } }: { drift: DriftView }) {
  const t = useTranslations("drifts");
  const ofKey = what === "row gone" || what === "row twice";
  const sides = ofKey
    ? [...(table === null ? [] : [["table", table] as const]), ["key", bedel] as const]
    : what === "zoom user"
      ? []
      : [["bedel", bedel] as const, what.startsWith("zoom") ? (["zoom", zoom] as const) : (["row", row] as const)];
  return (
    <dl className={classes.sides}>
      {sides.map(([side, text]) => (
        <div key={side}>
          <dt>{side === "table" ? t("table") : t(`sides.${side}`)}</dt>
          <dd>{text === null || text === "" ? <em>{t("nothing")}</em> : <code>{text}</code>}</dd>
        </div>
      ))}
    </dl>
  );
}
