import { Badge, Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { ZoomUserRow } from "../../../src/classrooms/zoom-users/contract.ts";
import { useWhy } from "../../classrooms/runs/why.ts";
import { keyOf } from "../../classrooms/words.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { send } from "../../shell/api.ts";
import { freshId } from "../../shell/fresh-id.ts";
import { LinesTable, TableLine } from "../../shell/lines-table.tsx";
import { ButtonLink } from "../../shell/links.tsx";
import { useSaying } from "../../shell/saying.tsx";
import { useTimes } from "../../shell/times.tsx";
import { useWhyNot } from "../../shell/trouble.tsx";
import { StayingDialog } from "./staying-dialog.tsx";
import { useMake } from "./queries.ts";
import classes from "./zoom-users.module.css";

const COLUMNS = ["person", "state", "licence", "actions"] as const;
const COLOURS = { none: "gray", waits: "ink", invited: "ink", active: "green", inactive: "gray", expired: "yellow", failed: "red" } as const;

/** A line as a list has it. */
const lineOf = ({ email, name }: Pick<ZoomUserRow, "email" | "name">): string => `${email},"${name.replaceAll('"', '""')}"`;

/** One line for each person; on a phone one card. */
export function PeopleList({ people }: { people: readonly ZoomUserRow[] }) {
  const t = useTranslations("zoomUsers");
  return (
    <LinesTable
      label={t("title")}
      many={people.length}
      columns={COLUMNS.map((column) => ({ name: t(`columns.${column}`), isSilent: column === "actions" }))}
      className={classes.table}
    >
      <div role="rowgroup">
        {people.map((row, index) => (
          <TableLine key={row.email} index={index}>
            <div role="cell">
              <Text fw={600}>{row.name}</Text>
              <Text size="sm" c="dimmed">
                {row.email}
              </Text>
            </div>
            <div role="cell">
              <State row={row} />
            </div>
            <div role="cell">
              <Licence row={row} />
            </div>
            <div role="cell">
              <Acts row={row} />
            </div>
          </TableLine>
        ))}
      </div>
    </LinesTable>
  );
}

/** In a card no head says that this is about the licence. */
function Licence({ row: { licensed, licenceComes, isLicenceShort, state } }: { row: ZoomUserRow }) {
  const t = useTranslations("zoomUsers");
  const is = licensed === true ? "licensed" : !licenceComes ? "basic" : state === "active" ? "awaited" : isLicenceShort ? "short" : "wanted";
  return (
    <Text size="sm" {...(licensed === true ? {} : { c: "dimmed" })}>
      <span className={classes.inTable}>{t(is)}</span>
      <span className={classes.inCard}>{t(`ofCard.${is}`)}</span>
    </Text>
  );
}

/** How somebody stands in the Zoom account, with Zoom's reason where it said no. */
function State({ row }: { row: ZoomUserRow }) {
  const { state, invitedAt, expiresAt, because, values, lettingGo } = row;
  const t = useTranslations("zoomUsers");
  const times = useTimes();
  const why = useWhy();
  const until =
    invitedAt !== null && expiresAt !== null && state === "invited" ? t("invited", { day: times.day(invitedAt), until: times.day(expiresAt) }) : null;
  const reason =
    because === null || because === "invitation_waits"
      ? state === "waits"
        ? t(row.whyNot.make === "provisioning_off" ? "waitsForSwitch" : "waits")
        : null
      : why(because, values);
  const letting =
    lettingGo === null
      ? null
      : t(lettingGo.failed ? "lettingGo.failed" : "lettingGo.goesOn", {
          what: state === "invited" || state === "expired" ? "invitation" : keyOf(lettingGo.farewell),
          why: lettingGo.because === null ? "" : why(lettingGo.because, lettingGo.values),
        }).trim();
  return (
    <>
      <Badge variant="light" color={COLOURS[state]} size="sm">
        {t(`states.${state}`)}
      </Badge>
      {[until, reason, letting].map(
        (each) =>
          each !== null && (
            <Text key={each} size="xs" c="dimmed">
              {each}
            </Text>
          ),
      )}
    </>
  );
}

/** What may be done for somebody now; what can't be done at all is not in the way. */
function Acts({ row }: { row: ZoomUserRow }) {
  const t = useTranslations("zoomUsers");
  const whyNot = useWhyNot();
  const saying = useSaying();
  const queries = useQueryClient();
  const make = useMake(
    (answer) => saying.done(t("asked", { n: answer.asked })),
    (error) => saying.failed(error),
  );
  const resend = useMutation({
    mutationFn: (runId: string) => send("POST", `/api/runs/${encodeURIComponent(runId)}/resend`, { resent: row.resent }),
    onSuccess: () => saying.done(t("resent")),
    onError: (error) => saying.failed(error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["zoom-users"] }),
  });
  const { name, email, state, memberId, runId, licenceWanted, licensed } = row;
  const [isOpen, { open, close }] = useDisclosure(false);
  const isLicence = state === "active";
  const ask = (): void =>
    make.mutate({
      batchId: freshId(),
      preview: false,
      memberIds: memberId === null ? [] : [memberId],
      text: memberId === null ? lineOf(row) : "",
      licence: licenceWanted || isLicence,
    });
  const isOver = row.whyNot.make !== "run_under_way";
  const isUnseen = state === "invited" && isOver; // invited, and no run looks after it: stopped, or by somebody in Zoom
  const mayBeMade = state === "none" || isUnseen || (state === "active" && licensed === false && row.whyNot.make === null);
  const does = isLicence ? "give" : isUnseen ? "follow" : "make";
  return (
    <Group gap={6} justify="flex-end" className={classes.buttons ?? ""}>
      {(state === "invited" || state === "expired" || row.whyNot.resend === null) && runId !== null && !isUnseen && (
        <ActButton
          size="xs"
          variant={state === "expired" ? "filled" : "default"}
          aria-label={`${t("resend")}: ${name}`}
          whyNot={whyNot(row.whyNot.resend)}
          loading={resend.isPending}
          onClick={() => resend.mutate(runId)}
        >
          {t("resend")}
        </ActButton>
      )}
      {mayBeMade && (
        <ActButton size="xs" variant="default" aria-label={`${t(does)}: ${name}`} whyNot={whyNot(row.whyNot.make)} loading={make.isPending} onClick={ask}>
          {t(does)}
        </ActButton>
      )}
      {row.mayLetGo && (
        <Button size="xs" variant="subtle" aria-label={`${t("staying.open")}: ${name}`} onClick={open}>
          {t("staying.open")}
        </Button>
      )}
      {isOpen && (
        <StayingDialog
          of={memberId === null ? `zoom-users/${encodeURIComponent(email)}` : `members/${memberId}`}
          name={name}
          text={t(memberId === null ? "staying.textOther" : "staying.text", { email })}
          onClose={close}
        />
      )}
      <Details row={row} />
    </Group>
  );
}

/** Where it is told step by step what is not over, or was last. */
function Details({ row: { name, runId, lettingGo } }: { row: ZoomUserRow }) {
  const t = useTranslations("zoomUsers");
  const id = lettingGo?.runId ?? runId;
  if (id === null) return null;
  return (
    <ButtonLink to="/runs/$id" params={{ id }} size="xs" variant="subtle" aria-label={`${t("details")}: ${name}`}>
      {t("details")}
    </ButtonLink>
  );
}
