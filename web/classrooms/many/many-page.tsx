import { Alert, Button, Card, FileButton, Group, List, Select, SimpleGrid, Stack, Switch, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FileUp, TriangleAlert } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { z } from "zod";
import { manyAnswer, type manyClassrooms } from "../../../src/classrooms/contract.ts";
import type { TableView } from "../../../src/classrooms/databases/contract.ts";
import type { ProvisioningView } from "../../../src/classrooms/zoom-users/contract.ts";
import { textOfFile } from "../../attendees/text-of-file.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { send } from "../../shell/api.ts";
import { freshId } from "../../shell/fresh-id.ts";
import { ButtonLink } from "../../shell/links.tsx";
import { Page } from "../../shell/page.tsx";
import { Loading } from "../../shell/states.tsx";
import { useTimes } from "../../shell/times.tsx";
import { FormTrouble, Trouble, fieldProblems, useWhyNot } from "../../shell/trouble.tsx";
import { StandingChoice } from "../making/fields.tsx";
import { SeatsLeft } from "../making/seats-left.tsx";
import { tablesOf } from "../making/row-fields.tsx";
import { databasesQuery } from "../databases-queries.ts";
import { provisioningQuery } from "../queries.ts";

type Form = Omit<z.infer<typeof manyClassrooms>, "preview">;
type Answer = z.infer<typeof manyAnswer>;

/** Many classrooms from one file: looked at first, then asked for at once. */
export function ManyPage() {
  const t = useTranslations("classrooms.manyAtOnce");
  const databases = useQuery(databasesQuery);
  const provisioning = useQuery(provisioningQuery);
  const failed = [databases, provisioning].find(({ error, data }) => error !== null && data === undefined);
  return (
    <Page title={t("title")} text={t("text")}>
      {failed !== undefined && <Trouble error={failed.error} again={() => void failed.refetch()} />}
      {databases.data !== undefined && provisioning.data !== undefined ? (
        <Many tables={tablesOf(databases.data.databases)} provisioning={provisioning.data} />
      ) : (
        failed === undefined && <Loading rows={3} />
      )}
    </Page>
  );
}

function Many({ tables, provisioning }: { tables: TableView[]; provisioning: ProvisioningView }) {
  const t = useTranslations("classrooms.manyAtOnce");
  const common = useTranslations("common");
  const go = useNavigate();
  const queries = useQueryClient();
  const linkTableId = tables.length === 1 ? tables[0]!.id : null;
  const [form, setForm] = useState<Form>(() => ({
    ...{ batchId: freshId(), what: "new classroom" as const, text: "", seen: {}, linkTableId, passcodeTableId: null },
    ...{ standing: provisioning.standing, licence: true, farewell: "nothing" as const },
  }));
  const ask = (preview: boolean) => send("POST", "/api/classrooms/many", { ...form, preview }, manyAnswer);
  const look = useMutation({ mutationFn: () => ask(true) });
  const make = useMutation({
    mutationFn: () => ask(false),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["classrooms"] });
      void go({ to: "/runs", search: { batch: form.batchId } });
    },
  });
  const change = (more: Partial<Form>): void => {
    setForm((before) => ({ ...before, ...more }));
    look.reset();
    make.reset();
  };
  const answer = look.data;
  const good = answer?.lines.filter(({ because }) => because === null).length ?? 0;
  return (
    <Stack>
      <Card component="section">
        <Stack>
          <Lines form={form} onChange={change} error={fieldProblems(look.error)["text"] ?? fieldProblems(make.error)["text"]} />
          <Options {...{ form, tables }} onChange={change} />
          <FormTrouble error={make.error ?? look.error} />
          <Group>
            <Button variant={answer === undefined ? "filled" : "default"} loading={look.isPending} onClick={() => look.mutate()}>
              {t("look")}
            </Button>
          </Group>
        </Stack>
      </Card>
      {answer !== undefined && <Judged answer={answer} good={good} licence={form.licence} />}
      <Group justify="flex-end">
        <ButtonLink to="/classrooms" variant="default">
          {common("back")}
        </ButtonLink>
        <ActButton whyNot={answer === undefined ? t("lookFirst") : good === 0 ? t("nothing") : null} loading={make.isPending} onClick={() => make.mutate()}>
          {t("make", { n: good })}
        </ActButton>
      </Group>
    </Stack>
  );
}

