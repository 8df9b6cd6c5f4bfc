import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { createContext, useCallback, useContext, useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";

type Question = { title: string; text: ReactNode; yes: string; no?: string; danger?: boolean };
type Asked = Question & { answer: (yes: boolean) => void };

/** Dialogs have 200; notifications 400. */
const OVER_DIALOGS = 300;

const Confirm = createContext<(question: Question) => Promise<boolean>>(() => Promise.resolve(false));

/** `if (await confirm({ title, text, yes })) …`: for what can't be undone with one click. */
export const useConfirm = (): ((question: Question) => Promise<boolean>) => useContext(Confirm);

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const t = useTranslations("common");
  const [asked, setAsked] = useState<Asked | null>(null);
  const [open, setOpen] = useState(false);
  const confirm = useCallback(
    (question: Question) =>
      new Promise<boolean>((answer) => {
        setAsked({ ...question, answer });
        setOpen(true);
      }),
    [],
  );
  const close = (yes: boolean): void => {
    asked?.answer(yes);
    setOpen(false);
  };
  return (
    <Confirm value={confirm}>
      {children}
      {/* Also over the dialog that asks. */}
      <Modal
        opened={open}
        onClose={() => close(false)}
        title={asked?.title}
        closeButtonProps={{ "aria-label": t("close") }}
        zIndex={OVER_DIALOGS}
        styles={{ content: { overflowWrap: "anywhere" } }}
      >
        <Stack>
          <Text component="div">{asked?.text}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => close(false)} data-autofocus>
              {asked?.no ?? t("back")}
            </Button>
            <Button color={asked?.danger === true ? "red" : "ink"} onClick={() => close(true)}>
              {asked?.yes}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Confirm>
  );
}
