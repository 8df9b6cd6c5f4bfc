import { assert } from "../lib/assert.ts";
import { clip, oneLine, someLines } from "./clean.ts";
import type { Facts, MailKind, Reader, Secret } from "./facts.ts";
import { inZoom, putBack } from "./in-zoom.ts";
import { noteIn, whenIn, wordsIn } from "./words.ts";

/** A row of facts; several lines where a time is told in two zones. `exact`: to be copied letter by letter. */
export type Row = { label: string; lines: string[]; exact?: boolean };

export type Block =
  | { is: "text"; text: string }
  | { is: "rows"; rows: Row[] }
  | { is: "secret"; rows: Row[] }
  | { is: "quote"; text: string }
  /** What a person wrote, paragraph by paragraph; lines break where the person broke them. */
  | { is: "words"; paragraphs: string[] }
  | { is: "list"; title: string; items: string[] }
  /** A way that is there, beside the one that matters. */
  | { is: "address"; text: string; address: string }
  | { is: "button"; label: string; address: string };

/** What a mail says, before it becomes text and HTML. */
export type Content = { subject: string; heading: string; greeting: string | null; blocks: Block[]; foot: string[] };

export type Writing = { kind: MailKind; facts: Facts; secret: Secret; to: Reader };

const LONGEST_TITLE_IN_SUBJECT = 120;

export function contentOf(w: Writing): Content {
  const t = wordsIn(w.to.language);
  const { institution, contact } = w.facts;
  const reach = [contact.name, contact.email, contact.phone].map(oneLine).filter((part) => part !== "");
  const name = oneLine(w.to.name);
  return {
    subject: t(`${w.kind}.subject`, { title: clip(oneLine(w.facts.session.title), LONGEST_TITLE_IN_SUBJECT), subject: oneLine(w.secret.note?.subject ?? "") }),
    heading: w.kind === "note" && w.secret.note !== undefined ? oneLine(w.secret.note.subject) : t(`${w.kind}.heading`),
    greeting: name === "" ? null : t("greeting", { name }),
    blocks: blocksOf(w),
    foot: [...(reach.length === 0 ? [] : [t("questions", { contact: reach.join(" · ") })]), t("footer", { institution: oneLine(institution) })],
  };
}

/** Every mail, one below the other. */
function blocksOf(w: Writing): Block[] {
  const t = wordsIn(w.to.language);
  const { kind, facts } = w;
  const text = (words: string): Block => ({ is: "text", text: words });
  const toPage = (label: string): Block => ({ is: "button", label, address: facts.page });
  switch (kind) {
    case "placed":
    case "served":
      return [text(t(`${kind}.text`)), rows(w, "kind", "admission", "opens"), text(opening(w)), toPage(t("buttons.session"))];
    case "hosted":
      return [text(t("hosted.text")), rows(w, "kind", "admission", "host"), text(hosting(w)), toPage(t("buttons.session"))];
    case "host_busy":
      return [
        text(t("host_busy.text", { host: oneLine(facts.host?.name ?? "") })),
        rows(w, "host", "other"),
        text(t("host_busy.advice")),
        toPage(t("buttons.session")),
      ];
    case "hosting":
      return [text(t("hosting.text")), rows(w, "kind", "admission", "organizer")];
    case "not_hosting":
      return [text(t("not_hosting.text")), rows(w, "organizer")];
    case "waiting":
      return [
        text(t(facts.noneProven === true ? "waiting.proven" : "waiting.notFound")),
        rows(w, "kind"),
        ...nearest(w),
        text(t("waiting.kept")),
        toPage(t("buttons.ask")),
      ];
    case "declined":
      return [...declined(w), rows(w), toPage(t("buttons.ask"))];
    case "credentials":
      return credentials(w);
    case "start_link":
      return [text(t("start_link.text")), rows(w, "room"), toPage(t("buttons.start")), text(t("start_link.advice"))];
    case "alternative_host":
      return [
        text(t("alternative_host.text", { email: facts.ownZoom ?? "" })),
        rows(w, "room"),
        toPage(t("buttons.session")),
        text(t("alternative_host.advice")),
      ];
    case "link":
      return [rows(w, "organizer"), ...join(w), text(t("link.text")), ...panel(w)];
    case "warn":
      return [text(t(facts.host === undefined ? "warn.text" : "warn.hosted")), rows(w, "ends"), toPage(t("buttons.session"))];
    case "changed":
      return [...inZoom(w), text(t(CHANGED[facts.audience])), { is: "rows", rows: beforeAndNow(w) }, ...join(w)];
    case "moved":
      return [text(moved(w)), rows(w, "room", "opens"), toPage(t("buttons.session"))];
    case "cancelled":
      return [...inZoom(w), text(t(facts.audience === "attendee" ? "cancelled.attendee" : "cancelled.organizer")), rows(w, "organizer")];
    case "off_list":
      return [text(t("off_list.text")), rows(w, "organizer")];
    case "put_back":
      return [...putBack(w), ...(facts.audience === "host" ? [] : [toPage(t("buttons.session"))])];
    case "crowded":
      return [text(t("crowded.text", facts.crowd ?? { people: 0, capacity: 0 })), rows(w, "room"), text(t("crowded.advice")), toPage(t("buttons.session"))];
    case "report":
      return [text(t("report.text")), rows(w), toPage(t("buttons.report"))];
    case "note":
      return [{ is: "words", paragraphs: someLines(w.secret.note?.text ?? "").split(/\n{2,}/) }, rows(w, "organizer"), ...join(w), text(t("note.text"))];
    case "admin_waiting":
      return [text(t("admin_waiting.text")), rows(w, "kind", "organizer"), toPage(t("buttons.queue"))];
    case "admin_alarm":
      return [text(t(facts.retryAt === null ? "admin_alarm.gaveUp" : "admin_alarm.retrying")), { is: "rows", rows: alarm(w) }, toPage(t("buttons.session"))];
  }
}

