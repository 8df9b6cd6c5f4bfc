import { Button, FileButton, Stack, Textarea } from "@mantine/core";
import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { textOfFile } from "../../attendees/text-of-file.ts";

type Props = { text: string; example: string; onChange: (text: string) => void; error: string | undefined };

/** Lines that are pasted, typed, or read from a file. */
export function LinesField({ text, example, onChange, error }: Props) {
  const t = useTranslations("classrooms.manyAtOnce");
  const [trouble, setTrouble] = useState<string | null>(null);
  const chooseAgain = useRef<() => void>(null);
  const read = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const found = await textOfFile(file);
    chooseAgain.current?.();
    setTrouble(found.is === "text" ? null : t(found.is === "too large" ? "fileTooLarge" : "fileNoText"));
    if (found.is === "text") onChange(found.text);
  };
  return (
    <Stack gap="xs" align="flex-start">
      <Textarea
        w="100%"
        label={t("lines")}
        description={t("linesMore")}
        placeholder={example}
        autosize
        minRows={6}
        maxRows={16}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", whiteSpace: "pre", overflowX: "auto" } }}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={trouble ?? error}
      />
      <FileButton resetRef={chooseAgain} accept=".csv,.txt,.tsv,text/csv,text/plain" onChange={(file) => void read(file)}>
        {(props) => (
          <Button {...props} variant="default" size="xs" leftSection={<FileUp size={15} aria-hidden />}>
            {t("file")}
          </Button>
        )}
      </FileButton>
    </Stack>
  );
}
