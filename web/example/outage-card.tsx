import { Alert, Button, Group, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { WifiOff } from "lucide-react";
import { useTranslations } from "use-intl";
import { after, iso, minutes, type Duration, type Instant } from "../../src/lib/time.ts";
import { ActButton } from "../shell/act-button.tsx";
import { ProblemError } from "../shell/api.ts";
import { useMinute, useNow } from "../shell/now.ts";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { useTimes } from "../shell/times.tsx";
import { Part } from "./part.tsx";
import { useSandboxZone } from "./zone.ts";
import { orderFault, outagesOf } from "./zoom-control.ts";

/** Lets Zoom be away for a while, to see what Bedel does then. */
export function OutageCard({ zoomUrl }: { zoomUrl: string }) {
  const t = useTranslations("sandbox.outage");
  const zone = useSandboxZone();
  const times = useTimes();
  const saying = useSaying();
  const now = useNow();
  const order = useMutation({
    mutationFn: async (length: Duration | null): Promise<string> => {
      const to = after(now, length ?? 0);
      const reached = await orderFault(zoomUrl, length === null ? { kind: "clear" } : { kind: "outage", from: iso(now), to: iso(to) });
      if (!reached) throw new ProblemError({ type: "about:blank", title: "", status: 503, detail: t("noAnswer"), because: "no_answer" });
      return length === null ? t("cleared") : t("made", { time: times.time(to, zone), city: times.city(zone) });
    },
    onError: saying.failed,
    onSettled: () => queryClient.invalidateQueries(),
  });
  const pending = order.isPending ? order.variables : undefined;
  const { current, known } = useOutages(zoomUrl);
  const whyNotClear = known && current.length === 0 ? t("none") : null;
  return (
    <Part title={t("title")} text={t("text")}>
      <Standing zoomUrl={zoomUrl} zone={zone} said={order.data ?? ""} />
      <Group gap="sm" mt="md">
        <Button variant="default" {...wrapping} onClick={() => order.mutate(minutes(20))} loading={pending === minutes(20)}>
          {t("twenty")}
        </Button>
        <Button variant="default" {...wrapping} onClick={() => order.mutate(minutes(120))} loading={pending === minutes(120)}>
          {t("twoHours")}
        </Button>
        <ActButton variant="default" {...wrapping} whyNot={whyNotClear} onClick={() => order.mutate(null)} loading={pending === null}>
          {t("clear")}
        </ActButton>
      </Group>
    </Part>
  );
}

/** What is away now. `known`: Zoom's answer could be read, which another port's can't. */
function useOutages(zoomUrl: string) {
  const now = useMinute();
  const { data: outages } = useQuery({ queryKey: ["sandbox", "outages", zoomUrl], queryFn: () => outagesOf(zoomUrl), refetchInterval: 10_000, retry: false });
  // To the minute: an outage ordered just now has begun within it.
  const current = (outages ?? []).filter(({ from, to }) => from < now + minutes(1) && now < to);
  return { current, known: outages !== undefined && outages !== null, loading: outages === undefined };
}

/** Words that a phone is too narrow for go on in a second line. */
const wrapping = { h: "auto", mih: 36, py: 6, styles: { label: { whiteSpace: "normal", lineHeight: 1.35, overflow: "visible" } } } as const;

/** `said`: the last order, for where Zoom's own answer is closed to this page. */
function Standing({ zoomUrl, zone, said }: { zoomUrl: string; zone: string; said: string }) {
  const t = useTranslations("sandbox.outage");
  const times = useTimes();
  const { current, known, loading } = useOutages(zoomUrl);
  if (current.length === 0) {
    return (
      <Text size="sm" mt="xs" role="status">
        {loading ? "" : known ? t("none") : said}
      </Text>
    );
  }
  const until = Math.max(...current.map(({ to }) => to));
  return (
    <Alert color="yellow" variant="light" icon={<WifiOff aria-hidden />} mt="sm" role="status">
      {t("now", { time: times.time(iso(until as Instant), zone), city: times.city(zone) })}
    </Alert>
  );
}
