import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocation, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { typeDetail, type TypeDetail } from "../../../src/bookings/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { get, ProblemError, send } from "../../shell/api.ts";
import { ButtonLink } from "../../shell/links.tsx";
import { Page } from "../../shell/page.tsx";
import { queryClient } from "../../shell/queries.ts";
import { useSaying } from "../../shell/saying.tsx";
import { Loading } from "../../shell/states.tsx";
import { FormTrouble, isFieldProblem, Trouble, useWhyNot } from "../../shell/trouble.tsx";
import { useLeaveGuard } from "../leave-guard.ts";
import { typePath, typeQuery, typesQuery, type TypeList } from "../queries.ts";
import { Troubles } from "../troubles.tsx";
import { AddressCard } from "./address-card.tsx";
import { DeleteType } from "./delete-type.tsx";
import { changeOf, draftOf } from "./type-draft.ts";
import { TypeForm } from "./type-form.tsx";

/** One appointment type: its address, what keeps it from being booked, and all that is decided of it. */
export function TypePage() {
  const { id } = useParams({ from: "/frame/appointments/$id" });
  const t = useTranslations("appointments");
  const made = useLocation({ select: ({ state }) => state.justAsked === true });
  const type = useQuery(typeQuery(id));
  const types = useQuery(typesQuery);
  const error = type.error ?? types.error;
  if (type.data === undefined || types.data === undefined)
    return (
      <Page title={t("title")}>
        {error === null ? <Loading rows={3} height={140} /> : <Trouble error={error} again={() => void Promise.all([type.refetch(), types.refetch()])} />}
      </Page>
    );
  return (
    <Page title={type.data.name} aside={<Aside type={type.data} />}>
      {type.data.active && <Troubles type={type.data} />}
      <AddressCard type={type.data} made={made} />
      <Editor key={id} first={type.data} choices={choicesOf(type.data, types.data)} />
    </Page>
  );
}

/** Whoever hosts it already is named, also by those who could not choose this person. */
function choicesOf({ hosts, team }: TypeDetail, { members, teams, ...rest }: TypeList): TypeList {
  const besides = hosts.filter(({ id }) => !members.some((member) => member.id === id));
  const more = team === null || teams.some(({ id }) => id === team.id) ? [] : [team];
  return { ...rest, members: [...members, ...besides], teams: [...teams, ...more] };
}

function Aside({ type }: { type: TypeDetail }) {
  const t = useTranslations("appointments");
  return (
    <>
      <ButtonLink variant="default" to="/bookings" search={{ type: type.id }}>
        {t("bookings")}
      </ButtonLink>
      <DeleteType type={type} />
    </>
  );
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function Editor({ first, choices }: { first: TypeDetail; choices: TypeList }) {
  const t = useTranslations("appointmentEditor");
  const saying = useSaying();
  const whyNot = useWhyNot()(first.whyNotChange);
  const [base, setBase] = useState(first);
  const [draft, setDraft] = useState(() => draftOf(first));
  const [theirs, setTheirs] = useState<TypeDetail | null>(null);
  const begin = (type: TypeDetail): void => {
    setBase(type);
    setDraft(draftOf(type));
    setTheirs(null);
  };
  const save = useMutation({
    mutationFn: () => send("PUT", typePath(base.id), changeOf(draft, base), typeDetail),
    onSuccess: (type) => {
      begin(type);
      queryClient.setQueryData(typeQuery(type.id).queryKey, type);
      void queryClient.invalidateQueries({ queryKey: typesQuery.queryKey });
      saying.done(t("saved"));
    },
    onError: async (error) => {
      if (!(error instanceof ProblemError) || error.problem.status !== 409 || isFieldProblem(error)) return;
      const now = await get(typePath(base.id), typeDetail).catch(() => null);
      if (now !== null && now.revision !== base.revision) setTheirs(now);
    },
  });
  const dirty = !same(changeOf(draft, base), changeOf(draftOf(base), base));
  useLeaveGuard(dirty);
  return (
    <TypeForm
      draft={draft}
      onChange={(more) => setDraft((before) => ({ ...before, ...more }))}
      choices={choices}
      kept
      error={save.error}
      onSubmit={() => dirty && whyNot === null && !save.isPending && theirs === null && save.mutate()}
    >
      {theirs === null ? (
        <FormTrouble beside="all" error={save.error} />
      ) : (
        <Conflict
          onTake={() => begin(theirs)}
          onKeep={() => {
            setBase(theirs);
            setTheirs(null);
            save.reset();
          }}
        />
      )}
      <Group justify="flex-end">
        {dirty && (
          <Button variant="default" onClick={() => begin(base)} disabled={save.isPending}>
            {t("revert")}
          </Button>
        )}
        <ActButton type="submit" size="md" loading={save.isPending} whyNot={whyNot ?? (!dirty ? t("unchanged") : theirs === null ? null : t("conflict"))}>
          {t("save")}
        </ActButton>
      </Group>
    </TypeForm>
  );
}

function Conflict({ onKeep, onTake }: { onKeep: () => void; onTake: () => void }) {
  const t = useTranslations("appointmentEditor");
  return (
    <Alert color="yellow" title={t("conflict")} role="alert">
      <Stack gap="xs">
        <Text size="sm">{t("conflictText")}</Text>
        <Group>
          <Button size="xs" onClick={onKeep}>
            {t("conflictKeep")}
          </Button>
          <Button size="xs" variant="default" onClick={onTake}>
            {t("conflictTake")}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
