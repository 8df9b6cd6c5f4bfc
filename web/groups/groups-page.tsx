import { Card, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { UsersRound } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { attendeeGroupDetail, type GroupHead } from "../../src/attendees/groups/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { freshId } from "../shell/fresh-id.ts";
import { AnchorLink } from "../shell/links.tsx";
import { Page } from "../shell/page.tsx";
import { queryClient } from "../shell/queries.ts";
import { Empty, Loading } from "../shell/states.tsx";
import { fieldProblems, FormTrouble, Trouble } from "../shell/trouble.tsx";
import { groupsQuery } from "./queries.ts";

/** The groups that one may register, and making another. */
export function GroupsPage() {
  const t = useTranslations("groups");
  const { data, error, refetch } = useQuery(groupsQuery);
  return (
    <Page title={t("title")} text={t("text")} width="narrow">
      <MakeGroup />
      {data === undefined && (error === null ? <Loading rows={3} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data?.groups.length === 0 && <Empty icon={UsersRound} title={t("empty")} text={t("emptyText")} />}
      {data !== undefined && data.groups.length > 0 && (
        <Card>
          <Stack component="ul" m={0} p={0} gap="md" style={{ listStyle: "none" }}>
            {data.groups.map((group) => (
              <Line key={group.id} group={group} />
            ))}
          </Stack>
        </Card>
      )}
    </Page>
  );
}

function Line({ group: { id, name, owner, people, lists, manages } }: { group: GroupHead }) {
  const t = useTranslations("groups");
  return (
    <li style={{ overflowWrap: "anywhere" }}>
      {manages ? (
        <AnchorLink to="/groups/$id" params={{ id }} fw={600} c="inherit">
          {name}
        </AnchorLink>
      ) : (
        <Text fw={600}>{name}</Text>
      )}
      <Text size="sm" c="dimmed">
        {[t("people", { n: people }), t("listsOf", { n: lists }), owner].join(" · ")}
      </Text>
      {!manages && (
        <Text size="sm" c="dimmed">
          {t("adminsGroup")}
        </Text>
      )}
    </li>
  );
}

function MakeGroup() {
  const t = useTranslations("groups");
  const go = useNavigate();
  const [name, setName] = useState("");
  /** Of what is filled in now: sent twice it is made once. */
  const id = useRef(freshId());
  const make = useMutation({
    mutationFn: () => send("POST", "/api/groups", { id: id.current, name }, attendeeGroupDetail),
    onSuccess: (group) => go({ to: "/groups/$id", params: { id: group.id } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["groups"] }),
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!make.isPending) make.mutate();
      }}
    >
      <Stack gap="xs">
        <Group align="flex-start">
          <TextInput
            label={t("name")}
            maxLength={120}
            flex={{ base: "1 1 100%", xs: "1 1 240px" }}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={fieldProblems(make.error)["name"]}
          />
          {/* As low as the field's label is high, so that a reason under the field doesn't move it. */}
          <ActButton type="submit" loading={make.isPending} mt={{ base: 0, xs: 25 }}>
            {t("make")}
          </ActButton>
        </Group>
        <FormTrouble beside="all" error={make.error} />
      </Stack>
    </form>
  );
}
