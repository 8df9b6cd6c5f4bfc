import { Alert, Button, Group, List, Loader, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CheckCheck, RefreshCw, School, Search } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { DriftList as Drifts } from "../../../src/classrooms/drift/contract.ts";
import { Page } from "../../shell/page.tsx";
import { Empty, Loading } from "../../shell/states.tsx";
import { useTimes } from "../../shell/times.tsx";
import { FormTrouble, Trouble } from "../../shell/trouble.tsx";
import { useFound } from "../findings.tsx";
import { useWhy } from "../runs/why.ts";
import { DriftCard } from "./drift-card.tsx";
import { groupsOf, matches, type Group as Kind } from "./groups.ts";
import { driftsQuery, useDrifts } from "./queries.ts";
import { SettleThese } from "./settle-these.tsx";

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

function All({ list }: { list: Drifts }) {
  const { drifts, unread, classrooms } = list;
  const t = useTranslations("drifts");
  const isWhole = unread.length === 0;
  if (classrooms === 0 && drifts.length === 0)
    return (
      <Paper withBorder radius="lg">
        <Empty icon={School} title={t("noneToCompare.title")} text={t("noneToCompare.text")} />
      </Paper>
    );
  return (
    <Stack gap="md">
      <HowFar list={list} />
      {!isWhole && <Unread unread={unread} />}
      {drifts.length > 0 && <Found drifts={drifts} />}
      {drifts.length === 0 && <Nothing list={list} />}
    </Stack>
  );
}

/** When all was compared last, or how much of it is by now. */
function HowFar({ list: { unread, classrooms, compared, isComparing, notYet, comparedAt } }: { list: Drifts }) {
  const t = useTranslations("drifts");
  const times = useTimes();
  const names = notYet.classrooms.join(", ");
  const left = notYet.n > notYet.classrooms.length ? t("unread.more", { names, n: notYet.n - notYet.classrooms.length }) : names;
  const last = comparedAt === null ? null : times.moment(comparedAt);
  const said = (): string => {
    if (isComparing) return t("comparingSoFar", { n: compared, all: classrooms });
    if (last === null) return t("never");
    if (notYet.n > 0) return t("comparedSome", { n: compared, all: classrooms, at: last, names: left });
    return t(unread.length === 0 ? "comparedAt" : "comparedAsFar", { at: last });
  };
  return (
    <Group gap="xs" role="status" wrap="nowrap">
      {isComparing && <Loader size="xs" aria-hidden />}
      <Text size="sm" {...(isComparing ? {} : { c: "dimmed" })} style={{ overflowWrap: "anywhere" }}>
        {said()}
      </Text>
    </Group>
  );
}

/** That everything agrees is said only of everything, and not while somebody waits to hear just that. */
function Nothing({ list: { unread, isComparing, notYet, comparedAt } }: { list: Drifts }) {
  const t = useTranslations("drifts");
  if (comparedAt === null && !isComparing) return null;
  const which = isComparing ? "noneWhile" : notYet.n > 0 ? "noneSoFar" : unread.length > 0 ? "noneButUnread" : "none";
  return (
    <Paper withBorder radius="lg">
      <Empty icon={isComparing ? RefreshCw : CheckCheck} title={t(`${which}.title`)} text={t(`${which}.text`)} />
    </Paper>
  );
}

/** So few need no looking for. */
const FEW = 5;

/** By kind and table, found by typing. */
function Found({ drifts }: { drifts: Drifts["drifts"] }) {
  const t = useTranslations("drifts");
  const [text, setText] = useState("");
  const words = drifts.length > FEW ? text : "";
  const groups = groupsOf(drifts.filter((one) => matches(one, words)));
  return (
    <>
      {drifts.length > FEW && (
        <Group justify="space-between">
          <TextInput
            type="search"
            aria-label={t("search")}
            placeholder={t("search")}
            leftSection={<Search size={16} aria-hidden />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            w={{ base: "100%", xs: 320 }}
          />
          <Text size="sm" c="dimmed" role="status">
            {t("counts", { n: groups.reduce((sum, group) => sum + group.drifts.length, 0) })}
          </Text>
        </Group>
      )}
      {groups.length === 0 && <Empty icon={Search} title={t("noMatch")} />}
      {groups.map((group) => (
        <OneKind key={`${group.key} ${words}`} group={group} />
      ))}
    </>
  );
}

/** So many are shown at first, and more when somebody says so. */
const [FIRST, STEP] = [10, 50];

/** Of one kind in one table: what is shown of it can be settled together. */
function OneKind({ group: { kind, place, drifts } }: { group: Kind }) {
  const t = useTranslations("drifts");
  const [most, setMost] = useState(FIRST);
  const shown = drifts.slice(0, most);
  return (
    <Stack gap="sm">
      <Title order={2} size="h4" style={{ overflowWrap: "anywhere" }}>
        {t("these.heading", { what: t(`what.${kind}`), n: drifts.length })}
        {place !== null && (
          <Text span c="dimmed" size="sm" display="block">
            {t("inDatabase", place)}
          </Text>
        )}
      </Title>
      <SettleThese drifts={shown} />
      {shown.map((drift) => (
        <DriftCard key={drift.id} drift={drift} />
      ))}
      {drifts.length > most && (
        <Button variant="default" onClick={() => setMost(most + STEP)} style={{ alignSelf: "flex-start" }}>
          {t("these.more", { n: Math.min(STEP, drifts.length - most), shown: most, all: drifts.length })}
        </Button>
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
