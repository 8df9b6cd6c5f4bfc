import { Button, FileButton, Stack, Textarea } from "@mantine/core";
import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { textOfFile } from "../attendees/text-of-file.ts";

type Words = { label: string; description: string; file: string; tooLarge: string; noText: string };
/** `table`: columns stand below each other. */
type Props = { text: string; words: Words; example: string; rows: [least: number, most: number]; table?: boolean; onChange: (text: string) => void; error: string | undefined }; // prettier-ignore

/** Lines that are pasted, typed, or read from a file. */
export function LinesField({ text, words, example, rows: [minRows, maxRows], table = false, onChange, error }: Props) {
  const [trouble, setTrouble] = useState<string | null>(null);
  const chooseAgain = useRef<() => void>(null);
  const read = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const found = await textOfFile(file);
    chooseAgain.current?.();
    setTrouble(found.is === "text" ? null : found.is === "too large" ? words.tooLarge : words.noText);
    if (found.is === "text") onChange(found.text);
  };
  return (
    <Stack gap="xs" align="flex-start">
      <Textarea
        w="100%"
        label={words.label}
        description={words.description}
        placeholder={example}
        autosize
        {...{ minRows, maxRows }}
        spellCheck={false}
        styles={table ? { input: { fontFamily: "var(--mantine-font-family-monospace)", whiteSpace: "pre", overflowX: "auto" } } : {}}
        data-autofocus={table ? undefined : true}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={trouble ?? error}
      />
      <FileButton resetRef={chooseAgain} accept=".csv,.txt,.tsv,text/csv,text/plain" onChange={(file) => void read(file)}>
        {(props) => (
          <Button {...props} variant="default" size="xs" leftSection={<FileUp size={15} aria-hidden />}>
            {words.file}
          </Button>
        )}
      </FileButton>
    </Stack>
  );
}
