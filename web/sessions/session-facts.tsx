import { Anchor, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { AnchorLink } from "../shell/links.tsx";
import { useMay } from "../shell/may.ts";
import { useMe } from "../shell/me.ts";
import { Range, useTimes } from "../shell/times.tsx";
import { BuffersBar } from "./buffers-bar.tsx";
import { HostName, isHosted } from "./host-facts.tsx";

const minutesBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 60_000);

export function SessionFacts({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.facts");
  const common = useTranslations("common");
  const times = useTimes();
  return (
    <Stack gap="sm" component="dl" m={0}>
      {session.course !== null && (
        <Fact label={t("course")}>
          <AnchorLink to="/courses/$id" params={{ id: session.course.id }} size="sm">
            {session.course.title}
          </AnchorLink>
        </Fact>
      )}
      <Fact label={t("when")}>
        <Range start={session.start} end={session.end} zone={session.zone} /> · {times.minutes(session.minutes)}
      </Fact>
      {isHosted(session) ? (
        <Fact label={t("host")}>
          <HostName session={session} />
        </Fact>
      ) : (
        <Fact label={t("room")}>
          <RoomName session={session} />
        </Fact>
      )}
      {session.room !== null && session.reserved !== null && <Reserved session={session} reserved={session.reserved} />}
      <Fact label={t("organizer")}>
        {session.organizer.name}{" "}
        <Anchor href={`mailto:${session.organizer.email}`} size="sm" style={{ overflowWrap: "anywhere" }}>
          {session.organizer.email}
        </Anchor>
      </Fact>
      <Fact label={t("kind")}>
        {common(`kind.${session.kind}`)}
        {session.expected !== null && ` · ${t("expected", { n: session.expected })}`}
      </Fact>
      <Fact label={t("admission")}>{common(`admission.${session.admission}`)}</Fact>
    </Stack>
  );
}

function RoomName({ session }: { session: SessionDetail }) {
  const common = useTranslations("common");
  const may = useMay();
  if (session.room === null) return session.state === "waiting" ? common("state.waiting") : "—";
  return may("GET /api/rooms/:id") ? (
    <AnchorLink to="/rooms/$id" params={{ id: session.room.id }} size="sm">
      {session.room.name}
    </AnchorLink>
  ) : (
    session.room.name
  );
}

/** What is kept of the room. Courtesy and tidying up are one stretch here: the session knows only where it ends. */
function Reserved({ session, reserved }: { session: SessionDetail; reserved: { start: string; end: string } }) {
  const t = useTranslations("session.facts");
  const { buffers } = useMe();
  const after = minutesBetween(session.end, reserved.end);
  const postprocessing = Math.min(buffers.postprocessing, after);
  return (
    <Fact label={t("reserved")}>
      <Range start={reserved.start} end={reserved.end} zone={session.zone} timeOnly />
      <div style={{ marginTop: 6 }}>
        <BuffersBar
          preparation={minutesBetween(reserved.start, session.start)}
          minutes={session.minutes}
          courtesy={after - postprocessing}
          postprocessing={postprocessing}
        />
      </div>
    </Fact>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {label}
      </Text>
      <Text component="dd" size="sm" m={0} style={{ overflowWrap: "anywhere" }}>
        {children}
      </Text>
    </div>
  );
}
