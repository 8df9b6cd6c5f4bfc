import { Button, Card, Group, Modal, MultiSelect, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus, Users } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { team as teamShape, type MemberList, type Team } from "../../../src/people/members/contract.ts";
import { send } from "../../shell/api.ts";
import { useConfirm } from "../../shell/confirm.tsx";
import { useSaying } from "../../shell/saying.tsx";
import { Empty } from "../../shell/states.tsx";
import { FormTrouble, fieldProblems } from "../../shell/trouble.tsx";
import { MadeByTeams } from "../zoom-users/made-by-teams.tsx";
import { useAct } from "./queries.ts";

const membersIn = (list: MemberList, team: Team) => list.members.filter((m) => m.state === "active" && m.teams.includes(team.id));

export function TeamsTab({ list }: { list: MemberList }) {
  const t = useTranslations("members.team");
  const [open, setOpen] = useState<Team | "new" | null>(null);
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
      {open !== null && <TeamDialog team={open === "new" ? null : open} list={list} onClose={() => setOpen(null)} />}
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

/** A team's name and who is in it. */
function TeamDialog({ team, list, onClose }: { team: Team | null; list: MemberList; onClose: () => void }) {
  const t = useTranslations("members.team");
  const common = useTranslations("common");
  const [name, setName] = useState(team?.name ?? "");
  const [inside, setInside] = useState(team === null ? [] : membersIn(list, team).map((m) => m.id));
  const { save, remove } = useTeamActs(team, onClose);
  const people = list.members.filter((m) => m.state === "active").map((m) => ({ value: m.id, label: `${m.name} (${m.email})` }));
  return (
    <Modal opened onClose={onClose} title={team?.name ?? t("make")} closeButtonProps={{ "aria-label": common("close") }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ name, members: inside });
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
          <FormTrouble error={save.error} />
          <Group justify="space-between">
            {team === null ? (
              <span />
            ) : (
              <Button variant="subtle" color="red" onClick={() => void remove(team)}>
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

function useTeamActs(team: Team | null, onClose: () => void) {
  const t = useTranslations("members");
  const queries = useQueryClient();
  const saying = useSaying();
  const confirm = useConfirm();
  const act = useAct();
  const path = (id: string): string => `/api/teams/${encodeURIComponent(id)}`;
  const [made, setMade] = useState<Team | null>(null);
  const save = useMutation({
    mutationFn: async (wish: { name: string; members: string[] }) => {
      const known = team ?? made ?? (await send("POST", "/api/teams", { name: wish.name }, teamShape));
      setMade(known); // what was made is not made again when the rest fails
      await send("PATCH", path(known.id), wish);
    },
    onSuccess: () => {
      saying.done(t(team === null ? "said.teamMade" : "said.teamChanged"));
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["members"] }),
  });
  const remove = async (one: Team): Promise<void> => {
    const question = { title: t("team.removeTitle", { team: one.name }), text: t("team.removeText"), yes: t("team.remove"), danger: true };
    if (await confirm(question)) act.mutate({ method: "DELETE", path: path(one.id), said: t("said.teamRemoved") }, { onSuccess: onClose });
  };
  return { save, remove };
}
