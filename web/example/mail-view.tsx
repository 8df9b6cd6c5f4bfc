import { Box, Button, SegmentedControl, Text, Title } from "@mantine/core";
import { Download } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { Mail } from "../../src/example/contract.ts";
import { Moment } from "../shell/times.tsx";
import { personLine } from "./mail-person.ts";
import { useSandboxZone } from "./zone.ts";
import classes from "./mailbox.module.css";

type View = "html" | "plain" | "ics";

/** One mail, as the person would see it, as plain text, and its calendar entry. */
export function MailView({ mail }: { mail: Mail }) {
  const t = useTranslations("sandbox.mailbox");
  const views: View[] = [...(mail.html === "" ? [] : ["html" as const]), "plain", ...(mail.calendar === null ? [] : ["ics" as const])];
  const [chosen, setChosen] = useState<View | null>(null);
  const view = chosen ?? views[0] ?? "plain";
  return (
    <article aria-labelledby="subject">
      <Box p="md" pb="sm">
        <Title order={2} size="h4" id="subject" style={{ overflowWrap: "anywhere" }}>
          {mail.subject === "" ? t("noSubject") : mail.subject}
        </Title>
        <Envelope mail={mail} />
        <SegmentedControl
          size="xs"
          mt="sm"
          aria-label={t("views")}
          value={view}
          onChange={(value) => setChosen(views.find((each) => each === value) ?? null)}
          data={views.map((each) => ({ value: each, label: t(each) }))}
        />
      </Box>
      {view === "html" && <Html mail={mail} />}
      {view === "plain" && <Source text={mail.text} />}
      {view === "ics" && mail.calendar !== null && (
        <>
          <SaveEntry calendar={mail.calendar} />
          <Source text={mail.calendar} mono />
        </>
      )}
    </article>
  );
}

function Envelope({ mail }: { mail: Mail }) {
  const t = useTranslations("sandbox.mailbox");
  const zone = useSandboxZone();
  return (
    <dl className={classes.envelope}>
      <dt>{t("from")}</dt>
      <dd>{personLine(mail.from)}</dd>
      <dt>{t("toWhom")}</dt>
      <dd>{personLine(mail.to)}</dd>
      <dt>{t("at")}</dt>
      <dd>
        <Moment at={mail.at} zone={zone} />
      </dd>
    </dl>
  );
}

/**
 * The frame runs no scripts; its links open beside it. It counts as of this page so that its height can be read: a mail is scrolled with the
 * page, as on a phone nobody can scroll a window within a window.
 */
function Html({ mail }: { mail: Mail }) {
  const t = useTranslations("sandbox.mailbox");
  const page = useMemo(() => withNewTabs(mail.html), [mail.html]);
  const [height, setHeight] = useState<number | null>(null);
  const fit = (frame: HTMLIFrameElement): void => {
    const root = frame.contentDocument?.documentElement;
    if (root !== undefined) new ResizeObserver(() => setHeight(root.offsetHeight)).observe(root);
  };
  return (
    <iframe
      className={classes.frame}
      {...(height === null ? {} : { style: { minHeight: height } })}
      onLoad={(event) => fit(event.currentTarget)}
      title={t("frame", { subject: mail.subject })}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={page}
    />
  );
}

const BASE = '<base target="_blank"><meta name="color-scheme" content="light">';

/** A mail's links would else open within the frame. */
const withNewTabs = (html: string): string => (/<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => `${head}${BASE}`) : `${BASE}${html}`);

function SaveEntry({ calendar }: { calendar: string }) {
  const t = useTranslations("sandbox.mailbox");
  return (
    <Box px="md" pb="sm">
      <Button
        component="a"
        href={`data:text/calendar;charset=utf-8,${encodeURIComponent(calendar)}`}
        download="session.ics"
        variant="default"
        size="xs"
        leftSection={<Download size={14} aria-hidden />}
      >
        {t("saveIcs")}
      </Button>
    </Box>
  );
}

const LINK = /(https?:\/\/[^\s<>"]+)/;

/** Plain text with its addresses to click on. */
function Source({ text, mono = false }: { text: string; mono?: boolean }) {
  return (
    <Text component="pre" size="sm" className={classes.source ?? ""} data-mono={mono}>
      {text.split(LINK).map((part, index) =>
        LINK.test(part) ? (
          <a key={index} href={part} target="_blank" rel="noreferrer">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </Text>
  );
}
