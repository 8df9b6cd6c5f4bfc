import { Box, Button, Card } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ArrowLeft, MailOpen } from "lucide-react";
import { useTranslations } from "use-intl";
import { Page } from "../shell/page.tsx";
import { Empty, Loading } from "../shell/states.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { mailQuery } from "./mail-queries.ts";
import { MailList } from "./mail-list.tsx";
import { MailView } from "./mail-view.tsx";
import classes from "./mailbox.module.css";

/** Everything that was mailed: the list beside the mail, or on a phone the list and then the mail. */
export function MailboxPage() {
  const t = useTranslations("sandbox.mailbox");
  const { mail: open, q = "", to = "" } = useSearch({ from: "/frame/mailbox" });
  const navigate = useNavigate({ from: "/mailbox" });
  const show = (mail: string | undefined): void => void navigate({ search: ({ mail: _, ...rest }) => (mail === undefined ? rest : { ...rest, mail }) });
  return (
    <Page title={t("title")} text={t("text")}>
      <Card padding={0} className={classes.mailbox ?? ""} data-reading={open !== undefined}>
        <Box className={classes.list ?? ""}>
          <MailList q={q} to={to} open={open} onOpen={show} />
        </Box>
        <Box className={classes.reading ?? ""}>
          {open !== undefined && (
            <Button hiddenFrom="md" variant="subtle" m="xs" leftSection={<ArrowLeft size={16} aria-hidden />} onClick={() => show(undefined)}>
              {t("back")}
            </Button>
          )}
          {open === undefined ? <Empty icon={MailOpen} title={t("choose.title")} text={t("choose.text")} /> : <Reading key={open} id={open} />}
        </Box>
      </Card>
    </Page>
  );
}

function Reading({ id }: { id: string }) {
  const { data: mail, error, refetch } = useQuery(mailQuery(id));
  if (mail !== undefined) return <MailView mail={mail} />;
  return <Box p="md">{error === null ? <Loading rows={2} height={140} /> : <Trouble error={error} again={() => void refetch()} />}</Box>;
}