function Lines({ form, onChange, error }: { form: Form; onChange: (more: Partial<Form>) => void; error: string | undefined }) {
  const t = useTranslations("classrooms.manyAtOnce");
  const [trouble, setTrouble] = useState<string | null>(null);
  const chooseAgain = useRef<() => void>(null);
  const read = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const found = await textOfFile(file);
    chooseAgain.current?.();
    setTrouble(found.is === "text" ? null : t(found.is === "too large" ? "fileTooLarge" : "fileNoText"));
    if (found.is === "text") onChange({ text: found.text });
  };
  return (
    <Stack gap="xs" align="flex-start">
      <Textarea
        w="100%"
        label={t("lines")}
        description={t("linesMore")}
        placeholder={`${t("example")}\naula12@example.org,Aula,12,Aula 12,A12,12`}
        autosize
        minRows={6}
        maxRows={16}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", whiteSpace: "pre", overflowX: "auto" } }}
        value={form.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
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

function Options({ form, tables, onChange }: { form: Form; tables: TableView[]; onChange: (more: Partial<Form>) => void }) {
  const t = useTranslations("classrooms.manyAtOnce");
  const making = useTranslations("classrooms.making");
  const named = (all: TableView[]) => all.map(({ id, name }) => ({ value: id, label: name }));
  const withPasscode = tables.filter((table) => table.passcodeColumn !== null && table.id !== form.linkTableId);
  return (
    <>
      {tables.length > 0 && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={t("linkTable")}
            allowDeselect={false}
            data={[{ value: "", label: making("tableNone") }, ...named(tables)]}
            value={form.linkTableId ?? ""}
            onChange={(to) => onChange({ linkTableId: to === "" ? null : to })}
          />
          {withPasscode.length > 0 && (
            <Select
              label={t("passcodeTable")}
              allowDeselect={false}
              data={[{ value: "", label: t("passcodeTableNone") }, ...named(withPasscode)]}
              value={form.passcodeTableId ?? ""}
              onChange={(to) => onChange({ passcodeTableId: to === "" ? null : to })}
            />
          )}
        </SimpleGrid>
      )}
      <Switch label={making("licence")} checked={form.licence} onChange={(event) => onChange({ licence: event.currentTarget.checked })} />
      <StandingChoice value={form.standing} onChange={(standing) => onChange({ standing })} />
    </>
  );
}

/** How many will be made and by when, and every line that can't be used, with why. */
function Judged({ answer, good, licence }: { answer: Answer; good: number; licence: boolean }) {
  const t = useTranslations("classrooms.manyAtOnce");
  const whyNot = useWhyNot();
  const times = useTimes();
  const said = (at: string): string => `${times.moment(at)} ${times.zone()}`;
  const bad = answer.lines.filter(({ because }) => because !== null);
  return (
    <Card component="section">
      <Stack gap="sm" role="status">
        <div>
          <Text fw={600}>{t("good", { n: good })}</Text>
          {licence && good > 0 && (
            <Text size="sm">
              <SeatsLeft seats={answer.seats} />
            </Text>
          )}
          {answer.expectedAt !== null && <Text size="sm">{t("expected", { time: said(answer.expectedAt) })}</Text>}
          {answer.invitedBy !== null && (
            <Text size="sm">
              {t("invited", { time: said(answer.invitedBy) })} {t("people")}
            </Text>
          )}
        </div>
        {bad.length > 0 && (
          <Alert color="yellow" variant="light" icon={<TriangleAlert aria-hidden />} title={t("bad", { n: bad.length })}>
            <Text size="sm" mb={4}>
              {t("badMore")}
            </Text>
            <List size="sm" mah={300} style={{ overflowY: "auto" }} tabIndex={0} aria-label={t("bad", { n: bad.length })}>
              {bad.map((line) => (
                <List.Item key={line.line} style={{ overflowWrap: "anywhere" }}>
                  <strong>{t("line", { line: line.line })}</strong> {[line.email, line.name].filter((part) => part !== "").join(" · ")} —{" "}
                  {whyNot(line.because, line.values)}
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
      </Stack>
    </Card>
  );
}
