import { ActionIcon, Text, Tooltip } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Trash2 } from "lucide-react";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import { send } from "../shell/api.ts";
import { useConfirm } from "../shell/confirm.tsx";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import classes from "./list-people.module.css";

type Person = { id: string; name: string; email: string; group?: string | null };

/** Who is on a list or in a group, of whom only those in sight are drawn: there may be thousands. `path`: where one is removed; `words`: what the question says. */
type PeopleProps = { people: readonly Person[]; path: string; words: "lists.page" | "groups" };

export function ListPeople({ people, path, words }: PeopleProps) {
  const t = useTranslations(words);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: people.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 54,
    overscan: 8,
    getItemKey: (index) => people[index]?.id ?? index,
  });
  return (
    <div ref={scroller} className={classes.scroller} role="list" tabIndex={0} aria-label={t("peopleTitle", { n: people.length })}>
      <div style={{ height: virtual.getTotalSize(), position: "relative" }} role="presentation">
        {virtual.getVirtualItems().map(({ key, index, start }) => (
          <div
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            role="listitem"
            className={classes.row}
            style={{ transform: `translateY(${start}px)` }}
          >
            <One path={path} words={words} person={people[index]!} />
          </div>
        ))}
      </div>
    </div>
  );
}

function One({ path, words, person: { id, name, email, group = null } }: Omit<PeopleProps, "people"> & { person: Person }) {
  const t = useTranslations(words);
  const saying = useSaying();
  const confirm = useConfirm();
  const remove = useMutation({
    mutationFn: () => send("DELETE", `${path}/${encodeURIComponent(id)}`),
    onError: saying.failed,
    onSettled: () => queryClient.invalidateQueries(),
  });
  const ask = async (): Promise<void> => {
    if (await confirm({ title: t("removeTitle", { name }), text: t("removeText"), yes: t("removeYes"), danger: true })) remove.mutate();
  };
  return (
    <>
      <div className={classes.person}>
        <Text size="sm">{name}</Text>
        <Text size="xs" c="dimmed">
          {group === null ? email : `${email} · ${group}`}
        </Text>
      </div>
      <Tooltip label={t("remove", { name })}>
        <ActionIcon variant="subtle" color="gray" aria-label={t("remove", { name })} loading={remove.isPending} onClick={() => void ask()}>
          <Trash2 size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