const CHANGED = { attendee: "changed.attendee", host: "changed.host", organizer: "changed.organizer", admin: "changed.organizer" } as const;

function moved({ facts: { byAdmin, audience }, to }: Writing): string {
  const t = wordsIn(to.language);
  return t(byAdmin === true ? "moved.byAdmin" : audience === "admin" ? "moved.admin" : "moved.organizer");
}

/** By somebody with a reason, or by the time that passed. */
function declined({ facts: { reason }, to }: Writing): Block[] {
  const t = wordsIn(to.language);
  if (reason === undefined) return [{ is: "text", text: t("declined.inVain") }];
  return [
    { is: "text", text: t("declined.text") },
    { is: "quote", text: someLines(reason) },
  ];
}

/** On whose Zoom. */
function hosting({ facts: { host }, to }: Writing): string {
  const t = wordsIn(to.language);
  return host?.own === true ? t("hosted.own") : t("hosted.other", { host: oneLine(host?.name ?? "") });
}

/** How the room will be opened. */
function opening(w: Writing): string {
  const t = wordsIn(w.to.language);
  const { handover, ownZoom } = w.facts;
  if (handover === "alternative host" && ownZoom !== undefined) return t("opening.alternativeHost", { email: ownZoom });
  return t(handover === "credentials" ? "opening.credentials" : "opening.startLink");
}

const when = (w: Writing, time: Parameters<typeof whenIn>[1], zone: string): string[] => whenIn(w.to.language, time, zone, w.to.zone);

type Optional = "kind" | "admission" | "opens" | "organizer" | "room" | "host" | "other" | "ends";

/** Title and time, and what else this mail is about. */
function rows(w: Writing, ...more: Optional[]): Block {
  const t = wordsIn(w.to.language);
  const s = w.facts.session;
  const optional: Record<Optional, () => string[]> = {
    kind: () => [t(`kind.${s.kind}`)],
    admission: () => [t(`admission.${s.admission}`)],
    opens: () => (w.facts.opensAt === undefined ? [] : when(w, { start: w.facts.opensAt }, s.zone)),
    organizer: () => [oneLine(s.organizer)],
    room: () => (s.room === null ? [] : [oneLine(s.room)]),
    host: () => (w.facts.host === undefined ? [] : [oneLine(w.facts.host.name)]),
    other: () => (w.facts.other === undefined ? [] : when(w, w.facts.other, s.zone)),
    ends: () => when(w, { start: s.end }, s.zone),
  };
  const told: Row[] = [
    { label: t("labels.session"), lines: [oneLine(s.title)] },
    { label: t("labels.when"), lines: when(w, { start: s.start, end: s.end }, s.zone) },
    ...more.map((what) => ({ label: t(`labels.${what}`), lines: optional[what]() })),
  ];
  return { is: "rows", rows: told.filter((row) => row.lines.some((line) => line !== "")) };
}

