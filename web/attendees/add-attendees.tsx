import { Alert, Button, FileButton, Grid, Group, Stack, Tabs, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { FileUp, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { attendeesAdded, type AttendeesAdded } from "../../src/attendees/contract.ts";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { send } from "../shell/api.ts";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { FormTrouble } from "../shell/trouble.tsx";
import { lineOf, tooLarge, withoutGood } from "./lines.ts";
import { textOfFile } from "./text-of-file.ts";

/** By form, by pasting, or from a CSV file. Good lines are kept; what remains in the field are the bad ones, to be mended. */
export function AddAttendees({ session, onClose }: { session: SessionDetail; onClose: () => void }) {
  const t = useTranslations("session.attendees");
  const common = useTranslations("common");
  const saying = useSaying();
  const adding = useMutation({
    mutationFn: (lines: string) => send("POST", `/api/sessions/${encodeURIComponent(session.id)}/attendees`, { lines }, attendeesAdded),
    onSuccess: (result) => (result.added > 0 || result.bad.length === 0) && saying.done(t("added", { added: result.added, already: result.already })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["sessions", session.id] }),
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
          <Pasted adding={adding} />
        </Tabs.Panel>
        <Tabs.Panel value="file">
          <FromFile adding={adding} />
        </Tabs.Panel>
      </Tabs>
      <FormTrouble error={adding.error} />
      {adding.data !== undefined && <BadLines result={adding.data} />}
      <Group>
        <Button variant="subtle" size="compact-sm" onClick={onClose}>
          {common("close")}
        </Button>
      </Group>
    </Stack>
  );
}

type Adding = { mutateAsync: (lines: string) => Promise<AttendeesAdded>; isPending: boolean };

function OnePerson({ adding }: { adding: Adding }) {
  const t = useTranslations("session.attendees");
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const add = async (): Promise<void> => {
    if (email.trim() === "" || adding.isPending) return;
    const result = await adding.mutateAsync(lineOf(name, email)).catch(() => null);
    if (result === null || result.bad.length > 0) return;
    setName("");
    setEmail("");
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Grid gap="sm" align="flex-end">
        <Grid.Col span={{ base: 12, xs: 5 }}>
          <TextInput label={t("name")} autoComplete="off" maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, xs: 5 }}>
          <TextInput
            label={t("email")}
            required
            type="email"
            autoComplete="off"
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, xs: 2 }}>
          <Button type="submit" fullWidth loading={adding.isPending}>
            {t("addOne")}
          </Button>
        </Grid.Col>
      </Grid>
    </form>
  );
}

function Pasted({ adding }: { adding: Adding }) {
  const t = useTranslations("session.attendees");
  const [lines, setLines] = useState("");
  const add = async (): Promise<void> => {
    const result = await adding.mutateAsync(lines).catch(() => null);
    if (result !== null) setLines(withoutGood(lines, result.bad));
  };
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
        onChange={(event) => setLines(event.currentTarget.value)}
        error={tooLarge(lines) ? t("tooLarge") : undefined}
      />
      <Button loading={adding.isPending} onClick={() => lines.trim() !== "" && !tooLarge(lines) && void add()}>
        {t("addAll")}
      </Button>
    </Stack>
  );
}

function FromFile({ adding }: { adding: Adding }) {
  const t = useTranslations("session.attendees");
  const [trouble, setTrouble] = useState<string | null>(null);
  const read = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const text = await textOfFile(file);
    setTrouble(text === null ? t("tooLarge") : null);
    if (text !== null) await adding.mutateAsync(text).catch(() => null);
  };
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm">{t("fileText")}</Text>
      <FileButton accept=".csv,.txt,text/csv,text/plain" onChange={(file) => void read(file)}>
        {(props) => (
          <Button {...props} leftSection={<FileUp size={17} aria-hidden />} loading={adding.isPending}>
            {t("chooseFile")}
          </Button>
        )}
      </FileButton>
      {trouble !== null && (
        <Text size="sm" c="red" role="alert">
          {trouble}
        </Text>
      )}
    </Stack>
  );
}

function BadLines({ result }: { result: AttendeesAdded }) {
  const t = useTranslations("session.attendees");
  if (result.bad.length === 0) return null;
  return (
    <Alert color="yellow" icon={<TriangleAlert aria-hidden />} title={t("badLines", { n: result.bad.length })} role="alert">
      <Stack gap={4} component="ul" m={0} pl="md" mah={240} style={{ overflowY: "auto" }} tabIndex={0}>
        {result.bad.slice(0, 200).map((bad) => (
          <Text key={bad.line} component="li" size="sm" style={{ overflowWrap: "anywhere" }}>
            <strong>{t("badLine", { line: bad.line })}</strong> {bad.text} — {bad.message}
          </Text>
        ))}
      </Stack>
    </Alert>
  );
}
