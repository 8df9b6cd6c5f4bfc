import { ActionIcon, Text, Tooltip } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Link2, Trash2 } from "lucide-react";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import type { Attendee } from "../../src/attendees/contract.ts";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { send } from "../shell/api.ts";
import { useConfirm } from "../shell/confirm.tsx";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { LinkState } from "./link-state.tsx";
import { SendAgain } from "./send-again.tsx";
import classes from "./attendees.module.css";

/** The list, of which only what is in sight is drawn: there may be thousands. */
export function AttendeeRows({ session, people }: { session: SessionDetail; people: Attendee[] }) {
  const t = useTranslations("session.attendees");
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: people.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 54,
    overscan: 8,
    getItemKey: (index) => people[index]?.id ?? index,
  });
  return (
    <div className={classes.table} role="table" aria-label={t("title")} aria-rowcount={people.length + 1}>
      <div role="rowgroup">
        <div className={`${classes.row} ${classes.head}`} role="row" aria-rowindex={1}>
          <span role="columnheader">{t("person")}</span>
          <span role="columnheader">{t("link")}</span>
          <span role="columnheader">{t("inZoom")}</span>
          <span role="columnheader" aria-label={t("remove")} />
        </div>
      </div>
      <div className={classes.scroller} ref={scroller} role="rowgroup" tabIndex={0} aria-label={t("title")}>
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {virtual.getVirtualItems().map((item) => {
            const person = people[item.index];
            return (
              person !== undefined && (
                <div
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  className={classes.row}
                  role="row"
                  aria-rowindex={item.index + 2}
                  style={{ position: "absolute", insetInline: 0, top: item.start }}
                >
                  <Cells session={session} person={person} />
                </div>
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Cells({ session, person }: { session: SessionDetail; person: Attendee }) {
  const t = useTranslations("session.attendees");
  return (
    <>
      <span role="cell" className={classes.person}>
        <Text size="sm" fw={500}>
          {person.erased ? t("erased") : person.name === "" ? person.email : person.name}
        </Text>
        {person.name !== "" && (
          <Text size="xs" c="dimmed">
            {person.email}
          </Text>
        )}
      </span>
      <span role="cell" className={classes.link}>
        <LinkState link={person.link} said={person.said} state={session.state} />
      </span>
      <span role="cell" className={classes.zoom}>
        <Text size="xs" c="dimmed">
          {person.registered ? t("registeredYes") : t("registeredNo")}
        </Text>
      </span>
      <span role="cell" className={classes.remove}>
        {!person.erased && <Renew session={session} person={person} />}
        {!person.erased && <SendAgain session={session} person={person} />}
        {!person.erased && <Remove session={session} person={person} />}
      </span>
    </>
  );
}

/** For a link that has got into other hands. */
function Renew({ session, person }: { session: SessionDetail; person: Attendee }) {
  const t = useTranslations("session.attendees");
  const confirm = useConfirm();
  const saying = useSaying();
  const name = person.name === "" ? person.email : person.name;
  const renewing = useMutation({
    mutationFn: () => send("POST", `/api/sessions/${encodeURIComponent(session.id)}/attendees/${encodeURIComponent(person.id)}/renew`),
    onSuccess: () => saying.done(t("renewed", { name })),
    onError: (error) => saying.failed(error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["sessions", session.id] }),
  });
  const renew = async (): Promise<void> => {
    if (await confirm({ title: t("renewTitle", { name }), text: t("renewText"), yes: t("renew") })) renewing.mutate();
  };
  if (session.whyNot.addAttendees !== null) return null;
  return (
    <Tooltip label={t("renew")}>
      <ActionIcon variant="subtle" color="gray" size={32} loading={renewing.isPending} aria-label={t("renewName", { name })} onClick={() => void renew()}>
        <Link2 size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function Remove({ session, person }: { session: SessionDetail; person: Attendee }) {
  const t = useTranslations("session.attendees");
  const confirm = useConfirm();
  const saying = useSaying();
  const name = person.name === "" ? person.email : person.name;
  const removing = useMutation({
    mutationFn: () => send("DELETE", `/api/sessions/${encodeURIComponent(session.id)}/attendees/${encodeURIComponent(person.id)}`),
    onSuccess: () => saying.done(t("removed", { name })),
    onError: (error) => saying.failed(error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["sessions", session.id] }),
  });
  const remove = async (): Promise<void> => {
    if (await confirm({ title: t("removeTitle", { name }), text: t("removeText"), yes: t("remove"), danger: true })) removing.mutate();
  };
  if (session.whyNot.addAttendees !== null) return null;
  return (
    <Tooltip label={t("remove")}>
      <ActionIcon variant="subtle" color="gray" size={32} loading={removing.isPending} aria-label={t("removeName", { name })} onClick={() => void remove()}>
        <Trash2 size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
