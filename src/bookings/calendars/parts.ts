import ICAL from "ical.js";

/** A property as it was written: its name and parameters in small letters, its values as ical.js reads them. */
export type Property = { name: string; parameters: Record<string, unknown>; type: string; values: unknown[] };
/** What stands between BEGIN and END. */
export type Part = { is: "vevent" | "vtimezone" | "vfreebusy"; text: string };

/** It is no calendar, or one that was cut off: what is missing may be what takes somebody's time. */
export class Malformed extends Error {}
/** More than any person's calendar holds. */
export class TooLarge extends Error {}

const MARK = /^(BEGIN|END):(VCALENDAR|VEVENT|VTIMEZONE|VFREEBUSY)[ \t]*\r?$/gim;
const MOST_PARTS = 100_000;

/** What tells of time in a calendar, one after the other. Events within events, and whatever else there is, are no parts. */
export function* partsOf(text: string): Generator<Part> {
  let [open, from, inCalendar, many] = ["", 0, 0, 0];
  for (const mark of text.matchAll(MARK)) {
    const [does, name] = [mark[1]!.toUpperCase(), mark[2]!.toLowerCase()];
    if (name === "vcalendar") inCalendar += does === "BEGIN" ? 1 : -1;
    else if (open === "" && does === "BEGIN") [open, from] = [name, mark.index];
    else if (open === name && does === "END") {
      if ((many += 1) > MOST_PARTS) throw new TooLarge();
      yield { is: name as Part["is"], text: text.slice(from, mark.index + mark[0].length) };
      open = "";
    } else throw new Malformed();
    if (inCalendar < 0 || (open !== "" && inCalendar === 0)) throw new Malformed();
  }
  if (open !== "" || inCalendar !== 0) throw new Malformed();
}

/** A line goes on in those after it that begin with a blank. */
const LINE = /^([A-Za-z0-9-]+)[;:][^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/gm;
const FOLD = /\r?\n[ \t]/g;

/** Its own properties of these names; those of what it holds, an alarm for one, are not its own. What can't be read as a property at all is left out. */
export function propertiesOf({ text }: Part, names: ReadonlySet<string>): Property[] {
  const found: Property[] = [];
  let depth = 0;
  for (const line of text.matchAll(LINE)) {
    const name = line[1]!.toLowerCase();
    if (name === "begin") depth += 1;
    else if (name === "end") depth -= 1;
    else if (depth === 1 && names.has(name)) found.push(...propertyIn(line[0].replace(FOLD, "")));
  }
  return found;
}

/** Ten thousand dates. */
const LONGEST_LINE = 200_000;

function propertyIn(line: string): Property[] {
  if (line.length > LONGEST_LINE) throw new TooLarge();
  try {
    const [name, parameters, type, ...values] = ICAL.parse.property(line) as [string, Record<string, unknown>, string, ...unknown[]];
    return [{ name, parameters, type, values }];
  } catch {
    if (/^rrule/i.test(line)) throw new Malformed();
    return [];
  }
}

export const textIn = (properties: readonly Property[], name: string): string => {
  const value = properties.find((one) => one.name === name)?.values[0];
  return typeof value === "string" ? value : "";
};
