import { Badge, Button, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Present } from "../../../src/attendance/contract.ts";
import { useTimes } from "../../shell/times.tsx";
import classes from "./live.module.css";

const PAGE = 25;

type Props = { title: string; text?: string; people: readonly Present[]; zone: string; organizers?: boolean };

/** Names, who of them is registered, and since when. */
export function PresentPeople({ title, text, people, zone, organizers = false }: Props) {
  const t = useTranslations("session.live");
  const times = useTimes();
  const [count, setCount] = useState(PAGE);
  if (people.length === 0) return null;
  const left = people.length - count;
  return (
    <div>
      <Title order={3} size="h6">
        {title}
      </Title>
      {text !== undefined && (
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      )}
      <ul className={classes.people} aria-label={title}>
        {people.slice(0, count).map((one) => (
          <li key={one.key} className={classes.person}>
            <Text size="sm" className={classes.name ?? ""} lineClamp={2} title={one.name}>
              {one.name.trim() === "" ? (one.email ?? t("noName")) : one.name}
            </Text>
            {!organizers && (
              <Badge variant="light" color={one.registered ? "green" : "gray"} miw="max-content">
                {t(one.registered ? "registered" : "guest")}
              </Badge>
            )}
            <Text size="sm" c="dimmed" className={classes.since ?? ""}>
              {t("from", { time: times.time(one.since, zone) })}
            </Text>
          </li>
        ))}
      </ul>
      {left > 0 && (
        <Button size="xs" variant="default" onClick={() => setCount(count + 4 * PAGE)}>
          {t("more", { n: Math.min(left, 4 * PAGE) })}
        </Button>
      )}
    </div>
  );
}
