import { Card, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ContactRound } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { attendeeListDetail, type ListHead } from "../../src/attendees/lists/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { freshId } from "../shell/fresh-id.ts";
import { AnchorLink } from "../shell/links.tsx";
import { Page } from "../shell/page.tsx";
import { queryClient } from "../shell/queries.ts";
import { Empty, Loading } from "../shell/states.tsx";
import { fieldProblems, FormTrouble, Trouble } from "../shell/trouble.tsx";
import { listsQuery } from "./queries.ts";

/** One's lists, and making another. */
export function ListsPage() {
  const t = useTranslations("lists.page");
  const { data, error, refetch } = useQuery(listsQuery);
  return (
    <Page title={t("title")} text={t("text")} width="narrow">
      <MakeList />
      {data === undefined && (error === null ? <Loading rows={3} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data?.lists.length === 0 && <Empty icon={ContactRound} title={t("empty")} text={t("emptyText")} />}
      {data !== undefined && data.lists.length > 0 && (
        <Card>
          <Stack component="ul" m={0} p={0} gap="md" style={{ listStyle: "none" }}>
            {data.lists.map((list) => (
              <Line key={list.id} list={list} />
            ))}
          </Stack>
        </Card>
      )}
    </Page>
  );
}

function Line({ list: { id, name, owner, people, sessions } }: { list: ListHead }) {
  const t = useTranslations("lists.page");
  return (
    <li>
      <AnchorLink to="/lists/$id" params={{ id }} fw={600} c="inherit" style={{ overflowWrap: "anywhere" }}>
        {name}
      </AnchorLink>
      <Text size="sm" c="dimmed">
        {[t("people", { n: people }), t("sessions", { n: sessions }), owner].join(" · ")}
      </Text>
    </li>
  );
}

function MakeList() {
  const t = useTranslations("lists.page");
  const go = useNavigate();
  const [name, setName] = useState("");
  /** Of what is filled in now: sent twice it is made once. */
  const id = useRef(freshId());
  const make = useMutation({
    mutationFn: () => send("POST", "/api/lists", { id: id.current, name }, attendeeListDetail),
    onSuccess: (list) => go({ to: "/lists/$id", params: { id: list.id } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["lists"] }),
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
