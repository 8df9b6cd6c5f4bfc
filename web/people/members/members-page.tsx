import { Button, Checkbox, Group, Stack, Tabs, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Search, UserPlus, UserX } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { MemberList } from "../../../src/people/members/contract.ts";
import { ButtonLink } from "../../shell/links.tsx";
import { useMe } from "../../shell/me.ts";
import { Page } from "../../shell/page.tsx";
import { Empty, Loading } from "../../shell/states.tsx";
import { Trouble } from "../../shell/trouble.tsx";
import { ChangeDialog } from "./change-dialog.tsx";
import { linesFor } from "./found.ts";
import { InviteDialog } from "./invite-dialog.tsx";
import type { Wanted } from "./line-actions.tsx";
import { MembersList } from "./members-list.tsx";
import { membersQuery, useAct } from "./queries.ts";
import { RemoveDialog } from "./remove-dialog.tsx";
import { TeamsTab } from "./teams-tab.tsx";
import { LeftBehindDialog } from "../zoom-users/left-behind.tsx";
import { RevokeDialog } from "./revoke-dialog.tsx";

/** Who belongs to the institution, who is invited, and how they are grouped. */
export function MembersPage() {
  const t = useTranslations("members");
  const { institution } = useMe();
  const { tab } = useSearch({ from: "/frame/members" });
  const go = useNavigate();
  const { data, error, refetch } = useQuery(membersQuery);
  const [inviting, setInviting] = useState(false);
  const zoomUsers = useTranslations("zoomUsers");
  const invite = (
    <>
      <ButtonLink to="/zoom-users" variant="default">
        {zoomUsers("title")}
      </ButtonLink>
      <Button leftSection={<UserPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>
        {t("invite")}
      </Button>
    </>
  );
  return (
    <Page title={t("title")} text={t("about", { institution: institution.name })} aside={invite}>
      {data === undefined && (error === null ? <Loading rows={5} height={60} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data !== undefined && (
        <Tabs
          value={tab === "teams" ? "teams" : "people"}
          onChange={(to) => void go({ to: "/members", search: to === "teams" ? { tab: to } : {}, replace: true })}
          keepMounted={false}
        >
          <Tabs.List mb="md">
            <Tabs.Tab value="people">{t("tabs.people")}</Tabs.Tab>
            <Tabs.Tab value="teams">{t("tabs.teams")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="people">
            <PeopleTab list={data} />
          </Tabs.Panel>
          <Tabs.Panel value="teams">
            <TeamsTab list={data} />
          </Tabs.Panel>
        </Tabs>
      )}
      {inviting && data !== undefined && <InviteDialog list={data} onClose={() => setInviting(false)} />}
    </Page>
  );
}

function PeopleTab({ list }: { list: MemberList }) {
  const t = useTranslations("members");
  const [text, setText] = useState("");
  const [withLeft, setWithLeft] = useState(false);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const act = useAct();
  const lines = linesFor(list, text, withLeft);
  const active = list.members.filter((m) => m.state === "active").length;
  const want = (next: Wanted): void => {
    if (next.what !== "resend") return setWanted(next);
    const { id, sent } = next.invitation;
    act.mutate({ method: "POST", path: `/api/invitations/${encodeURIComponent(id)}/resend`, body: { sent }, said: t("said.resent") });
  };
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Group>
          <TextInput
            aria-label={t("search")}
            placeholder={t("search")}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            leftSection={<Search size={16} aria-hidden />}
            w={{ base: "100%", xs: 290 }}
          />
          {active < list.members.length && <Checkbox label={t("showLeft")} checked={withLeft} onChange={(event) => setWithLeft(event.currentTarget.checked)} />}
        </Group>
        <Text size="sm" c="dimmed" role="status">
          {t("counts", { members: active, invited: list.invitations.length })}
        </Text>
      </Group>
      {lines.length > 0 ? <MembersList lines={lines} teams={list.teams} onWant={want} /> : <Empty icon={UserX} title={t("none")} />}
      {wanted?.what === "change" && (
        <ChangeDialog
          member={wanted.member}
          teams={list.teams}
          onClose={() => setWanted(null)}
          onLost={(lost) => setWanted({ what: "stay", left: { people: [wanted.member], lost } })}
        />
      )}
      {wanted?.what === "stay" && <LeftBehindDialog left={wanted.left} onClose={() => setWanted(null)} />}
      {wanted?.what === "remove" && <RemoveDialog member={wanted.member} members={list.members} onClose={() => setWanted(null)} />}
      {wanted?.what === "revoke" && <RevokeDialog invitation={wanted.invitation} onClose={() => setWanted(null)} />}
    </Stack>
  );
}
