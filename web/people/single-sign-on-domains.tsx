import { Badge, Divider, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Fragment } from "react";
import { useTranslations } from "use-intl";
import { singleSignOnView, type DomainView } from "../../src/people/single-sign-on/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { useWhyNot } from "../shell/may.ts";
import { useSaying } from "../shell/saying.tsx";
import { FormTrouble } from "../shell/trouble.tsx";
import { AccountCard } from "./account-card.tsx";
import { SINGLE_SIGN_ON } from "./single-sign-on-query.ts";
import { ToCopy } from "./to-copy.tsx";

/** Which domains are proven, and what to publish for the others. */
export function Domains({ domains }: { domains: readonly DomainView[] }) {
  const t = useTranslations("singleSignOn");
  const allProven = domains.every((one) => one.isProven);
  return (
    <AccountCard title={t("step3")} text={t("step3Text")}>
      <Stack>
        {domains.map((one, index) => (
          <Fragment key={one.domain}>
            {index > 0 && <Divider />}
            <Stack gap="xs">
              <Group justify="space-between" wrap="nowrap">
                <Text fw={500} style={{ overflowWrap: "anywhere" }}>
                  {one.domain}
                </Text>
                <Badge color={one.isProven ? "green" : "yellow"} variant="light" style={{ flexShrink: 0 }}>
                  {t(one.isProven ? "proven" : "notProven")}
                </Badge>
              </Group>
              {!one.isProven && <ToProve one={one} />}
            </Stack>
          </Fragment>
        ))}
        {!allProven && (
          <Text size="sm" c="dimmed">
            {t("withoutDns")}
          </Text>
        )}
      </Stack>
    </AccountCard>
  );
}

function ToProve({ one: { domain, record } }: { one: DomainView }) {
  const t = useTranslations("singleSignOn");
  const saying = useSaying();
  const queries = useQueryClient();
  const whyNot = useWhyNot();
  const check = useMutation({
    mutationFn: () => send("POST", `/api/single-sign-on/domains/${encodeURIComponent(domain)}/check`, {}, singleSignOnView),
    onSuccess: (view) => {
      saying.done(t("nowProven", { domain }));
      queries.setQueryData(SINGLE_SIGN_ON, view);
    },
  });
  const copyLabel = (what: string): string => t("copyOf", { what, domain });
  return (
    <>
      <Text size="sm">{t("publish", { domain })}</Text>
      <ToCopy label={t("recordName")} value={record.name} copyLabel={copyLabel(t("recordName"))} />
      <ToCopy label={t("recordValue")} value={record.value} copyLabel={copyLabel(t("recordValue"))} />
      <FormTrouble error={check.error} />
      <ActButton
        variant="default"
        style={{ alignSelf: "flex-start" }}
        loading={check.isPending}
        aria-label={t("checkOf", { domain })}
        whyNot={whyNot("POST /api/single-sign-on/domains/:domain/check")}
        onClick={() => check.mutate()}
      >
        {t("check")}
      </ActButton>
    </>
  );
}
