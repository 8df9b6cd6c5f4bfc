import { Alert, Button, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Setup } from "../../../src/people/setting-up/contract.ts";
import { send } from "../../shell/api.ts";
import { Page } from "../../shell/page.tsx";
import { queryClient } from "../../shell/queries.ts";
import { useSaying } from "../../shell/saying.tsx";
import { Loading } from "../../shell/states.tsx";
import { Trouble } from "../../shell/trouble.tsx";
import { doneOf, ITEMS, type Item } from "./done.ts";
import { AddressItem, ContactItem, MailItem, PeopleItem, RoomsItem, ZoomItem } from "./setup-items.tsx";
import { setupQuery } from "./setup-queries.ts";

const PARTS: Record<Item, (props: { setup: Setup; done: boolean }) => React.ReactNode> = {
  address: AddressItem,
  mail: MailItem,
  zoom: ZoomItem,
  rooms: RoomsItem,
  contact: ContactItem,
  people: PeopleItem,
};

/** What a new institution still needs. Each line says how it is now. */
export function SetupPage() {
  const t = useTranslations("real.setup");
  const { data, error, refetch } = useQuery(setupQuery);
  return (
    <Page title={t("title")} text={t("text")} width="narrow" aside={data !== undefined && <PutAway away={data.putAway} />}>
      {data === undefined && (error === null ? <Loading rows={6} height={90} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data !== undefined && <Items setup={data} />}
    </Page>
  );
}

function Items({ setup }: { setup: Setup }) {
  const t = useTranslations("real.setup");
  const done = doneOf(setup, location.origin);
  const many = ITEMS.filter((item) => done[item]).length;
  return (
    <Stack gap="sm">
      {many === ITEMS.length ? (
        <Alert color="green" icon={<CircleCheck aria-hidden />}>
          {t("all")}
        </Alert>
      ) : (
        <Text c="dimmed">{t("progress", { done: many, all: ITEMS.length })}</Text>
      )}
      {ITEMS.map((item) => {
        const Part = PARTS[item];
        return <Part key={item} setup={setup} done={done[item]} />;
      })}
    </Stack>
  );
}

function PutAway({ away }: { away: boolean }) {
  const t = useTranslations("real.setup");
  const saying = useSaying();
  const put = useMutation({
    mutationFn: () => send("POST", "/api/setup/put-away", { away: !away }),
    onSuccess: () => (away ? undefined : saying.done(t("putAwayText"))),
    onError: saying.failed,
    onSettled: () => queryClient.invalidateQueries(),
  });
  return (
    <Button variant="default" loading={put.isPending} onClick={() => put.mutate()}>
      {t(away ? "bringBack" : "putAway")}
    </Button>
  );
}
