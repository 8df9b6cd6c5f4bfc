import { Card, Stack, Title } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { RunView } from "../../../src/classrooms/runs/contract.ts";
import { keyOf } from "../words.ts";
import { useRows } from "./rows.ts";
import classes from "./wanted.module.css";

/** Of these kinds nothing is published, whatever was asked. */
const OF_PEOPLE: readonly RunView["kind"][] = ["zoom user", "leaving", "former user"];

/** What whoever asked for it wanted: said before what was done, so that both can be held against each other. */
export function Wanted({ run }: { run: RunView }) {
  const t = useTranslations("classrooms.runPage.wanted");
  const said = useSaid(run);
  if (said.length === 0) return null;
  return (
    <Card component="section" aria-label={t("title")}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("title")}
        </Title>
        <dl className={classes.wanted}>
          {said.map(([what, values]) => (
            <div key={what} style={{ display: "contents" }}>
              <dt>{what}</dt>
              {values.map((value) => (
                <dd key={value} style={{ gridColumn: "-2" }}>
                  {value}
                </dd>
              ))}
            </div>
          ))}
        </dl>
      </Stack>
    </Card>
  );
}

/** Each with its label; what this kind of run is not asked is left out. */
function useSaid({ kind, asked }: RunView): [label: string, values: string[]][] {
  const t = useTranslations("classrooms.runPage.wanted");
  const farewells = useTranslations("classrooms.farewells");
  const rows = useRows();
  /** Some kinds have words of their own for it. */
  const labelOf = (what: "replaces" | "rows" | "farewell"): string => {
    const own = `${what}_${keyOf(kind)}` as "rows_retire_classroom";
    return t(t.has(own) ? own : what);
  };
  const all: [string, (string | null)[]][] = [
    [labelOf("replaces"), [asked.replaces === "" ? t("gone") : asked.replaces]],
    [t("name"), [asked.name]],
    [t("code"), [asked.name === null ? null : asked.code === null || asked.code === "" ? t("noCode") : asked.code]],
    [labelOf("rows"), OF_PEOPLE.includes(kind) ? [] : asked.rows.length === 0 ? [t("noRow")] : rows(asked.rows)],
    [t("licence"), [asked.licence === null ? null : t(asked.licence ? "licensed" : "notLicensed")]],
    [labelOf("farewell"), [asked.farewell === null ? null : farewells(keyOf(asked.farewell))]],
  ];
  return all.map(([label, values]) => [label, values.filter((value) => value !== null)] as [string, string[]]).filter(([, values]) => values.length > 0);
}
