import { Alert, Button, FileButton, Group, Stack, Tabs, Text, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { FileUp, TriangleAlert } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { attendeesAdded, type AttendeesAdded } from "../../src/attendees/contract.ts";
import { send } from "../shell/api.ts";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { FormTrouble } from "../shell/trouble.tsx";
import { tooLarge, withoutGood } from "./lines.ts";
import { OnePerson } from "./one-person.tsx";
import { Previewed, usePreview } from "./previewed.tsx";
import { textOfFile } from "./text-of-file.ts";

/** By form, by pasting, or from a CSV file, each line seen before it is saved. `path`: where people are added, of a session or a list. Good lines are kept; what remains in the field are the bad ones, to be mended. */
export function AddAttendees({ path, onClose }: { path: string; onClose: () => void }) {
  const t = useTranslations("session.attendees");
  const common = useTranslations("common");
  const saying = useSaying();
  const adding = useMutation({
    mutationFn: (lines: string) => send("POST", path, { lines }, attendeesAdded),
    onSuccess: (result) => (result.added > 0 || result.bad.length === 0) && saying.done(t("added", { added: result.added, already: result.already })),
    onSettled: () => queryClient.invalidateQueries(),
  });
  return (
    <Stack gap="sm">
      <Tabs defaultValue="one" keepMounted={false} onChange={() => adding.reset()}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="one">{t("byForm")}</Tabs.Tab>
          <Tabs.Tab value="paste">{t("byPaste")}</Tabs.Tab>
          <Tabs.Tab value="file">{t("byFile")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="one">
          <OnePerson adding={adding} />
        </Tabs.Panel>
        <Tabs.Panel value="paste">
          <Pasted adding={adding} path={path} />
        </Tabs.Panel>
        <Tabs.Panel value="file">
          <FromFile adding={adding} path={path} />
        </Tabs.Panel>
      </Tabs>
      <FormTrouble error={adding.error} />
      <Group>
        <Button variant="subtle" size="compact-sm" onClick={onClose}>
          {common("close")}
        </Button>
      </Group>
    </Stack>
  );
}

export type Adding = { data: AttendeesAdded | undefined; mutateAsync: (lines: string) => Promise<AttendeesAdded>; isPending: boolean };

type FromTextProps = { adding: Adding; path: string };

function Pasted({ adding, path }: FromTextProps) {
  const t = useTranslations("session.attendees");
  const [lines, setLines] = useState("");
  const [empty, setEmpty] = useState(false);
  const seen = usePreview(path);
  const look = (): void => {
    setEmpty(lines.trim() === "");
    if (lines.trim() !== "" && !tooLarge(lines)) seen.look(lines);
  };
  const added = (result: AttendeesAdded): void => setLines(withoutGood(lines, result.bad));
  if (seen.lines !== null) return <Previewed seen={seen} adding={adding} text={lines} from="text" onAdded={added} />;
  return (
    <Stack gap="sm" align="flex-start">
      <Textarea
        w="100%"
        label={t("lines")}
        description={t("linesText")}
        placeholder={"Ana Ruiz, ana@example.org\nJan Nowak <jan@example.org>"}
        autosize
        minRows={4}
        maxRows={12}
        value={lines}
        onChange={(event) => {
          setLines(event.currentTarget.value);
          setEmpty(false);
        }}
        error={tooLarge(lines) ? t("tooLarge") : empty ? t("linesMissing") : undefined}
      />
      <Button loading={seen.isPending} onClick={look}>
        {t("preview")}
      </Button>
      <FormTrouble error={seen.error} />
      <BadLines result={adding.data} />
    </Stack>
  );
}

function FromFile({ adding, path }: FromTextProps) {
  const t = useTranslations("session.attendees");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [text, setText] = useState("");
  const seen = usePreview(path);
  /** The same file can be chosen again, once it has been mended. */
  const chooseAgain = useRef<() => void>(null);
  const read = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const read = await textOfFile(file);
    chooseAgain.current?.();
    const why = read.is === "too large" ? t("tooLarge") : read.is === "no text" ? t("noList") : read.text.trim() === "" ? t("fileEmpty") : null;
    setTrouble(why);
    if (read.is !== "text" || why !== null) return;
    setText(read.text);
    seen.look(read.text);
  };
  if (seen.lines !== null) return <Previewed seen={seen} adding={adding} text={text} from="file" />;
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm">{t("fileText")}</Text>
      <FileButton resetRef={chooseAgain} accept=".csv,.txt,text/csv,text/plain" onChange={(file) => void read(file)}>
        {(props) => (
          <Button {...props} leftSection={<FileUp size={17} aria-hidden />} loading={seen.isPending}>
            {t("chooseFile")}
          </Button>
        )}
      </FileButton>
      {trouble !== null && (
        <Text size="sm" c="red" role="alert">
          {trouble}
        </Text>
      )}
      <FormTrouble error={seen.error} />
      {trouble === null && <BadLines result={adding.data} />}
    </Stack>
  );
}

function BadLines({ result }: { result: AttendeesAdded | undefined }) {
  const t = useTranslations("session.attendees");
  if (result === undefined || result.bad.length === 0) return null;
  return (
    <Alert
      color="yellow"
      icon={<TriangleAlert aria-hidden />}
      title={t("badLines", { n: result.bad.length, others: result.added + result.already })}
      role="alert"
      w="100%"
    >
      <Stack gap={4} component="ul" m={0} pl="md" mah={240} style={{ overflowY: "auto" }} tabIndex={0}>
        {result.bad.slice(0, 200).map((bad) => (
          <Text key={`${bad.line} ${bad.text}`} component="li" size="sm" style={{ overflowWrap: "anywhere" }}>
            <strong>{t("badLine", { line: bad.line })}</strong> {bad.text} — {bad.message}
          </Text>
        ))}
      </Stack>
    </Alert>
  );
}
