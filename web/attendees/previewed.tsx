import { Button, Group, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { attendeesPreview, type AttendeesAdded, type AttendeesPreview } from "../../src/attendees/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import type { Adding } from "./add-attendees.tsx";
import { PreviewLines } from "./preview-lines.tsx";

type Seen = { lines: AttendeesPreview["lines"] | null; error: unknown; isPending: boolean; look: (text: string) => void; back: () => void };

/** What adding a text would do. Nothing is saved by looking. */
export function usePreview(path: string): Seen {
  const { data, error, isPending, mutate, reset } = useMutation({
    mutationFn: (lines: string) => send("POST", `${path}/preview`, { lines }, attendeesPreview),
  });
  return { lines: data?.lines ?? null, error, isPending, look: mutate, back: reset };
}

/** `from`: where the lines came from, and can be chosen or written anew. */
type Props = { seen: Seen; adding: Adding; text: string; from: "text" | "file"; onAdded?: (result: AttendeesAdded) => void };

/** Every line, and the one button that saves them. */
export function Previewed({ seen, adding, text, from, onAdded }: Props) {
  const t = useTranslations("session.attendees");
  const lines = seen.lines ?? [];
  const fresh = lines.filter(({ is }) => is === "new").length;
  const add = async (): Promise<void> => {
    const result = await adding.mutateAsync(text).catch(() => null);
    if (result === null) return;
    onAdded?.(result);
    seen.back();
  };
  return (
    <Stack gap="sm" align="flex-start">
      <PreviewLines lines={lines} />
      <Group>
        <ActButton loading={adding.isPending} whyNot={fresh === 0 ? t("previewNone") : null} onClick={() => void add()}>
          {t("previewAdd", { n: fresh })}
        </ActButton>
        <Button variant="default" onClick={seen.back}>
          {t(from === "file" ? "previewBackFile" : "previewBack")}
        </Button>
      </Group>
    </Stack>
  );
}
