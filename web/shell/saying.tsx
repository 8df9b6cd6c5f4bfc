import { Button, Group, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Notifications, notifications, type NotificationData } from "@mantine/notifications";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { useProblemText } from "./trouble.tsx";
import classes from "./shell.module.css";

const onPhone = "(max-width: 48em)";

/** More lie over what they speak of, and are not read. */
const most = (): number => (matchMedia(onPhone).matches ? 1 : 2);
let shown: string[] = [];

/** The newest is what was just done, and may have *Undo*: the oldest makes room for it, where Mantine would let it wait. */
function say(saying: NotificationData): string {
  while (shown.length >= most()) notifications.hide(shown.shift() ?? "");
  const id = notifications.show({ withBorder: true, ...saying, onClose: (closed) => (shown = shown.filter((each) => each !== closed.id)) });
  shown.push(id);
  return id;
}

/** Where short words appear: dialogs, and the cards of the timeline, have their buttons in the middle or at the right, on phones at the bottom. */
export function Sayings() {
  const phone = useMediaQuery(onPhone);
  return <Notifications position={phone ? "top-center" : "bottom-left"} limit={2} containerWidth={380} className={classes.sayings ?? ""} />;
}

/** Short words in the corner: what was done (with *Undo* where there is one) and what was not. */
export function useSaying() {
  const t = useTranslations("common");
  const problemText = useProblemText();
  return useMemo(
    () => ({
      done: (text: string, undo?: () => void): void => {
        const id = say({
          color: "green",
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
        say({ color: "yellow", autoClose: 12_000, closeButtonProps: { "aria-label": t("close") }, title, message });
      },
      failed: (error: unknown): void => {
        say({
          color: "red",
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
