/**
 * A place where people of a session are kept, and how it forgets them: its rows go, or these columns become SQL that tells nothing.
 * Every row belongs to a session by `session_id`. `which`: those rows only. Whatever else comes to hold somebody's name or address gets a row here.
 */
export type Place = { table: string; which?: string } & ({ rows: "go" } | { columns: Readonly<Record<string, string>> });

/** An attendee's row stays, so that every total stays: its address becomes its own id, which no address is. */
const ATTENDEES: Place = {
  table: "attendees",
  which: "email <> id::text",
  columns: {
    name: "''",
    email: "id::text",
    // Shorter than any print: no address leads here any more.
    token_print: "decode(md5('erased ' || id::text), 'hex')",
    registrant_id: "case when registrant_id is null then null else 'erased' end",
    registrant_link_sealed: "null",
  },
};

/** Mails to members are kept with their address: they tell who was told, and nothing of who attended. */
const DELIVERIES: Place = {
  table: "deliveries",
  which: `to_email <> '' and state <> 'sending' and (attendee_id is not null
    or not exists (select from members m where m.institution_id = deliveries.institution_id and lower(m.email) = lower(to_email)))`,
  columns: {
    to_name: "''",
    to_email: "''",
    facts: "'{}'",
    trouble: "null",
    settled: "true",
    state: "case when state = 'queued' then 'withdrawn' else state end",
  },
};

/** In this order, for each session. */
export const PLACES: readonly Place[] = [
  ATTENDEES,
  { table: "removed_attendees", rows: "go" },
  DELIVERIES,
  { table: "sightings", rows: "go" },
  {
    table: "reports",
    columns: { report: `report || '{"rows": [], "organizers": []}'`, readings: `readings || '{"stays": []}'`, next_at: "null" },
  },
  {
    table: "audit_log",
    which: "what in ('attendee_removed', 'attendee_left') and details ->> 'name' <> '—'",
    columns: { details: `details || '{"name": "—"}'` },
  },
];

export const placeOf = (table: string): Place => PLACES.find((place) => place.table === table)!;

/** Tables with an address in them whose people are not a session's, and why retention leaves them alone. */
export const KEPT_ADDRESSES: Readonly<Record<string, string>> = {
  people: "accounts, which end with the person's membership",
  members: "members of the institution, who are named by what they organized",
  invitations: "members to be, invited by name",
  beginnings: "whom the operator let found an institution",
  hosts: "Zoom users of the institution's own account",
  connections: "who authorized the institution's Zoom",
  connection_candidates: "who authorized it, until it is confirmed",
  personal_candidates: "a member's own Zoom user, until it is confirmed",
  grants_given_up: "who had authorized what is given back at Zoom, until Zoom has confirmed it",
  connection_links: "who administers the institution's Zoom",
};
