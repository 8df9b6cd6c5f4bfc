import { Alert, Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Info, Search, UserPlus, Users } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ZoomUserList, ZoomUserRow } from "../../../src/classrooms/zoom-users/contract.ts";
import { NotDone } from "../../classrooms/not-done.tsx";
import { provisioningQuery } from "../../classrooms/queries.ts";
import { AnchorLink, ButtonLink } from "../../shell/links.tsx";
import { Page } from "../../shell/page.tsx";
import { Empty, Loading } from "../../shell/states.tsx";
import { useTimes } from "../../shell/times.tsx";
import { Trouble } from "../../shell/trouble.tsx";
import { ManyDialog } from "./many-dialog.tsx";
import { PeopleList } from "./people-list.tsx";
import { zoomUsersQuery } from "./queries.ts";
import { Seats } from "./seats.tsx";

/** Who is a user of the Zoom account, what is to be done by whom, and who uses the licences. */
export function ZoomUsersPage() {
  const t = useTranslations("zoomUsers");
  const { data, error, refetch } = useQuery(zoomUsersQuery);
  const provisioning = useQuery(provisioningQuery).data;
  const [making, setMaking] = useState(false);
  const aside = (
    <>
      <ButtonLink to="/provisioning" variant="default">
        {t("settings")}
      </ButtonLink>
      {provisioning?.on === true && (
        <Button leftSection={<UserPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
          {t("many")}
        </Button>
      )}
    </>
  );
  return (
    <Page title={t("title")} text={t("about")} aside={aside}>
      {provisioning?.on === false && (
        <Alert variant="light" color="yellow" icon={<Info aria-hidden />} role="note">
          {t("off")}{" "}
          <AnchorLink to="/provisioning" underline="always" inherit>
            {t("toSettings")}
          </AnchorLink>
        </Alert>
      )}
      {data === undefined && (error === null ? <Loading rows={5} height={60} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data !== undefined && <NotDone counts={data.notDone} />}
      {data !== undefined && <Everybody list={data} />}
      {making && <ManyDialog onClose={() => setMaking(false)} />}
    </Page>
  );
}

type Which = "all" | "open" | "none";
/** Somebody, or Zoom, has to do something first: also for who is active and waits for a licence. */
const isOpen = ({ state, because, lettingGo }: ZoomUserRow): boolean =>
  because !== null || lettingGo !== null || (state !== "active" && state !== "none" && state !== "inactive");
const OF: Record<Which, (row: ZoomUserRow) => boolean> = { all: () => true, open: isOpen, none: ({ state }) => state === "none" };

function Everybody({ list }: { list: ZoomUserList }) {
  const t = useTranslations("zoomUsers");
  const times = useTimes();
  const [text, setText] = useState("");
  const [which, setWhich] = useState<Which>("all");
  const words = text.trim().toLowerCase();
  const shown = list.people.filter((row) => OF[which](row) && `${row.name} ${row.email}`.toLowerCase().includes(words));
  return (
    <Stack gap="md">
      <Seats seats={list.seats} />
      <Group align="flex-end">
        <TextInput
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          leftSection={<Search size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          w={{ base: "100%", xs: 290 }}
        />
        <Select
          aria-label={t("which")}
          w={{ base: "100%", xs: 280 }}
          allowDeselect={false}
          data={(["all", "open", "none"] as const).map((value) => ({ value, label: t(`shown.${value}`, { n: list.people.filter(OF[value]).length }) }))}
          value={which}
          onChange={(to) => setWhich((to ?? "all") as Which)}
        />
      </Group>
      {shown.length > 0 ? (
        <PeopleList people={shown} />
      ) : (
        <Empty icon={Users} title={t("nobody")} {...(list.people.length === 0 ? { text: t("nobodyText") } : {})} />
      )}
      {list.readAt !== null && (
        <Text size="sm" c="dimmed">
          {t("read", { time: `${times.moment(list.readAt)} ${times.zone()}` })}
        </Text>
      )}
    </Stack>
  );
}