function nearest(w: Writing): Block[] {
  const items = (w.facts.nearest ?? []).map((start) => when(w, { start }, w.facts.session.zone).join(" · "));
  return items.length === 0 ? [] : [{ is: "list", title: wordsIn(w.to.language)("waiting.nearest"), items }];
}

function credentials(w: Writing): Block[] {
  const t = wordsIn(w.to.language);
  const secret = w.secret.credentials;
  assert(secret !== undefined, "a mail of credentials needs them");
  const { opensAt, session, page } = w.facts;
  const from: Row[] = opensAt === undefined ? [] : [{ label: t("labels.validFrom"), lines: when(w, { start: opensAt }, session.zone) }];
  return [
    { is: "text", text: t("credentials.text") },
    {
      is: "secret",
      rows: [
        { label: t("labels.userName"), lines: [oneLine(secret.userName)], exact: true },
        { label: t("labels.password"), lines: [secret.password], exact: true },
        ...from,
        { label: t("labels.validUntil"), lines: when(w, { start: secret.validUntil }, session.zone) },
      ],
    },
    { is: "button", label: t("buttons.signIn"), address: secret.signInUrl },
    rows(w, "room", "admission"),
    {
      is: "list",
      title: t("credentials.advice"),
      items: [t("credentials.signOut"), t("credentials.keep"), t("credentials.ends"), t("credentials.afterwards"), t("credentials.code")],
    },
    { is: "button", label: t("buttons.session"), address: page },
  ];
}

/** The way in: an attendee's own address, or for everybody else the session's page. */
function join(w: Writing): Block[] {
  const t = wordsIn(w.to.language);
  if (w.secret.joinAddress !== undefined) return [{ is: "button", label: t("buttons.join"), address: w.secret.joinAddress }];
  return w.facts.audience === "attendee" || w.facts.audience === "host" ? [] : [{ is: "button", label: t("buttons.session"), address: w.facts.page }];
}

/** All the person's sessions, on one page. */
function panel(w: Writing): Block[] {
  const t = wordsIn(w.to.language);
  const { panelAddress } = w.secret;
  return panelAddress === undefined ? [] : [{ is: "address", text: t("link.panel"), address: panelAddress }];
}

function beforeAndNow(w: Writing): Row[] {
  const t = wordsIn(w.to.language);
  const told = ({ title, ...time }: { title: string; start: number; end: number; zone: string }): string[] => [
    oneLine(title),
    ...when(w, time as never, time.zone),
  ];
  const { before, session } = w.facts;
  const { title, start, end, zone } = session;
  return [
    ...(before === undefined ? [] : [{ label: t("labels.before"), lines: told(before) }]),
    { label: t("labels.now"), lines: told({ title, start, end, zone }) },
  ];
}

const STEPS_TOLD = ["generate", "handOver", "sendLinks", "warn", "end", "close", "report"] as const;

function alarm(w: Writing): Row[] {
  const t = wordsIn(w.to.language);
  const { session, step, because, retryAt } = w.facts;
  const doing = STEPS_TOLD.find((known) => known === step) ?? "other";
  return [
    { label: t("labels.what"), lines: [t(`doing.${doing}`)] },
    { label: t("labels.why"), lines: [noteIn(w.to.language, because ?? "unexpected")] },
    ...(retryAt === undefined
      ? []
      : [{ label: t("labels.retry"), lines: retryAt === null ? [t("admin_alarm.noRetry")] : when(w, { start: retryAt }, session.zone) }]),
    { label: t("labels.session"), lines: [oneLine(session.title)] },
    { label: t("labels.when"), lines: when(w, { start: session.start, end: session.end }, session.zone) },
    { label: t("labels.organizer"), lines: [oneLine(session.organizer)] },
    ...(session.room === null ? [] : [{ label: t("labels.room"), lines: [oneLine(session.room)] }]),
  ];
}
