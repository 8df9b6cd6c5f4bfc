import { Badge, type MantineSize } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { RunView } from "../../../src/classrooms/runs/contract.ts";
import { RUN_COLOURS } from "./colours.ts";

/** How a run stands; one because of which things are apart, and that something stands in the way of, does not look like one that goes on as it should, nor one that was taken back like one that holds. */
export function RunBadge({ run: { state, halfway, undone }, size }: { run: Pick<RunView, "state" | "halfway" | "undone">; size: MantineSize }) {
  const t = useTranslations("classrooms");
  if (undone?.isDone === true) {
    return (
      <Badge size={size} variant="light" color="gray">
        {t("runPage.undone.badge")}
      </Badge>
    );
  }
  return (
    <Badge size={size} variant="light" color={halfway === null ? RUN_COLOURS[state] : "yellow"}>
      {halfway === null ? t(`runPage.states.${state}`) : t("halfway.badge")}
    </Badge>
  );
}
