import { Group } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { typeDetail } from "../../../src/bookings/contract.ts";
import type { Asking } from "../../../src/sessions/hosting/contract.ts";
import { askingQuery } from "../../sessions/expected-field.tsx";
import { ActButton } from "../../shell/act-button.tsx";
import { send } from "../../shell/api.ts";
import { freshId } from "../../shell/fresh-id.ts";
import { useWhyNot } from "../../shell/may.ts";
import { useMe } from "../../shell/me.ts";
import { Page } from "../../shell/page.tsx";
import { queryClient } from "../../shell/queries.ts";
import { Loading } from "../../shell/states.tsx";
import { FormTrouble, Trouble } from "../../shell/trouble.tsx";
import { TYPES, typeQuery, typesQuery, type TypeList } from "../queries.ts";
import { freshDraft, newTypeOf, type TypeDraft } from "./type-draft.ts";
import { TypeForm } from "./type-form.tsx";

/** Setting up what can be booked. */
export function NewTypePage() {
  const t = useTranslations("appointmentEditor");
  const types = useQuery(typesQuery);
  const asking = useQuery(askingQuery);
  const error = types.error ?? asking.error;
  return (
    <Page title={t("newTitle")} text={t("newText")}>
      {types.data !== undefined && asking.data !== undefined ? (
        <NewType choices={types.data} sources={asking.data.sources} />
      ) : error === null ? (
        <Loading rows={3} height={140} />
      ) : (
        <Trouble error={error} again={() => void Promise.all([types.refetch(), asking.refetch()])} />
      )}
    </Page>
  );
}

type Sources = Asking["sources"];

/** One's own Zoom where there is one, otherwise what there is. */
const sourceOf = (sources: Sources): TypeDraft["source"] =>
  (["personal", "default host", "pool"] as const).find((each) => sources.find(({ source }) => source === each)?.whyNot === null) ?? "personal";

function NewType({ choices, sources }: { choices: TypeList; sources: Sources }) {
  const t = useTranslations("appointmentEditor");
  const go = useNavigate();
  const whyNot = useWhyNot();
  const { member } = useMe();
  const language = useLocale() === "es" ? "es" : "en";
  // Kept until it is made, so that a double click or a lost answer makes one.
  const id = useRef(freshId());
  const [draft, setDraft] = useState(() => freshDraft({ me: member.id, zone: member.zone, source: sourceOf(sources), language, locked: choices.lockedPlace }));
  const make = useMutation({
    mutationFn: () => send("POST", TYPES, newTypeOf(draft, id.current), typeDetail),
    onSuccess: async (type) => {
      queryClient.setQueryData(typeQuery(type.id).queryKey, type);
      void queryClient.invalidateQueries({ queryKey: typesQuery.queryKey });
      await go({ to: "/appointments/$id", params: { id: type.id }, state: { justAsked: true } });
    },
  });
  return (
    <TypeForm
      draft={draft}
      onChange={(more) => setDraft((before) => ({ ...before, ...more }))}
      choices={choices}
      kept={false}
      error={make.error}
      onSubmit={() => !make.isPending && make.mutate()}
    >
      <FormTrouble beside="all" error={make.error} />
      <Group justify="flex-end">
        <ActButton type="submit" size="md" loading={make.isPending} whyNot={whyNot("POST /api/appointment-types")}>
          {t("create")}
        </ActButton>
      </Group>
    </TypeForm>
  );
}
