import { UnstyledButton } from "@mantine/core";
import { CalendarDays } from "lucide-react";
import { memo } from "react";
import { useTranslations } from "use-intl";
import type { MailList } from "../../src/example/contract.ts";
import { useTimes } from "../shell/times.tsx";
import { personOf } from "./mail-person.ts";
import { useSandboxZone } from "./zone.ts";
import classes from "./mailbox.module.css";

type Props = { mail: MailList["mails"][number]; open: boolean; onOpen: () => void };

/** To whom, when, about what. */
export const MailLine = memo(
  function MailLine({ mail, open, onOpen }: Props) {
    const t = useTranslations("sandbox.mailbox");
    const zone = useSandboxZone();
    const times = useTimes();
    const { name, address } = personOf(mail.to);
    return (
      <li>
        <UnstyledButton className={classes.line ?? ""} onClick={onOpen} aria-current={open} data-open={open}>
          <span className={classes.head}>
            <span className={classes.person} title={name === "" ? address : name}>
              {name === "" ? address : name}
            </span>
            <time dateTime={mail.at} title={`${times.longDay(mail.at, zone)} ${times.time(mail.at, zone)} ${times.zone(zone)}`}>
              {times.moment(mail.at, zone)}
            </time>
          </span>
          {name !== "" && (
            <span className={classes.address} title={address}>
              {address}
            </span>
          )}
          <span className={classes.subject} title={mail.subject}>
            {mail.subject === "" ? t("noSubject") : mail.subject}
          </span>
          {mail.hasCalendar && <CalendarDays size={14} className={classes.mark ?? ""} aria-label={t("calendar")} />}
        </UnstyledButton>
      </li>
    );
  },
  (before, now) => before.mail.id === now.mail.id && before.open === now.open,
);
