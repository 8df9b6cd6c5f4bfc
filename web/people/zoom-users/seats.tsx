import { Button, Card, Collapse, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslations } from "use-intl";
import type { ZoomUserList } from "../../../src/classrooms/zoom-users/contract.ts";
import { keyOf } from "../../classrooms/words.ts";
import { useTimes } from "../../shell/times.tsx";
import classes from "./zoom-users.module.css";

/** How many licences there are, as far as Zoom tells, and who uses them. */
export function Seats({ seats: { used, of, toldAt, holders } }: { seats: ZoomUserList["seats"] }) {
  const t = useTranslations("zoomUsers.seats");
  const times = useTimes();
  const [open, { toggle }] = useDisclosure(false);
  return (
    <Card component="section" aria-label={t("title")}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2} size="h5">
            {t("title")}
          </Title>
          <Text size="sm">{of === null ? t("used", { n: used }) : t("of", { used, of })}</Text>
        </Group>
        {of === null ? (
          <Text size="sm" c="dimmed">
            {t("unknown")}
          </Text>
        ) : (
          <>
            <Progress value={of === 0 ? 0 : (used / of) * 100} color={used >= of ? "yellow" : "ink"} aria-hidden />
            {toldAt !== null && (
              <Text size="xs" c="dimmed">
                {t("told", { of, time: `${times.moment(toldAt)} ${times.zone()}` })}
              </Text>
            )}
          </>
        )}
        {holders.length > 0 && (
          <div>
            <Button variant="subtle" size="compact-sm" px={0} aria-expanded={open} onClick={toggle}>
              {t(open ? "hide" : "show")}
            </Button>
            <Collapse expanded={open}>
              <ul className={classes.holders} aria-label={t("show")}>
                {holders.map(({ name, email, what }) => (
                  <Text key={email} component="li" size="sm" style={{ overflowWrap: "anywhere" }}>
                    {name === "" ? email : `${name} (${email})`}{" "}
                    <Text span c="dimmed">
                      · {t(`what.${keyOf(what)}`)}
                    </Text>
                  </Text>
                ))}
              </ul>
            </Collapse>
          </div>
        )}
      </Stack>
    </Card>
  );
}
