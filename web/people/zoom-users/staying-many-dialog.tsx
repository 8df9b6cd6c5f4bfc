import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useInViewport } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { runView } from "../../../src/classrooms/runs/contract.ts";
import { FarewellChoice, type Farewell } from "../../classrooms/changing/farewell-choice.tsx";
import { send } from "../../shell/api.ts";
import { freshId } from "../../shell/fresh-id.ts";
import { useProblemText, useWhyNot } from "../../shell/trouble.tsx";
import { useOwned } from "../members/leaving-zoom-user.tsx";
import { leavingQuery } from "./leaving-query.ts";
import type { LeftBehind } from "./left-behind.tsx";

type Person = LeftBehind["people"][number];
/** Of each person: that it was asked for, that there is nothing to do, or why not in a sentence. */
type End = { is: "asked" | "nothing" } | { is: "refused"; farewell: Farewell; why: string };
/** What was seen of a Zoom user so long ago is asked for anew, in ms. */
const SEEN_LATELY = 60_000;
type Props = { people: readonly Person[]; text: string; onClose: () => void };

/** What becomes of the Zoom users of several who stay in Bedel, one way for all that are ticked; nothing, unless somebody says otherwise. */
export function StayingManyDialog({ people, text, onClose }: Props) {
  const t = useTranslations("zoomUsers.stayingMany");
  const common = useTranslations("common");
  const [farewell, setFarewell] = useState<Farewell>("nothing");
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const { ends, begun, ask } = useAskEach(onClose);
  const chosen = people.filter(({ id }) => !without.has(id) && !isOver(ends.get(id)));
  const isBusy = begun !== null;
  const toggle = (id: string): void => setWithout((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  return (
    <Modal opened onClose={isBusy ? () => {} : onClose} title={t("title")} size="lg" closeButtonProps={{ "aria-label": common("close"), disabled: isBusy }}>
      <Stack>
        <Text size="sm">{text}</Text>
        <Stack component="ul" gap="xs" m={0} p={0} mah={260} style={{ overflowY: "auto", listStyle: "none" }} tabIndex={0} aria-label={t("people")}>
          {people.map((person) => (
            <PersonLine
              key={person.id}
              {...{ person, farewell }}
              end={ends.get(person.id) ?? null}
              checked={!without.has(person.id)}
              disabled={isBusy}
              onToggle={() => toggle(person.id)}
            />
          ))}
        </Stack>
        <FarewellChoice label={t("what")} value={farewell} onChange={setFarewell} />
        <Group justify="flex-end">
          <Text size="sm" c="dimmed" role="status" flex={1}>
            {begun !== null && t("going", begun)}
          </Text>
          <Button variant="default" disabled={isBusy} onClick={onClose}>
            {common("back")}
          </Button>
          <Button
            {...(farewell === "nothing" ? {} : { color: "red" })}
            loading={isBusy}
            onClick={() => (farewell === "nothing" || chosen.length === 0 ? onClose() : void ask(chosen, farewell))}
          >
            {t("yes", { n: farewell === "nothing" ? 0 : chosen.length })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const isOver = (end: End | null | undefined): boolean => end != null && end.is !== "refused";

/** Asks for one after the other, so that each has its own answer; with one id a person and way, so that whoever is asked for twice is asked for once. */
function useAskEach(onClose: () => void) {
  const queries = useQueryClient();
  const [problem, reason] = [useProblemText(), useWhyNot()];
  const go = useNavigate();
  const [runIds] = useState(() => new Map<string, string>());
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => void (isThere.current = false);
  }, []);
  const [ends, setEnds] = useState<ReadonlyMap<string, End>>(new Map());
  const [begun, setBegun] = useState<{ n: number; of: number } | null>(null);
  const idFor = (key: string): string => runIds.get(key) ?? (runIds.set(key, freshId()), runIds.get(key)!);
  const askOne = async (id: string, farewell: Farewell): Promise<End> => {
    const { hasUser, whyNot } = await queries.fetchQuery({ ...leavingQuery(`members/${id}`, true), staleTime: SEEN_LATELY });
    if (!hasUser) return { is: "nothing" };
    const why = reason(whyNot[farewell]);
    if (why !== null) return { is: "refused", farewell, why };
    await send("POST", `/api/members/${encodeURIComponent(id)}/zoom-user`, { runId: idFor(`${id} ${farewell}`), farewell }, runView);
    return { is: "asked" };
  };
  const ask = async (people: readonly Person[], farewell: Farewell): Promise<void> => {
    const now = new Map(ends);
    for (const [n, { id }] of people.entries()) {
      setBegun({ n, of: people.length });
      now.set(id, await askOne(id, farewell).catch((error: unknown) => ({ is: "refused", farewell, why: problem(error) }) as const));
      if (!isThere.current) return; // the page was left: what was asked for goes on, and no more is asked
      setEnds(new Map(now));
    }
    setBegun(null);
    await Promise.all([["runs"], ["zoom-users"]].map((queryKey) => queries.invalidateQueries({ queryKey })));
    if (people.some(({ id }) => !isOver(now.get(id)))) return; // whose reasons are shown
    onClose();
    if (people.some(({ id }) => now.get(id)?.is === "asked")) void go({ to: "/runs" });
  };
  return { ends, begun, ask };
}

type LineProps = { person: Person; farewell: Farewell; end: End | null; checked: boolean; disabled: boolean; onToggle: () => void };

/** Somebody, with what their Zoom user owns, which is asked of Zoom when the line is seen. */
function PersonLine({ person: { id, name, email }, farewell, end, checked, disabled, onToggle }: LineProps) {
  const t = useTranslations("zoomUsers.stayingMany");
  const { ref, inViewport } = useInViewport();
  const { data, error } = useQuery({ ...leavingQuery(`members/${id}`, true), enabled: inViewport, staleTime: SEEN_LATELY });
  const owned = useOwned();
  const reason = useWhyNot();
  const problem = useProblemText();
  const owns = data === undefined ? (error === null ? t("looking") : problem(error)) : data.hasUser ? owned(data) : t("noUser");
  const whyNot = end?.is === "refused" && end.farewell === farewell ? end.why : data?.hasUser === true ? reason(data.whyNot[farewell]) : null;
  return (
    <li ref={ref}>
      <Checkbox
        label={`${name} (${email})`}
        description={
          <>
            {end?.is === "asked" ? t("asked") : owns}
            {!isOver(end) && whyNot !== null && (
              <Text component="span" display="block" size="xs" c="red">
                {whyNot}
              </Text>
            )}
          </>
        }
        checked={checked}
        disabled={disabled || isOver(end)}
        onChange={onToggle}
        styles={{ label: { overflowWrap: "anywhere" } }}
      />
    </li>
  );
}
