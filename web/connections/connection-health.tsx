import { Alert, Card, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Eraser } from "lucide-react";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { Health } from "../../src/connections/life/contract.ts";
import { useMe } from "../shell/me.ts";
import { Loading } from "../shell/states.tsx";
import { Moment, useTimes } from "../shell/times.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { healthQuery } from "./life-queries.ts";

/** What is known of how the connection does, and what is not. */
export function ConnectionHealth() {
  const t = useTranslations("life.health");
  const { data, error, refetch } = useQuery(healthQuery);
  return (
    <Card padding="lg">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("title")}
        </Title>
        {data === undefined && (error === null ? <Loading rows={3} height={28} /> : <Trouble error={error} again={() => void refetch()} />)}
        {data !== undefined && <Figures health={data} />}
      </Stack>
    </Card>
  );
}

function Figures({ health }: { health: Health }) {
  const t = useTranslations("life.health");
  const times = useTimes();
  const format = useFormatter();
  const { zone } = useMe().institution;
  const at = (moment: string | null): ReactNode => (moment === null ? t("never") : <Moment at={moment} zone={zone} />);
  const { token, oldestWaiting, missingScopes } = health;
  const rows: [string, ReactNode][] = [
    [t("lastOk"), at(health.lastOkAt)],
    [t("heard"), at(health.heardAt)],
    [t("probed"), at(health.probedAt)],
    [t("waiting"), oldestWaiting === null ? t("nothingWaits") : <Waiting key="w" {...oldestWaiting} zone={zone} />],
    [
      t("token"),
      token === null
        ? t("unknown")
        : t("tokenText", { since: times.moment(token.since, zone), until: times.moment(token.until, zone), zone: times.zone(zone) }),
    ],
    ...(token?.authorizedUntil == null ? [] : [[t("authorizedUntil"), at(token.authorizedUntil)] as [string, ReactNode]]),
    [t("scopes"), missingScopes === null ? t("unknown") : missingScopes.length === 0 ? t("noScopes") : missingScopes.join(", ")],
  ];
  return (
    <>
      <Erasure erasure={health.erasure} />
      <Rows rows={rows} />
      <Title order={3} size="h6">
        {t("calls")}
      </Title>
      <Rows
        rows={health.calls.map(({ label, today, ours }) => [
          t(`labels.${label as "light"}`),
          `${format.number(today)} ${ours === null ? `(${t("noLimit")})` : t("ofOurs", { ours })}`,
        ])}
      />
    </>
  );
}

function Rows({ rows }: { rows: readonly [string, ReactNode][] }) {
  return (
    <Table layout="fixed" withRowBorders={false} verticalSpacing={4}>
      <Table.Tbody>
        {rows.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={400} c="dimmed" w="45%" style={{ verticalAlign: "top" }}>
              {name}
            </Table.Th>
            <Table.Td style={{ overflowWrap: "anywhere" }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Waiting({ since, step, zone }: { since: string; step: string; zone: string }) {
  const steps = useTranslations("session.steps.name");
  const key = step as never;
  return (
    <>
      {steps.has(key) && `${steps(key)} · `}
      <Moment at={since} zone={zone} />
    </>
  );
}

function Erasure({ erasure }: { erasure: Health["erasure"] }) {
  const t = useTranslations("life.health");
  const times = useTimes();
  const { zone } = useMe().institution;
  if (erasure === null) return null;
  const on = (moment: string): string => `${times.moment(moment, zone)} ${times.zone(zone)}`;
  const count = Object.values(erasure.deleted ?? {}).reduce((all, one) => all + one, 0);
  const text =
    erasure.erasedAt !== null
      ? t("erased", { time: on(erasure.erasedAt), count })
      : erasure.stoppedAt !== null
        ? t("erasureStopped")
        : t("erasureDue", { time: on(erasure.dueAt) });
  return (
    <Alert color={erasure.erasedAt === null && erasure.stoppedAt === null ? "red" : "gray"} icon={<Eraser aria-hidden />}>
      <Text size="sm">{text}</Text>
    </Alert>
  );
}
