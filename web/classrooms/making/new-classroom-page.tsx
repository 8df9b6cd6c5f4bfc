import { Card, Group, Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { newClassroomPreview, type ClassroomView } from "../../../src/classrooms/contract.ts";
import type { DatabaseView } from "../../../src/classrooms/databases/contract.ts";
import type { ProvisioningView } from "../../../src/classrooms/zoom-users/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { send } from "../../shell/api.ts";
import { freshId } from "../../shell/fresh-id.ts";
import { ButtonLink } from "../../shell/links.tsx";
import { Page } from "../../shell/page.tsx";
import { Loading } from "../../shell/states.tsx";
import { FormTrouble, Trouble, fieldProblems, isRefusal } from "../../shell/trouble.tsx";
import { databasesQuery } from "../databases-queries.ts";
import { classroomsQuery, provisioningQuery, useAskForRun } from "../queries.ts";
import { AddressThere, isRefusedAddress } from "./address-there.tsx";
import { EMPTY, whatIsMissing, wishOf, type Draft } from "./draft.ts";
import { Fields } from "./fields.tsx";
import { firstTables } from "./first-tables.ts";
import { Foreseen, type Preview } from "./foreseen.tsx";
import { ProvisioningOff } from "./provisioning-off.tsx";
import { hasNoRow, tablesOf } from "./row-fields.tsx";

/** A classroom from nothing, or one that takes another's place. */
export function NewClassroomPage() {
  const t = useTranslations("classrooms.making");
  const { replaces } = useSearch({ from: "/frame/classrooms/new" });
  const classrooms = useQuery(classroomsQuery);
  const databases = useQuery(databasesQuery);
  const provisioning = useQuery(provisioningQuery);
  const failed = [classrooms, databases, provisioning].find(({ error, data }) => error !== null && data === undefined);
  const old = classrooms.data?.classrooms.find(({ id }) => id === replaces);
  return (
    <Page title={old === undefined ? t("title") : t("replaceTitle", { name: old.name })} text={t("text")}>
      {failed !== undefined && <Trouble error={failed.error} again={() => void failed.refetch()} />}
      {classrooms.data !== undefined && databases.data !== undefined && provisioning.data !== undefined ? (
        <Making classrooms={classrooms.data.classrooms} databases={databases.data.databases} provisioning={provisioning.data} first={old ?? null} />
      ) : (
        failed === undefined && <Loading rows={4} />
      )}
    </Page>
  );
}

type Props = { classrooms: readonly ClassroomView[]; databases: readonly DatabaseView[]; provisioning: ProvisioningView; first: ClassroomView | null };

/** What most institutions would choose: the only table, the usual link; of one that replaces, its name and code. */
function begun({ databases, provisioning, first }: Props): Draft {
  const named = first === null ? {} : { replaces: first.id, name: first.name, code: first.code, ownRow: hasNoRow(first) };
  return { ...EMPTY, ...firstTables(tablesOf(databases)), standing: provisioning.standing, ...named };
}

function Making(props: Props) {
  const { classrooms, databases, provisioning } = props;
  const t = useTranslations("classrooms.making");
  const common = useTranslations("common");
  const go = useNavigate();
  const [id] = useState(freshId);
  const [draft, setDraft] = useState(() => begun(props));
  const missing = whatIsMissing(draft);
  const preview = usePreview(draft, id);
  const make = useAskForRun((run) => void go({ to: "/runs/$id", params: { id: run.id } }));
  const change = (more: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...more }));
    if (!make.isPending) make.reset();
  };
  const problems = { ...fieldProblems(preview.error), ...fieldProblems(make.error) };
  const [meant, setMeant] = useState<string | null>(null);
  const hinders = preview.shown === null ? "looking" : whatHinders(preview.shown, meant === draft.email);
  const whyNot =
    missing !== null
      ? t(missing)
      : hinders === null
        ? null
        : typeof hinders === "string"
          ? t(hinders)
          : t(`address.${hinders.address}`, { email: draft.email.trim() });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (whyNot !== null) return;
        make.mutate(
          { path: "/api/classrooms", body: wishOf(draft, id, { seen: preview.shown?.seen ?? null, confirmed: meant === draft.email }) },
          { onError: (error) => (isRefusal(error, "row_changed") || isRefusal(error, "classroom_email_unconfirmed")) && preview.again() },
        );
      }}
    >
      <Stack>
        {!provisioning.on && <ProvisioningOff />}
        <Card component="section">
          <Fields {...{ draft, classrooms, databases, problems }} onChange={change} />
        </Card>
        <Foreseen preview={preview.shown} missing={missing} replaces={draft.replaces !== null} licence={draft.licence} />
        {preview.shown !== null && (
          <AddressThere
            address={preview.shown.address}
            email={draft.email.trim()}
            isMeant={meant === draft.email}
            onMeant={(isMeant) => setMeant(isMeant ? draft.email : null)}
          />
        )}
        <FormTrouble beside={[...ALWAYS_SHOWN, ...(draft.replaces === null || draft.ownRow ? ROWS : [])]} error={make.error ?? preview.error} />
        <Group justify="flex-end">
          <ButtonLink to="/classrooms" variant="default">
            {common("back")}
          </ButtonLink>
          <ActButton type="submit" loading={make.isPending} whyNot={whyNot}>
            {t(draft.replaces === null ? "make" : "replace")}
          </ActButton>
        </Group>
      </Stack>
    </form>
  );
}

/** Fields that tell what is wrong with them: those of names are folded away, and of a replaced classroom no row is chosen. */
const ALWAYS_SHOWN = ["replaces", "name", "code", "email"];
const ROWS = ["link", "link.key", "passcode", "passcode.key"];

/** What of the preview stands in the way: a message key under `classrooms.making`, or whose the address is. */
function whatHinders({ rows, address }: Preview, isMeant: boolean): "rowTrouble" | "addressConfirm" | { address: "member" | "administrator" } | null {
  if (rows.some((row) => row.trouble !== null)) return "rowTrouble";
  if (isRefusedAddress(address)) return { address };
  return address === "new" || isMeant ? null : "addressConfirm";
}

/** What would be written if it were asked for now. `shown` is null until it is of just what is typed, or whoever asks would not have seen it. */
function usePreview(draft: Draft, id: string): { shown: Preview | null; error: unknown; again: () => void } {
  const queries = useQueryClient();
  const wish = JSON.stringify(whatIsMissing(draft) === null ? wishOf(draft, id, { seen: null, confirmed: false }) : null);
  const [settled] = useDebouncedValue(wish, 350);
  const key = ["classrooms", "preview", settled];
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => send("POST", "/api/classrooms/preview", JSON.parse(settled), newClassroomPreview),
    enabled: settled !== "null",
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
  return {
    shown: settled === wish ? (data ?? null) : null,
    error: settled === wish ? error : null,
    again: () => void queries.invalidateQueries({ queryKey: key }),
  };
}
