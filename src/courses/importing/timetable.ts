import { parse } from "csv-parse/sync";
import { recordsOf } from "../../lib/records.ts";
import { bare, plainText } from "../../lib/text.ts";
import { dateAndTime, dayWritten, isEither, lengthWritten, minuteWritten, orderOf, startAndEnd, type Order } from "./times-written.ts";

export type Field = "title" | "teacher" | "date" | "start" | "end" | "minutes" | "host" | "group" | "admission" | "kind" | "code";

/** One date, as its line names it. `teacher` and `host` are e-mail addresses in small letters; "" where the line or the table has none. */
export type Line = {
  line: number;
  title: string;
  teacher: string;
  day: string;
  /** `09:00`. */
  time: string;
  minutes: number;
  host: string;
  group: string;
  admission: "automatic" | "manual";
  kind: "meeting" | "webinar";
  code: string;
};

export type LineTrouble =
  | "line_title_missing" | "line_title_too_long" | "line_too_long" | "line_email_malformed" | "line_date_malformed" | "line_date_either" | "line_start_malformed"
  | "line_end_malformed" | "line_end_before_start" | "line_length_malformed" | "line_admission_unknown"; // prettier-ignore
export type BadLine = { line: number; text: string; because: LineTrouble };

/** `again`: lines that say what one before them said. `order`: how dates such as 03/04/2027 were read, and whether the table itself tells; null: it has none. */
export type Timetable = { lines: Line[]; again: { line: number; as: number }[]; bad: BadLine[]; order: { is: Order; told: boolean } | null; columns: Field[] };
export type TableTrouble = { because: "timetable_empty" | "timetable_too_long" | "timetable_without_headers" | "timetable_column_twice"; missing: Field[] };

export const MOST_LINES = 5000;
const LONGEST_LINE = 2000;
const LONGEST_TITLE = 200;
const LONGEST_EMAIL = 254;
const LONGEST_WORD = 120;
const SHOWN = 80;
/** What nobody plans lasts longer than a day, or shorter than Zoom's shortest. */
const LENGTHS = { least: 5, most: 1440 };

