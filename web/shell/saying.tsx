import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { useProblemText } from "./trouble.tsx";

/** Short words in the corner: what was done (with *Undo* where there is one) and what was not. */
export function useSaying() {
  const t = useTranslations("common");
  const problemText = useProblemText();
  return useMemo(
    () => ({
      done: (text: string, undo?: () => void): void => {
        const id = notifications.show({
          color: "green",
          withBorder: true,
          autoClose: undo === undefined ? 5000 : 10_000,
          closeButtonProps: { "aria-label": t("close") },
          message: (
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm">{text}</Text>
              {undo !== undefined && (
                <Button
                  size="compact-sm"
                  variant="light"
                  style={{ flex: "none" }}
                  onClick={() => {
                    notifications.hide(id);
                    undo();
                  }}
                >
                  {t("undo")}
                </Button>
              )}
            </Group>
          ),
        });
      },
      /** Not done, for a reason that was to be expected. */
      refused: (title: string, message: string): void => {
        notifications.show({ color: "yellow", withBorder: true, autoClose: 12_000, closeButtonProps: { "aria-label": t("close") }, title, message });
      },
      failed: (error: unknown): void => {
        notifications.show({
          color: "red",
          withBorder: true,
          autoClose: 12_000,
          closeButtonProps: { "aria-label": t("close") },
          title: t("trouble.notDone"),
          message: problemText(error),
        });
      },
    }),
    // The words change with the language only, and both come with it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [t],
  );
}
