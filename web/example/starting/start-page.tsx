import { Alert, Card, List, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { CircleCheck, FlaskConicalOff, SquareTerminal } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Start } from "../../../src/example/starting/contract.ts";
import { ProblemError, send } from "../../shell/api.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { Page } from "../../shell/page.tsx";
import { Empty, Loading } from "../../shell/states.tsx";
import { FormTrouble, Trouble } from "../../shell/trouble.tsx";
import { startQuery } from "./start-queries.ts";

/** What starting for real means, who may, and what becomes of the demo. */
export function StartPage() {
  const t = useTranslations("real.start");
  const { data, error, refetch } = useQuery(startQuery);
  const isNone = error instanceof ProblemError && error.problem.status === 404;
  return (
    <Page title={t("title")} text={t("text")} width="narrow">
      {data === undefined && error === null && <Loading rows={2} height={160} />}
      {isNone && <Empty icon={FlaskConicalOff} title={t("none")} text={t("noneText")} />}
      {error !== null && !isNone && <Trouble error={error} again={() => void refetch()} />}
      {data?.owned === true && <Empty icon={CircleCheck} title={t("owned")} text={t("ownedText")} />}
      {data?.owned === false && <Starting told={data} />}
    </Page>
  );
}

function Starting({ told }: { told: Start }) {
  const t = useTranslations("real.start");
  const print = useMutation({ mutationFn: () => send("POST", "/api/start/address", {}) });
  return (
    <Stack>
      <Card padding="lg">
        <Stack gap="xs">
          <Title order={2} size="h4">
            {t("what")}
          </Title>
          <List spacing={6}>
            <List.Item>{t("empty")}</List.Item>
            <List.Item>{t("apart")}</List.Item>
            <List.Item>{t("checklist")}</List.Item>
            <List.Item>
              <ClockWord clock={told.clock} />
            </List.Item>
          </List>
        </Stack>
      </Card>
      <Card padding="lg">
        <Stack gap="sm" align="flex-start">
          <Title order={2} size="h4">
            {t("who")}
          </Title>
          <Text>{t("whoText")}</Text>
          <ActButton loading={print.isPending} onClick={() => print.mutate()} leftSection={<SquareTerminal size={16} aria-hidden />}>
            {t("print")}
          </ActButton>
          <FormTrouble error={print.error} />
          {print.isSuccess && (
            <Alert color="green" icon={<CircleCheck aria-hidden />} role="status">
              {t("printed")}
            </Alert>
          )}
        </Stack>
      </Card>
    </Stack>
  );
}

/** What becomes of the demo's clock, and so of the demo. */
export function ClockWord({ clock }: { clock: Start["clock"] }) {
  const t = useTranslations("real.start");
  if (clock === "ahead") return t("ahead");
  return (
    <>
      {t(clock === "in step" ? "inStep" : "behind")} {t("kept")}
    </>
  );
}