/** What columns are called, without accents, in small letters. */
const HEADERS: Record<Field, RegExp> = {
  title: /^(title|course|course title|course name|subject|class|session|titulo|asignatura|materia|curso|nombre|nombre del curso|clase|sesion)$/,
  teacher:
    /^((teacher|lecturer|instructor|professor|organizer)('?s)?( e-?mail)?|e-?mail( of (the )?teacher)?|(correo|e-?mail)( electronico)?( del? (la )?(docente|profesora?|profesor\/a))?|docente|profesora?|profesor\/a)$/,
  date: /^(date|day|start date|fecha|dia|fecha de inicio)$/,
  start: /^(start|start time|starts|begins|from|time|hour|hours|hora|horas|inicio|hora (de )?inicio|comienzo|desde|horario)$/,
  end: /^(end|end time|ends|to|until|fin|final|hora (de )?fin(al)?|hasta|termino)$/,
  minutes: /^((minutes|min|duration|length|minutos|duracion)( \(?min(utes|utos)?\.?\)?)?)$/,
  host: /^((zoom )?host( e-?mail)?|room( e-?mail)?|zoom user|anfitriona?( de zoom)?|(correo|e-?mail) (del? )?anfitrion|sala|usuario de zoom)$/,
  group: /^(group|class group|section|cohort|grupo|seccion|cohorte)$/,
  admission: /^(admission|waiting room|admision|acceso|sala de espera)$/,
  kind: /^((session |meeting )?(kind|type)|(kind|type) of session|tipo( de (sesion|reunion))?)$/,
  code: /^(code|course code|id|key|reference|codigo|codigo del curso|clave|referencia)$/,
};
const NEEDED: Field[] = ["title", "date", "start"];

/**
 * Reads what a spreadsheet saves or lets copy: a table with headers, in English or Spanish. Good lines are kept, each bad one is named.
 * `order`: how dates are read that could be either; null: as the table itself tells, and the day first where it doesn't. Where it contradicts itself such dates are refused.
 */
export function readTimetable(text: string, order: Order | null): { ok: true; value: Timetable } | { ok: false; trouble: TableTrouble } {
  const records = recordsOf(text.replace(/^\uFEFF/, "")).filter((one) => one.text.replaceAll(/[\s,;"]/g, "") !== "");
  const head = records[0];
  const no = (because: TableTrouble["because"], missing: Field[] = []) => ({ ok: false as const, trouble: { because, missing } });
  if (head === undefined) return no("timetable_empty");
  if (records.length > MOST_LINES + 1) return no("timetable_too_long");
  const separator = ["\t", ";", ","].toSorted((a, b) => count(head.text, b) - count(head.text, a))[0]!;
  const columns = columnsOf(fieldsOf(head.text.slice(0, LONGEST_LINE), separator));
  if (columns === "twice") return no("timetable_column_twice");
  const missing = [...NEEDED.filter((field) => field !== "start" && !columns.has(field)), ...missingTimes(columns, records[1]?.text ?? "")];
  if (missing.length > 0) return no("timetable_without_headers", missing);
  if (records.length === 1) return no("timetable_empty");
  return { ok: true, value: linesOf(records.slice(1), columns, separator, order) };
}

const count = (text: string, mark: string): number => text.split(mark).length;

type Columns = ReadonlyMap<Field, number>;

/** Whatever else a table has is left alone. */
function columnsOf(headers: readonly string[]): Columns | "twice" {
  const columns = new Map<Field, number>();
  for (const [i, header] of headers.entries()) {
    const plain = bare(plainText(header.toWellFormed())).replaceAll(/[:*]+$/g, "").trim(); // prettier-ignore
    const field = (Object.keys(HEADERS) as Field[]).find((one) => HEADERS[one].test(plain));
    if (field === undefined) continue;
    if (columns.has(field)) return "twice";
    columns.set(field, i);
  }
  return columns;
}

/** The start may stand with the date, and the end with the start. */
function missingTimes(columns: Columns, first: string): Field[] {
  const hasStart = columns.has("start") || /\d[T\s]+\d{1,2}[:.h]\d{2}/.test(first);
  const hasLength = columns.has("end") || columns.has("minutes") || /\d.*[-–—]\s*\d{1,2}[:.h]\d{2}/.test(first);
  return [...(hasStart ? [] : ["start" as const]), ...(hasLength ? [] : ["minutes" as const])];
}

function linesOf(records: readonly { line: number; text: string }[], columns: Columns, separator: string, asked: Order | null): Timetable {
  const table = records.map((record) => ({ ...record, of: fieldsBy(columns, record.text, separator) }));
  const told = orderOf(table.map(({ of }) => dateAndTime(of("date")).date));
  const is = asked ?? (told === "both" || told === null ? "day first" : told);
  const refusesEither = asked === null && told === "both";
  const [lines, again, bad]: [Line[], Timetable["again"], BadLine[]] = [[], [], []];
  const seen = new Map<string, number>();
  for (const { line, text, of } of table) {
    const read = text.length > LONGEST_LINE ? "line_too_long" : readLine(line, of, is, refusesEither);
    if (typeof read === "string") {
      bad.push({ line, text: shown(text), because: read });
      continue;
    }
    const key = JSON.stringify([bare(read.title), read.teacher, read.day, read.time, bare(read.group), bare(read.code)]);
    if (seen.has(key)) again.push({ line, as: seen.get(key)! });
    else lines.push(read);
    seen.set(key, seen.get(key) ?? line);
  }
  const isAmbiguous = table.some(({ of }) => isEither(dateAndTime(of("date")).date));
  return { lines, again, bad, order: isAmbiguous ? { is, told: asked === null && told !== null } : null, columns: [...columns.keys()] };
}

const fieldsBy = (columns: Columns, text: string, separator: string) => {
  const fields = text.length > LONGEST_LINE ? [] : fieldsOf(text, separator);
  return (field: Field): string => (columns.has(field) ? plainText((fields[columns.get(field)!] ?? "").toWellFormed()) : "");
};

function readLine(line: number, of: (field: Field) => string, order: Order, refusesEither: boolean): Line | LineTrouble {
  const title = of("title");
  if (title === "") return "line_title_missing";
  if (title.length > LONGEST_TITLE || of("group").length > LONGEST_WORD || of("code").length > LONGEST_WORD) return "line_title_too_long";
  const [teacher, host] = [emailIn(of("teacher")), emailIn(of("host"))];
  if (teacher === null || host === null) return "line_email_malformed";
  const when = timesOf(of, order, refusesEither);
  if (typeof when === "string") return when;
  const admission = admissionOf(of("admission"));
  if (admission === null) return "line_admission_unknown";
  return { line, title, teacher, ...when, host, group: of("group"), admission, kind: kindOf(of("kind")), code: of("code") };
}

function timesOf(of: (field: Field) => string, order: Order, refusesEither: boolean): Pick<Line, "day" | "time" | "minutes"> | LineTrouble {
  const { date, time } = dateAndTime(of("date"));
  if (refusesEither && isEither(date)) return "line_date_either";
  const day = dayWritten(date, order);
  if (day === null) return "line_date_malformed";
  const written = startAndEnd(of("start") === "" ? time : dateAndTime(of("start")).time || of("start"));
  const start = minuteWritten(written.start);
  if (start === null) return "line_start_malformed";
  const length = lengthOf(start, of("minutes"), of("end") === "" ? written.end : dateAndTime(of("end")).time || of("end"));
  return typeof length === "string" ? length : { day, time: clockOf(start), minutes: length };
}

function lengthOf(start: number, minutes: string, until: string): number | LineTrouble {
  const end = until === "" ? null : minuteWritten(until);
  if (until !== "" && end === null) return "line_end_malformed";
  const length = end !== null ? end - start : lengthWritten(minutes);
  if (end !== null && end <= start) return "line_end_before_start";
  return length === null || length < LENGTHS.least || length > LENGTHS.most ? "line_length_malformed" : length;
}

const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

const EMAIL = /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}.]+(\.[^\s@<>()[\]\\,;:"\p{C}.]+)+$/u;

/** Null: something else stands there. `Ana Ruiz <ana@uni.example>` is how mail programs write it. */
function emailIn(text: string): string | null {
  const email = (/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text).replace(/^mailto:/i, "").trim().toLowerCase(); // prettier-ignore
  return email === "" || (email.length <= LONGEST_EMAIL && EMAIL.test(email)) ? email : null;
}

/** The waiting room asks of each who comes whether to let them in. */
function admissionOf(text: string): Line["admission"] | null {
  const word = bare(text);
  if (/^(|automatic|automatica|automatico|no|n|free|libre|0|false|falso)$/.test(word)) return "automatic";
  return /^(manual|yes|y|si|s|waiting room|sala de espera|1|true|verdadero|x)$/.test(word) ? "manual" : null;
}

/** Timetables have many types; whatever is called no webinar is a meeting. */
const kindOf = (text: string): Line["kind"] => (/\b(webinars?|webinarios?|seminarios? web)\b/.test(bare(text)) ? "webinar" : "meeting");

function fieldsOf(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter).map((field) => field.trim());
  try {
    const [record] = parse(line, { delimiter, relax_quotes: true, relax_column_count: true, trim: true }) as string[][];
    return (record ?? []).map((field) => field.trim());
  } catch {
    return line.split(delimiter).map((field) => field.trim().replaceAll(/^"|"$/g, "")); // a quote that is never closed
  }
}

const shown = (text: string): string => {
  const plain = Array.from(plainText(text.slice(0, LONGEST_LINE).toWellFormed()));
  return plain.length > SHOWN ? `${plain.slice(0, SHOWN).join("")}…` : plain.join("");
};
