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
    listed_id: "null",
  },
};

/** Who was taken out, by name; who came or left alone is the one who did it. */
export const HISTORY_NAMES: Place = {
  table: "audit_log",
  which: "what in ('attendee_removed', 'attendee_left') and details ->> 'name' <> '—'",
  columns: { details: `details || '{"name": "—"}'` },
};
export const HISTORY_DOERS: Place = {
  table: "audit_log",
  which: "what in ('attendee_registered', 'attendee_left', 'booking_moved', 'booking_cancelled') and member_id is null and who <> '—'",
  columns: { who: "'—'" },
};
/** Who booked an appointment, and what its session was called after that person. */
export const HISTORY_BOOKED: Place = {
  table: "audit_log",
  which: "what = 'booked' and coalesce(details ->> 'guest', details ->> 'title') <> '—'",
  columns: { details: `details || case when details ? 'guest' then '{"guest": "—"}'::jsonb else '{"title": "—"}' end` },
};

const TYPE_OF = "(select to_jsonb(b.type_name) from bookings b where b.institution_id = deliveries.institution_id and b.session_id = deliveries.session_id)";
/** An appointment's session is called after who booked it, and so it is called in mails to its host. */
export const TITLES_TOLD: Place = {
  table: "deliveries",
  which: `facts ? 'session' and state <> 'sending' and ${TYPE_OF} is not null`,
  columns: {
    facts: ["{session,title}", "{before,title}", "{putBack,wanted,title}"].reduce(
      (facts, path) => `jsonb_set(${facts}, '${path}', ${TYPE_OF}, false)`,
      "facts",
    ),
  },
};

/** Mails about no session to people who attend; what they tell has the person's address in it. */
export const LETTERS = ["panel", "registration_confirm", "registration_done", "registration_cancelled"];

/**
 * Written to somebody who attends. A member may be one too: then the mail itself tells in which part, also when the attendee was removed. Of everybody else
 * it is enough to be no member.
 */
export const TO_ATTENDEE = `(attendee_id is not null or facts ->> 'audience' = 'attendee' or kind in (${LETTERS.map((kind) => `'${kind}'`).join(", ")})
    or not exists (select from members m where m.institution_id = deliveries.institution_id and lower(m.email) = lower(to_email)))`;

/** Mails to members are kept with their address: they tell who was told, and nothing of who attended. */
const DELIVERIES: Place = {
  table: "deliveries",
  which: `to_email <> '' and state <> 'sending' and ${TO_ATTENDEE}`,
  columns: {
    to_name: "''",
    to_email: "''",
    // Of which note it was one is an id, and tells to how many the note went.
    facts: "case when kind = 'note' then jsonb_build_object('note', facts -> 'note') else '{}' end",
    trouble: "null",
    settled: "true",
    state: "case when state = 'queued' then 'withdrawn' else state end",
  },
};

/** Of the booking it stays when it was, with whom and what came of it. */
export const BOOKINGS = {
  table: "bookings",
  which: "email <> ''",
  columns: {
    name: "''",
    email: "''",
    message: "''",
    cancelled_because: "''",
    guests: "'[]'",
    // Shorter than any print: no address leads here any more.
    token_print: "decode(md5('erased booking ' || id::text), 'hex')",
    told: `told || '{"guests": []}'`,
    untold: "false",
    remind_at: "null",
  },
} satisfies Place;

/** In this order, for each session. */
export const PLACES: readonly Place[] = [
  ATTENDEES,
  { table: "removed_attendees", rows: "go" },
  { table: "erased_marks", rows: "go" },
  DELIVERIES,
  { table: "sightings", rows: "go" },
  {
    table: "reports",
    columns: { report: `report || '{"rows": [], "organizers": [], "presence": [], "ran": []}'`, readings: `readings || '{"stays": []}'`, next_at: "null" },
  },
  // What was said of guests by hand is in the totals.
  { table: "report_matches", rows: "go" },
  HISTORY_NAMES,
  HISTORY_DOERS,
  HISTORY_BOOKED,
  TITLES_TOLD,
  BOOKINGS,
  // What an organizer wrote to people may name them.
  { table: "notes_to_all", which: "body <> ''", columns: { subject: "''", body: "''" } },
  { table: "audit_log", which: "what = 'note_sent' and details ->> 'subject' <> '—'", columns: { details: `details || '{"subject": "—"}'` } },
];

export const placeOf = (table: string): Place => PLACES.find((place) => place.table === table)!;

/** Whose people belong to no one session: `forgetLasting` knows when they go. */
export const LASTING = ["listed_people", "registrations", "panels", "group_people"];

/** Tables with an address in them whose people are not a session's, and why retention leaves them alone. */
export const KEPT_ADDRESSES: Readonly<Record<string, string>> = {
  people: "accounts, which end with the person's membership",
  members: "members of the institution, who are named by what they organized",
  invitations: "members to be, invited by name",
  classrooms: "Zoom users of the institution's own",
  mailboxes: "of Zoom users of the institution's own",
  runs: "members, and Zoom users of the institution's own; `forgetRuns` knows which of them go",
  beginnings: "whom the operator let found an institution",
  hosts: "Zoom users of the institution's own account",
  connections: "who authorized the institution's Zoom",
  connection_candidates: "who authorized it, until it is confirmed",
  personal_candidates: "a member's own Zoom user, until it is confirmed",
  grants_given_up: "who had authorized what is given back at Zoom, until Zoom has confirmed it",
  connection_links: "who administers the institution's Zoom",
};
