import { Alert, Button, List, Paper, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CheckCheck, RefreshCw, School } from "lucide-react";
import { useTranslations } from "use-intl";
import type { DriftList as Drifts } from "../../../src/classrooms/drift/contract.ts";
import { Page } from "../../shell/page.tsx";
import { Empty, Loading } from "../../shell/states.tsx";
import { useTimes } from "../../shell/times.tsx";
import { FormTrouble, Trouble } from "../../shell/trouble.tsx";
import { useFound } from "../findings.tsx";
import { useWhy } from "../runs/why.ts";
import { DriftCard } from "./drift-card.tsx";
import { driftsQuery, useDrifts } from "./queries.ts";

/** Where Bedel, Zoom and the external databases don't say the same, and what can be done about each. */
export function DriftsPage() {
  const t = useTranslations("drifts");
  const { data, error, refetch } = useQuery(driftsQuery);
  const compare = useDrifts();
  return (
    <Page
      title={t("title")}
      text={t("about")}
      aside={
        <Button
          variant="default"
          leftSection={<RefreshCw size={16} aria-hidden />}
          loading={compare.isPending}
          onClick={() => compare.mutate({ path: "/api/drifts/compare" })}
        >
          {t("compare")}
        </Button>
      }
    >
      <FormTrouble error={compare.error} />
      {data === undefined && (error === null ? <Loading rows={3} height={110} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data !== undefined && <All list={data} />}
    </Page>
  );
}

function All({ list: { drifts, unread, classrooms, comparedAt } }: { list: Drifts }) {
  const t = useTranslations("drifts");
  const times = useTimes();
  const isWhole = unread.length === 0;
  if (classrooms === 0 && drifts.length === 0)
    return (
      <Paper withBorder radius="lg">
        <Empty icon={School} title={t("noneToCompare.title")} text={t("noneToCompare.text")} />
      </Paper>
    );
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" role="status">
        {comparedAt === null ? t("never") : t(isWhole ? "comparedAt" : "comparedAsFar", { at: times.moment(comparedAt) })}
      </Text>
      {!isWhole && <Unread unread={unread} />}
      {drifts.map((drift) => (
        <DriftCard key={drift.id} drift={drift} />
      ))}
      {drifts.length === 0 && comparedAt !== null && (
        <Paper withBorder radius="lg">
          <Empty icon={CheckCheck} title={t(isWhole ? "none.title" : "noneButUnread.title")} text={t(isWhole ? "none.text" : "noneButUnread.text")} />
        </Paper>
      )}
    </Stack>
  );
}

function Unread({ unread }: { unread: Drifts["unread"] }) {
  const t = useTranslations("drifts.unread");
  const [why, found] = [useWhy(), useFound()];
  const named = ({ n, classrooms }: Drifts["unread"][number]): string => {
    const names = classrooms.join(", ");
    return n > classrooms.length ? t("more", { names, n: n - classrooms.length }) : names;
  };
  return (
    <Alert color="yellow" title={t("title")}>
      <Stack gap="xs">
        <Text size="sm">{t("text")}</Text>
        <List size="sm">
          {unread.map((one) => (
            <List.Item key={`${one.side} ${one.database} ${one.table} ${one.because}`} style={{ overflowWrap: "anywhere" }}>
              {one.side === "zoom"
                ? `${t("zoom", { classrooms: named(one) })} ${why(one.because, {})}`
                : `${t("row", { table: one.table ?? "", database: one.database ?? "", classrooms: named(one) })} ${found(one.because)}`}
            </List.Item>
          ))}
        </List>
      </Stack>
    </Alert>
  );
}
