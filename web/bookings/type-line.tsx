import { ActionIcon, Badge, Card, CopyButton, Group, Stack, Switch, Text, Tooltip } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Check, Copy, ExternalLink } from "lucide-react";
import { useTranslations } from "use-intl";
import { typeDetail, type TypeHead } from "../../src/bookings/contract.ts";
import { get, send } from "../shell/api.ts";
import { AnchorLink } from "../shell/links.tsx";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import classes from "./bookings.module.css";
import { changeOf, draftOf } from "./editing/type-draft.ts";
import { typePath } from "./queries.ts";
import { Troubles } from "./troubles.tsx";
import { useTypeWords } from "./words.ts";

/** One appointment type in the list. */
export function TypeLine({ type }: { type: TypeHead }) {
  const t = useTranslations("appointments.line");
  const words = useTypeWords();
  const { id, name, lengths, place, listed, active, coming, address } = type;
  return (
    <Card component="li">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <div className={classes.what}>
            <AnchorLink to="/appointments/$id" params={{ id }} fw={600} c="inherit" lineClamp={3} title={name}>
              {name}
            </AnchorLink>
            <Text size="sm" c="dimmed" lineClamp={3}>
              {[words.lengths(lengths), words.place(place), words.hosting(type)].join(" · ")}
            </Text>
          </div>
          <Active type={type} />
        </Group>
        <Group gap="xs">
          <Badge variant="light" color={active ? (listed ? "ink" : "gray") : "gray"} size="lg">
            {t(active ? (listed ? "listed" : "unlisted") : "off")}
          </Badge>
          {coming === 0 ? (
            <Text size="sm" c="dimmed">
              {t("coming", { n: 0 })}
            </Text>
          ) : (
            <AnchorLink to="/bookings" search={{ type: id }} size="sm">
              {t("coming", { n: coming })}
            </AnchorLink>
          )}
        </Group>
        <Address name={name} address={address} />
        {active && <Troubles type={type} />}
      </Stack>
    </Card>
  );
}

function Address({ name, address }: Pick<TypeHead, "name" | "address">) {
  const t = useTranslations("appointments");
  return (
    <Group gap={4} wrap="nowrap" className={classes.address ?? ""}>
      <Text size="sm" className={classes.url ?? ""} title={address}>
        {address.replace(/^https?:\/\//, "")}
      </Text>
      <CopyButton value={address} timeout={2000}>
        {({ copied, copy }) => (
          <Tooltip label={t(copied ? "address.copied" : "address.copy")}>
            <ActionIcon variant="subtle" color={copied ? "teal" : "gray"} aria-label={copied ? t("address.copied") : t("line.copy", { name })} onClick={copy}>
              {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
      <Tooltip label={t("address.open")}>
        <ActionIcon component="a" href={address} target="_blank" rel="noopener" variant="subtle" color="gray" aria-label={t("line.open", { name })}>
          <ExternalLink size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

/** Turned at once, and taken back by *Undo*. */
function Active({ type: { id, name, active } }: { type: TypeHead }) {
  const t = useTranslations("appointments.line");
  const saying = useSaying();
  const turn = useMutation({
    mutationFn: async (on: boolean) => {
      const type = await get(typePath(id), typeDetail);
      return send("PUT", typePath(id), { ...changeOf(draftOf(type), type), active: on }, typeDetail);
    },
    onSuccess: (_, on) => saying.done(t(on ? "switchedOn" : "switchedOff", { name }), () => turn.mutate(!on)),
    onError: saying.failed,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["appointment types"] }),
  });
  const shown = turn.isPending ? turn.variables : active;
  return (
    <Tooltip label={t("active")}>
      <Switch
        aria-label={t("activeOf", { name })}
        checked={shown}
        aria-busy={turn.isPending}
        onChange={(event) => !turn.isPending && turn.mutate(event.currentTarget.checked)}
      />
    </Tooltip>
  );
}
