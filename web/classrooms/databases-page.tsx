import { Alert, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Database, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { DatabaseView, Finding, TableView } from "../../src/classrooms/databases/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { useConfirm } from "../shell/confirm.tsx";
import { Page } from "../shell/page.tsx";
import { useSaying } from "../shell/saying.tsx";
import { Empty, Loading } from "../shell/states.tsx";
import { useTimes } from "../shell/times.tsx";
import { FormTrouble, Trouble } from "../shell/trouble.tsx";
import { DatabaseForm } from "./database-form.tsx";
import { live } from "../shell/queries.ts";
import { databasesQuery, refresh } from "./databases-queries.ts";
import { Findings, useFound } from "./findings.tsx";
import { RowsThere } from "./rows-there.tsx";
import { TableForm } from "./table-form.tsx";

/** Databases of others in which classrooms are published, what is mapped in them, and their rows as they are now. */
export function DatabasesPage() {
  const t = useTranslations("external");
  const { data, error, refetch } = useQuery({ ...databasesQuery, ...live });
  const [adds, setAdds] = useState(false);
  const add = <Button onClick={() => setAdds(true)}>{t("add")}</Button>;
  return (
    <Page title={t("title")} text={t("text")} aside={add}>
      {data === undefined && (error === null ? <Loading rows={3} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data?.databases.length === 0 && <Empty icon={Database} title={t("empty")} text={t("emptyText")} />}
      <Stack>
        {data?.databases.map((database) => (
          <One key={database.id} database={database} />
        ))}
      </Stack>
      {adds && <DatabaseForm of={null} onClose={() => setAdds(false)} />}
    </Page>
  );
}

/** Removing after a yes, and trying anew; both refresh the page. */
function useActs(path: string, name: string) {
  const t = useTranslations("external");
  const saying = useSaying();
  const confirm = useConfirm();
  const remove = useMutation({ mutationFn: () => send("DELETE", path), onSuccess: () => saying.done(t("removed", { name })), onSettled: refresh });
  const again = useMutation({ mutationFn: () => send("POST", `${path}/try`), onSettled: refresh });
  const ask = async (): Promise<void> => {
    if (await confirm({ title: t("removeTitle", { name }), text: t("removeText"), yes: t("removeYes"), danger: true })) remove.mutate();
  };
  return { remove, again, ask: () => void ask() };
}

function One({ database }: { database: DatabaseView }) {
  const t = useTranslations("external");
  const found = useFound();
  const [open, setOpen] = useState<"change" | "map" | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const { remove, again, ask } = useActs(`/api/external-databases/${database.id}`, database.name);
  const tls = { verified: t("tlsVerified"), encrypted: t("tlsEncrypted"), none: t("tlsNone") }[database.tls];
  return (
    <Card component="section">
      <Stack gap="sm">
        <div style={{ overflowWrap: "anywhere" }}>
          <Title order={2} size="h4">
            {database.name}
          </Title>
          <Text size="sm" c="dimmed">
            {t("address", { user: database.userName, host: `${database.host}:${database.port}`, database: database.database })} · {tls}
          </Text>
        </div>
        {database.trouble !== null && (
          <Alert color="yellow" icon={<TriangleAlert aria-hidden />}>
            {found(database.trouble)}
          </Alert>
        )}
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => setOpen("map")}>
            {t("map")}
          </Button>
          <Button size="xs" variant="default" onClick={() => setOpen("change")}>
            {t("change")}
          </Button>
          <ActButton size="xs" variant="default" loading={again.isPending} onClick={() => again.mutate()}>
            {t("tryIt")}
          </ActButton>
          <ActButton size="xs" variant="default" loading={remove.isPending} onClick={ask}>
            {t("remove")}
          </ActButton>
        </Group>
        <FormTrouble error={remove.error ?? again.error} />
        {database.tables.length === 0 && <Text c="dimmed">{t("nothingMapped")}</Text>}
        {database.tables.map((table) => (
          <Mapped key={table.id} {...{ table, database }} isSaved={table.id === saved} onSaved={setSaved} />
        ))}
      </Stack>
      {open === "change" && <DatabaseForm of={database} onClose={() => setOpen(null)} />}
      {open === "map" && <TableForm databaseId={database.id} databaseName={database.name} of={null} onSaved={setSaved} onClose={() => setOpen(null)} />}
    </Card>
  );
}

type MappedProps = { table: TableView; database: DatabaseView; isSaved: boolean; onSaved: (id: string) => void };

/** What is found to be wrong with one that was just saved is brought into sight. */
function Mapped({ table, database, isSaved, onSaved }: MappedProps) {
  const t = useTranslations("external");
  const card = useRef<HTMLDivElement>(null);
  const [changes, setChanges] = useState(false);
  const [rows, setRows] = useState(false);
  const times = useTimes();
  const { remove, again, ask } = useActs(`/api/external-tables/${table.id}`, table.name);
  const look = again.mutate;
  const isUntried = table.triedAt === null;
  // What came with Bedel was never tried. It is once somebody looks: a database that rests is not woken by a start.
  useEffect(() => {
    if (isUntried) look();
  }, [isUntried, look]);
  const isWrong = table.tried.some(({ is }) => is === "fault");
  useEffect(() => {
    if (isSaved && isWrong) card.current?.scrollIntoView({ block: "center" });
  }, [isSaved, isWrong]);
  return (
    <Card withBorder component="section" padding="sm" ref={card} aria-label={table.name}>
      <Stack gap="xs">
        <div style={{ overflowWrap: "anywhere" }}>
          <Title order={3} size="h5">
            {table.name}
          </Title>
          <Text size="sm" c="dimmed">
            {`${table.schema}.${table.table}`} · {t("classrooms", { n: table.classrooms })}
          </Text>
        </div>
        <Tried findings={table.tried} />
        {table.triedAt !== null && (
          <Text size="xs" c="dimmed">
            {t("triedAt", { time: times.moment(table.triedAt) })}
          </Text>
        )}
        <Group gap="xs">
          <Button size="xs" variant="default" aria-expanded={rows} onClick={() => setRows(!rows)}>
            {rows ? t("hideRows") : t("showRows")}
          </Button>
          <Button size="xs" variant="default" onClick={() => setChanges(true)}>
            {t("change")}
          </Button>
          <ActButton size="xs" variant="default" loading={again.isPending} onClick={() => again.mutate()}>
            {t("tryIt")}
          </ActButton>
          <ActButton size="xs" variant="default" loading={remove.isPending} onClick={ask}>
            {t("remove")}
          </ActButton>
        </Group>
        <FormTrouble error={remove.error ?? again.error} />
        {rows && <RowsThere table={table} />}
      </Stack>
      {changes && <TableForm databaseId={database.id} databaseName={database.name} of={table} onSaved={onSaved} onClose={() => setChanges(false)} />}
    </Card>
  );
}

/** What can't be used so stands apart, before all else. */
function Tried({ findings }: { findings: readonly Finding[] }) {
  const t = useTranslations("external");
  const [faults, others] = [findings.filter(({ is }) => is === "fault"), findings.filter(({ is }) => is !== "fault")];
  const isAway = faults.every((fault) => fault.isAway === true);
  return (
    <>
      {faults.length > 0 && (
        <Alert variant="light" color={isAway ? "yellow" : "red"} icon={<TriangleAlert aria-hidden />} title={t(isAway ? "triedInVain" : "faulty")}>
          <Findings findings={faults} />
        </Alert>
      )}
      {others.length > 0 && <Findings findings={others} />}
    </>
  );
}
