import { List, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { DriftView } from "../../../src/classrooms/drift/contract.ts";

/** Whether it is another passcode, which, taken over, changes at once what students get in with. */
export const takesPasscode = ({ what }: DriftView, way: DriftView["ways"][number]): boolean =>
  way === "as it is there" && (what === "passcode" || what === "zoom passcode");

const asCode = (text: React.ReactNode): React.ReactNode => <code>{text}</code>;

/** Of each classroom both passcodes, the one that counts and the one that is to: whoever takes over what somebody typed there sees first what it is. All are of one kind. */
export function TakingPasscodes({ drifts }: { drifts: readonly DriftView[] }) {
  const t = useTranslations("drifts");
  return (
    <Stack gap="sm">
      <List size="sm" mah={300} style={{ overflowY: "auto" }} tabIndex={0} aria-label={t("takePasscodesEach")}>
        {drifts.map(({ id, classroom, bedel, zoom, row, place }) => (
          <List.Item key={id} style={{ overflowWrap: "anywhere" }}>
            {t.rich("takePasscodesOne", {
              ...{ classroom, from: bedel ?? "", to: (place === null ? zoom : row) ?? "" },
              code: asCode,
            })}
          </List.Item>
        ))}
      </List>
      <Text size="sm">{t(drifts[0]?.what === "zoom passcode" ? "takePasscodesZoom" : "takePasscodesRow")}</Text>
    </Stack>
  );
}
