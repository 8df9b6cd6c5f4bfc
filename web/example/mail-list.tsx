import { Box, Button, CloseButton, Group, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Inbox, Search } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Empty, Loading } from "../shell/states.tsx";
import { useTimes } from "../shell/times.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { MailLine } from "./mail-line.tsx";
import { mailsQuery } from "./mail-queries.ts";
import { useSandboxZone } from "./zone.ts";
import classes from "./mailbox.module.css";

type Props = { q: string; to: string; open: string | undefined; onOpen: (id: string) => void };

/** Newest first, searched by whatever one remembers. */
export function MailList({ q, to, open, onOpen }: Props) {
  const t = useTranslations("sandbox.mailbox");
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(mailsQuery(q, to));
  const mails = data?.pages.flatMap((page) => page.mails) ?? [];
  const narrowed = q !== "" || to !== "";
  return (
    <>
      <Sought q={q} to={to} total={data?.pages[0]?.total} />
      {data === undefined && <Box p="sm">{error === null ? <Loading rows={6} height={52} /> : <Trouble error={error} again={() => void refetch()} />}</Box>}
      {data !== undefined && mails.length === 0 && (
        <Empty icon={Inbox} title={t(narrowed ? "nothing.title" : "empty.title")} text={t(narrowed ? "nothing.text" : "empty.text")} />
      )}
      {mails.length > 0 && (
        <ul className={classes.lines} aria-label={t("list")}>
          {mails.map((mail) => (
            <MailLine key={mail.id} mail={mail} open={mail.id === open} onOpen={() => onOpen(mail.id)} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="subtle" fullWidth radius={0} onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

function Sought({ q, to, total }: { q: string; to: string; total: number | undefined }) {
  const t = useTranslations("sandbox.mailbox");
  const times = useTimes();
  const zone = useSandboxZone();
  const navigate = useNavigate({ from: "/mailbox" });
  const [words, setWords] = useState(q);
  const seek = useDebouncedCallback((text: string) => {
    void navigate({ search: ({ q: _, ...rest }) => (text.trim() === "" ? rest : { ...rest, q: text.trim() }), replace: true });
  }, 250);
  const change = (text: string): void => {
    setWords(text);
    seek(text);
  };
  return (
    <div className={classes.sought}>
      <TextInput
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        leftSection={<Search size={16} aria-hidden />}
        value={words}
        onChange={(event) => change(event.currentTarget.value)}
      />
      {to !== "" && (
        <Group gap={4} mt="xs" wrap="nowrap">
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {t("to", { person: to })}
          </Text>
          <CloseButton size="sm" aria-label={t("toClear")} onClick={() => void navigate({ search: ({ to: _, ...rest }) => rest, replace: true })} />
        </Group>
      )}
      <Text size="xs" c="dimmed" mt={6} role="status">
        {total !== undefined && `${t("total", { n: total })} · ${t("timesIn", { city: times.city(zone) })}`}
      </Text>
    </div>
  );
}
