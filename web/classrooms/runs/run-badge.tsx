import { Badge, type MantineSize } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { RunView } from "../../../src/classrooms/runs/contract.ts";
import { RUN_COLOURS } from "./colours.ts";

/** How a run stands; one because of which things are apart, and that something stands in the way of, does not look like one that goes on as it should. */
export function RunBadge({ run: { state, halfway }, size }: { run: Pick<RunView, "state" | "halfway">; size: MantineSize }) {
  const t = useTranslations("classrooms");
  return (
    <Badge size={size} variant="light" color={halfway === null ? RUN_COLOURS[state] : "yellow"}>
      {halfway === null ? t(`runPage.states.${state}`) : t("halfway.badge")}
    </Badge>
  );
}
