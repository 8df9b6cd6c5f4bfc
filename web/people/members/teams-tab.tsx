import { Button, Card, Group, Modal, MultiSelect, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus, Users } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { team as teamShape, type MemberList, type Team } from "../../../src/people/members/contract.ts";
import { provisioningQuery } from "../../classrooms/queries.ts";
import { send } from "../../shell/api.ts";
import { useConfirm } from "../../shell/confirm.tsx";
import { useSaying } from "../../shell/saying.tsx";
import { Empty } from "../../shell/states.tsx";
import { FormTrouble, fieldProblems } from "../../shell/trouble.tsx";
import { LeftBehindDialog, type LeftBehind } from "../zoom-users/left-behind.tsx";
import { MadeByTeams } from "../zoom-users/made-by-teams.tsx";
import { losing } from "../zoom-users/teams-making.ts";
import { membersQuery } from "./queries.ts";

const membersIn = (list: MemberList, team: Team) => list.members.filter((m) => m.state === "active" && m.teams.includes(team.id));

export function TeamsTab({ list }: { list: MemberList }) {
  const t = useTranslations("members.team");
  const [open, setOpen] = useState<Team | "new" | null>(null);
  const [left, setLeft] = useState<LeftBehind | null>(null);
  const make = (
    <Button variant="default" leftSection={<Plus size={16} aria-hidden />} onClick={() => setOpen("new")}>
      {t("make")}
    </Button>
  );
  return (
    <Stack>
      {list.teams.length === 0 ? (
        <Empty icon={Users} title={t("empty")} text={t("emptyText")}>
          {make}
        </Empty>
      ) : (
        <>
          <Group>{make}</Group>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
            {list.teams.map((team) => (
              <TeamCard key={team.id} team={team} list={list} onChange={() => setOpen(team)} />
            ))}
          </SimpleGrid>
        </>
      )}
      {open !== null && <TeamDialog team={open === "new" ? null : open} list={list} onClose={() => setOpen(null)} onLost={setLeft} />}
      {left !== null && <LeftBehindDialog left={left} onClose={() => setLeft(null)} />}
    </Stack>
  );
}

function TeamCard({ team, list, onChange }: { team: Team; list: MemberList; onChange: () => void }) {
  const t = useTranslations("members.team");
  const inside = membersIn(list, team);
  return (
    <Card padding="md">
      <Stack gap={6} h="100%">
        <Title order={2} size="h5" style={{ overflowWrap: "anywhere" }}>
          {team.name}
        </Title>
        <Text size="sm" c="dimmed">
          {t("members", { n: inside.length })}
        </Text>
        <Text size="sm" lineClamp={3} style={{ overflowWrap: "anywhere", flex: 1 }} title={inside.map((m) => m.name).join(", ")}>
          {inside.map((m) => m.name).join(", ")}
        </Text>
        <Group>
          <Button size="xs" variant="light" aria-label={t("changeOf", { team: team.name })} onClick={onChange}>
            {t("change")}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

type DialogProps = { team: Team | null; list: MemberList; onClose: () => void; onLost: (left: LeftBehind | null) => void };

/** A team's name and who is in it. */
function TeamDialog({ team, list, onClose, onLost }: DialogProps) {
  const t = useTranslations("members.team");
  const common = useTranslations("common");
  const [name, setName] = useState(team?.name ?? "");
  const [before] = useState(team === null ? [] : membersIn(list, team).map((m) => m.id)); // as it was opened: whoever comes meanwhile stays
  const [inside, setInside] = useState(before);
  const { save, remove } = useTeamActs({ team, onClose, onLost });
  const people = list.members.filter((m) => m.state === "active").map((m) => ({ value: m.id, label: `${m.name} (${m.email})` }));
  return (
    <Modal opened onClose={onClose} title={team?.name ?? t("make")} closeButtonProps={{ "aria-label": common("close") }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const joining = inside.filter((id) => !before.includes(id));
          save.mutate({ name, joining, leaving: before.filter((id) => !inside.includes(id)) });
        }}
      >
        <Stack>
          <TextInput
            label={t("name")}
            required
            maxLength={80}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={fieldProblems(save.error)["name"]}
          />
          <MultiSelect
            label={t("who")}
            data={people}
            value={inside}
            onChange={setInside}
            searchable
            hidePickedOptions
            nothingFoundMessage={common("nothingFound")}
          />
          {team !== null && <MadeByTeams teamIds={[team.id]} />}
          <FormTrouble beside="all" error={save.error} />
          <Group justify="space-between">
            {team === null ? (
              <span />
            ) : (
              <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate(team)}>
                {t("remove")}
              </Button>
            )}
            <Button type="submit" loading={save.isPending}>
              {common("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function useTeamActs({ team, onClose, onLost }: Omit<DialogProps, "list">) {
  const t = useTranslations("members");
  const queries = useQueryClient();
  const saying = useSaying();
  const confirm = useConfirm();
  /** Those who leave it, with what they lose; by who is in it, and in which other teams, by now, and asked before it is so. */
  const losers = async (leaving: readonly string[] | "everybody"): Promise<LeftBehind | null> => {
    if (team === null || leaving.length === 0) return null;
    const view = await queries.fetchQuery({ ...provisioningQuery, staleTime: 0 });
    const inside = membersIn(await queries.fetchQuery({ ...membersQuery, staleTime: 0 }), team);
    return losing(view, leaving === "everybody" ? inside : inside.filter(({ id }) => leaving.includes(id)), team.id);
  };
  const path = (id: string): string => `/api/teams/${encodeURIComponent(id)}`;
  const [made, setMade] = useState<Team | null>(null);
  const save = useMutation({
    mutationFn: async (wish: { name: string; joining: string[]; leaving: string[] }) => {
      const known = team ?? made ?? (await send("POST", "/api/teams", { name: wish.name }, teamShape));
      setMade(known); // what was made is not made again when the rest fails
      const left = await losers(wish.leaving);
      await send("PATCH", path(known.id), wish);
      return left;
    },
    onSuccess: (left) => {
      saying.done(t(team === null ? "said.teamMade" : "said.teamChanged"));
      onLost(left);
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["members"] }),
  });
  const remove = useMutation({
    mutationFn: async (one: Team) => {
      const question = { title: t("team.removeTitle", { team: one.name }), text: t("team.removeText"), yes: t("team.remove"), danger: true };
      if (!(await confirm(question))) return;
      const left = await losers("everybody");
      await send("DELETE", path(one.id));
      saying.done(t("said.teamRemoved"));
      onLost(left);
      onClose();
    },
    onError: (error) => saying.failed(error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["members"] }),
  });
  return { save, remove };
}
