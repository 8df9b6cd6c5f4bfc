import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { Page } from "../shell/page.tsx";
import { Loading } from "../shell/states.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { ConnectedUsersCard } from "./connected-users.tsx";
import { Connecting } from "./connecting.tsx";
import { ConnectionActions } from "./connection-actions.tsx";
import { ConnectionHealth } from "./connection-health.tsx";
import { ConnectionLeaving } from "./connection-leaving.tsx";
import { connectionQuery } from "./connection-queries.ts";
import { ConnectionState } from "./connection-state.tsx";
import { DefaultHostCard, HostMissing } from "./default-host.tsx";
import { OutcomeNotice } from "./outcome-notice.tsx";

/** The institution's Zoom account: how the connection is, and what can be done about it. */
export function ConnectionPage() {
  const t = useTranslations("connection");
  const { data, error, refetch } = useQuery(connectionQuery);
  const search = useSearch({ from: "/frame/connection" });
  return (
    <Page title={t("title")} text={t("about")}>
      <Stack gap="md">
        {data === undefined && (error === null ? <Loading rows={4} height={80} /> : <Trouble error={error} again={() => void refetch()} />)}
        <OutcomeNotice {...search} />
        {data !== undefined && data.account !== null && <HostMissing />}
        {data !== undefined && <ConnectionState view={data} />}
        {data !== undefined && <ConnectionLeaving view={data} />}
        {data !== undefined && <Connecting connection={data} />}
        {data !== undefined && <ConnectionActions view={data} />}
        {data !== undefined && data.account !== null && <DefaultHostCard />}
        {data !== undefined && data.account !== null && <ConnectionHealth />}
        {data !== undefined && <ConnectedUsersCard />}
      </Stack>
    </Page>
  );
}
