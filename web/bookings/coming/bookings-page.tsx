import { Card, Group, SegmentedControl, Select, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { CalendarCheck } from "lucide-react";
import { useTranslations } from "use-intl";
import { ButtonLink } from "../../shell/links.tsx";
import { useMay } from "../../shell/may.ts";
import { Page } from "../../shell/page.tsx";
import { Empty, Loading } from "../../shell/states.tsx";
import { Trouble } from "../../shell/trouble.tsx";
import { bookingsQuery, typesQuery, type When } from "../queries.ts";
import { BookingLine } from "./booking-line.tsx";

/** What has been booked: of one's own, for administrators of everybody. */
export function BookingsPage() {
  const t = useTranslations("bookings");
  const may = useMay();
  const search = useSearch({ from: "/frame/bookings" });
  const when: When = search.when === "past" ? "past" : "coming";
  const { data, error, refetch } = useQuery(bookingsQuery(when, search.type ?? null));
  const types = useQuery(typesQuery);
  const none = data?.bookings.length === 0;
  return (
    <Page
      title={t("title")}
      text={t(may("GET /api/members") ? "textAll" : "text")}
      width="narrow"
      aside={
        <ButtonLink to="/appointments" variant="default">
          {t("types")}
        </ButtonLink>
      }
    >
      <Filter when={when} type={search.type ?? null} />
      {data === undefined && (error === null ? <Loading rows={4} height={96} /> : <Trouble error={error} again={() => void refetch()} />)}
      {none && (
        <Card>
          <Empty icon={CalendarCheck} title={t(`empty.${when}`)} text={t(when === "coming" ? "empty.text" : "empty.textPast")}>
            {types.data?.types.length === 0 && <ButtonLink to="/appointments/new">{t("empty.make")}</ButtonLink>}
          </Empty>
        </Card>
      )}
      {data !== undefined && !none && (
        <Stack component="ul" m={0} p={0} gap="xs" style={{ listStyle: "none" }}>
          {data.bookings.map((booking) => (
            <BookingLine key={booking.id} booking={booking} when={when} />
          ))}
        </Stack>
      )}
    </Page>
  );
}

/** Kept in the address, so that a narrowed list can be sent on. */
function Filter({ when, type }: { when: When; type: string | null }) {
  const t = useTranslations("bookings");
  const navigate = useNavigate({ from: "/bookings" });
  const { data } = useQuery(typesQuery);
  const types = data?.types ?? [];
  const go = (next: { when: When; type: string | null }): void =>
    void navigate({ search: { ...(next.when === "past" ? { when: "past" } : {}), ...(next.type === null ? {} : { type: next.type }) }, replace: true });
  return (
    <Group gap="sm">
      <SegmentedControl
        aria-label={t("title")}
        data={(["coming", "past"] as const).map((each) => ({ value: each, label: t(`when.${each}`) }))}
        value={when}
        onChange={(next) => go({ when: next as When, type })}
      />
      {(types.length > 1 || type !== null) && (
        <Select
          aria-label={t("ofType")}
          placeholder={t("allTypes")}
          clearable
          flex={{ base: "1 1 100%", xs: "0 1 320px" }}
          data={types.map(({ id, name }) => ({ value: id, label: name }))}
          value={type}
          onChange={(next) => go({ when, type: next })}
        />
      )}
    </Group>
  );
}
