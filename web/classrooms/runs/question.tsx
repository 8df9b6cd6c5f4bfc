import { List, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { ReactNode } from "react";
import type { RunView } from "../../../src/classrooms/runs/contract.ts";
import { useStanding } from "./standing.ts";
import { hasUser, LAPSED, stepOf } from "./standing-still.ts";
import type { What } from "./these.ts";

/** `danger`: what is given up by it can't be had back. */
type Question = { title: string; text: ReactNode; yes: string; danger: boolean };

/** What is asked before it is said to many at once. Null: nothing is given up by it, and nothing asked. */
export function useQuestion(): (what: What, because: string | null, runs: readonly RunView[], names: string) => Question | null {
  const t = useTranslations("classrooms.batch");
  const own = useTranslations("classrooms.runPage");
  const standing = useStanding();
  return (what, because, runs, names) => {
    const n = runs.length;
    if (what === "stop") {
      const staying = runs.some(hasUser) ? ` ${t("stopUsers")}` : "";
      return { title: t("stopTitle", { n }), text: `${names}. ${own("stopText")}${staying}`, yes: t("stopYes", { n }), danger: true };
    }
    if (because === LAPSED) return { title: t("resendTitle", { n }), text: `${names}. ${t("resendText")}`, yes: t("resendYes", { n }), danger: false };
    if (because === "row_changed") {
      const each = runs.map(({ about, steps, stands }) => `${t("rowEach", { name: about, table: "", key: "", column: "", ...stepOf({ steps })?.values })}. ${standing(stands)}`);
      return { title: t("rowTitle", { n }), text: <Each before={t("rowText")} each={each} after={t("rowLater")} label={t("rowTitle", { n })} />, yes: t("rowYes", { n }), danger: true };
    }
    if (because !== "user_unconfirmed") return null;
    const each = runs.map(({ about, email, steps }) => t("userEach", { name: about, email: String(stepOf({ steps })?.values["email"] ?? email ?? "") }));
    return { title: t("userTitle", { n }), text: <Each before={t("userText")} each={each} after={t("userElse")} label={t("userTitle", { n })} />, yes: t("userYes", { n }), danger: true };
  };
} // prettier-ignore

/** Every one of them can be read before it is said yes to, however many they are. */
function Each({ before, each, after, label }: { before: string; each: readonly string[]; after: string; label: string }) {
  return (
    <Stack gap="sm">
      <Text>{before}</Text>
      <List size="sm" mah={260} style={{ overflowY: "auto" }} tabIndex={0} aria-label={label}>
        {each.map((one, i) => (
          // Two classrooms may be called the same.
          <List.Item key={`${i} ${one}`} style={{ overflowWrap: "anywhere" }}>
            {one}
          </List.Item>
        ))}
      </List>
      <Text>{after}</Text>
    </Stack>
  );
}
