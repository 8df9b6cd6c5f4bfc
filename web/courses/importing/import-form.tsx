import { Button, Card, FileButton, Radio, Select, SimpleGrid, Stack, Switch, Tabs, Text, Textarea } from "@mantine/core";
import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { z } from "zod";
import type { previewImport } from "../../../src/courses/importing/contract.ts";
import { textOfFile } from "../../attendees/text-of-file.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { useWhyNot } from "../../shell/may.ts";
import { fieldProblems, FormTrouble } from "../../shell/trouble.tsx";
import { ZoneSelect } from "../../shell/zone-select.tsx";
import { Format } from "./format.tsx";

export type Written = z.infer<typeof previewImport>;

type Props = {
  written: Written;
  onChange: (more: Partial<Written>) => void;
  /** With the text of a file, or with what was pasted. */
  onLook: (text?: string) => void;
  loading: boolean;
  error: unknown;
};

export function ImportForm(props: Props) {
  const t = useTranslations("importing");
  return (
    <Stack>
      <Card component="section">
        <Options {...props} />
      </Card>
      <Card component="section">
        <Tabs defaultValue="paste" keepMounted={false}>
          <Tabs.List mb="sm">
            <Tabs.Tab value="paste">{t("byPaste")}</Tabs.Tab>
            <Tabs.Tab value="file">{t("byFile")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="paste">
            <Pasted {...props} />
          </Tabs.Panel>
          <Tabs.Panel value="file">
            <FromFile {...props} />
          </Tabs.Panel>
        </Tabs>
      </Card>
      <Format />
    </Stack>
  );
}

function Options({ written, onChange, error }: Props) {
  const t = useTranslations("importing");
  const orders = [
    { value: "", label: t("orderAuto") },
    { value: "day first", label: t("orderDay") },
    { value: "month first", label: t("orderMonth") },
  ];
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <ZoneSelect label={t("zone")} value={written.zone} onChange={(zone) => onChange({ zone })} error={fieldProblems(error)["zone"]} />
        <Select
          label={t("order")}
          allowDeselect={false}
          data={orders}
          value={written.order ?? ""}
          onChange={(order) => onChange({ order: order === "" ? null : (order as Written["order"]) })}
        />
      </SimpleGrid>
      <Radio.Group
        label={t("source")}
        description={t("sourceMore")}
        value={written.source}
        onChange={(source) => onChange({ source: source as Written["source"] })}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="pool" label={t("pool")} />
          <Radio value="default host" label={t("defaultHost")} />
        </Stack>
      </Radio.Group>
      <Switch label={t("skipsHolidays")} checked={written.skipsHolidays} onChange={(event) => onChange({ skipsHolidays: event.currentTarget.checked })} />
    </Stack>
  );
}

function Pasted({ written, onChange, onLook, loading, error }: Props) {
  const t = useTranslations("importing");
  const whyNot = useWhyNot();
  const [empty, setEmpty] = useState(false);
  const tooLarge = new Blob([written.text]).size > 1_000_000;
  const told = tooLarge ? t("fileTooLarge") : empty ? t("linesMissing") : fieldProblems(error)["text"];
  const look = (): void => {
    setEmpty(written.text.trim() === "");
    if (written.text.trim() !== "" && !tooLarge && !loading) onLook();
  };
  return (
    <Stack gap="sm" align="flex-start">
      <Textarea
        w="100%"
        label={t("lines")}
        description={t("linesMore")}
        placeholder={"title,teacher,date,start,minutes\nOptics,ana@example.org,2027-03-01,9:00,90"}
        autosize
        minRows={6}
        maxRows={16}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", whiteSpace: "pre", overflowX: "auto" } }}
        value={written.text}
        onChange={(event) => {
          onChange({ text: event.currentTarget.value });
          setEmpty(false);
        }}
        error={told}
      />
      <FormTrouble beside="all" error={error} />
      <ActButton loading={loading} whyNot={whyNot("POST /api/courses/import/preview")} onClick={look}>
        {t("look")}
      </ActButton>
    </Stack>
  );
}

function FromFile({ onLook, loading, error }: Props) {
  const t = useTranslations("importing");
  const [trouble, setTrouble] = useState<string | null>(null);
  /** The same file can be chosen again, once it has been mended. */
  const chooseAgain = useRef<() => void>(null);
  const read = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const read = await textOfFile(file);
    chooseAgain.current?.();
    setTrouble(read.is === "text" ? null : t(read.is === "too large" ? "fileTooLarge" : "fileNoText"));
    if (read.is === "text") onLook(read.text);
  };
  const told = trouble ?? fieldProblems(error)["text"];
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm">{t("fileMore")}</Text>
      <FileButton resetRef={chooseAgain} accept=".csv,.txt,.tsv,text/csv,text/plain" onChange={(file) => void read(file)}>
        {(props) => (
          <Button {...props} leftSection={<FileUp size={17} aria-hidden />} loading={loading}>
            {t("chooseFile")}
          </Button>
        )}
      </FileButton>
      {told !== undefined && (
        <Text size="sm" c="red" role="alert">
          {told}
        </Text>
      )}
      <FormTrouble beside="all" error={error} />
    </Stack>
  );
}
