import { expect, test } from "vitest";
import { readCalendar } from "./holiday.ts";

const TODAY = "2027-03-01";
const calendar = (...events: string[]): string =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "X-WR-CALNAME:Festivos",
    ...events.flatMap((lines) => ["BEGIN:VEVENT", ...lines.split("\n"), "END:VEVENT"]),
    "END:VCALENDAR",
    "",
  ].join("\r\n");
const read = (...events: string[]) => readCalendar(calendar(...events), TODAY);
const days = (...events: string[]): string[] => {
  const outcome = read(...events);
  return outcome.ok ? outcome.value.days.map(({ day, name }) => (name === "" ? day : `${day} ${name}`)) : [outcome.refusal.because];
};

test("an all-day event is a day, and ends on the day before its end", () => {
  expect(days("DTSTART;VALUE=DATE:20271012\nSUMMARY:Fiesta\\, nacional")).toEqual(["2027-10-12 Fiesta, nacional"]);
  expect(days("DTSTART;VALUE=DATE:20271230\nDTEND;VALUE=DATE:20280102\nSUMMARY:Navidad")).toEqual([
    "2027-12-30 Navidad",
    "2027-12-31 Navidad",
    "2028-01-01 Navidad",
  ]);
  expect(days("DTSTART;VALUE=DATE:20271012\nDTEND;VALUE=DATE:20271012")).toEqual(["2027-10-12"]);
  expect(days("DTSTART;VALUE=DATE:20271012\nDURATION:P2D")).toEqual(["2027-10-12", "2027-10-13"]);
  expect(days("DTSTART:20271012")).toEqual(["2027-10-12"]);
});

test("events with times are no holidays, unless Outlook says that they are whole days", () => {
  expect(days("DTSTART:20271012T090000Z\nDTEND:20271012T100000Z")).toEqual(["calendar_timed_only"]);
  expect(days("DTSTART:20271012T000000\nDTEND:20271013T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE")).toEqual(["2027-10-12"]);
  expect(read("DTSTART;VALUE=DATE:20271012", "DTSTART:20271013T090000Z")).toMatchObject({ value: { timed: 1, otherwise: 0 } });
});

test("what comes back every year is written out from this year until five years on", () => {
  expect(days("DTSTART;VALUE=DATE:20101225\nRRULE:FREQ=YEARLY\nSUMMARY:X").map((one) => one.slice(0, 10))).toEqual(
    [2027, 2028, 2029, 2030, 2031, 2032].map((year) => `${year}-12-25`),
  );
  expect(days("DTSTART;VALUE=DATE:20101225\nRRULE:FREQ=YEARLY;UNTIL=20291224\nEXDATE;VALUE=DATE:20271225")).toEqual(["2028-12-25"]);
  expect(days("DTSTART;VALUE=DATE:20101225\nRRULE:FREQ=YEARLY;COUNT=18")).toEqual(["2027-12-25"]);
  expect(days("DTSTART;VALUE=DATE:20101125\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20281231")).toEqual(["2027-11-25", "2028-11-23"]);
});

test("29 February is a holiday in leap years only", () => expect(days("DTSTART;VALUE=DATE:20000229\nRRULE:FREQ=YEARLY")).toEqual(["2028-02-29", "2032-02-29"]));

test("a date that was moved is where it was moved to, and what was cancelled is none", () => {
  const yearly = "UID:a\nDTSTART;VALUE=DATE:20261102\nRRULE:FREQ=YEARLY;COUNT=3";
  expect(days(yearly, "UID:a\nRECURRENCE-ID;VALUE=DATE:20271102\nDTSTART;VALUE=DATE:20271108")).toEqual(["2027-11-08", "2028-11-02"]);
  expect(days("DTSTART;VALUE=DATE:20271012", "STATUS:CANCELLED\nDTSTART;VALUE=DATE:20271013")).toEqual(["2027-10-12"]);
});

test("what comes back in another way is left out, and told", () =>
  expect(
    read("DTSTART;VALUE=DATE:20271012", "DTSTART;VALUE=DATE:20270305\nRRULE:FREQ=WEEKLY", "DTSTART;VALUE=DATE:20270305\nRRULE:FREQ=SECONDLY"),
  ).toMatchObject({
    value: { days: [{ day: "2027-10-12" }], otherwise: 2 },
  }));

test.each([
  ["", "calendar_malformed"],
  ["Festivos: 12 de octubre", "calendar_malformed"],
  ["<!doctype html><html></html>", "calendar_malformed"],
  ["BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART", "calendar_malformed"],
  [calendar("DTSTART;VALUE=DATE:20270230"), "calendar_malformed"],
  [calendar(), "calendar_without_days"],
  [calendar("SUMMARY:nothing"), "calendar_timed_only"],
  [calendar("DTSTART;VALUE=DATE:20201012"), "calendar_without_days"],
  [calendar("DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "calendar_without_days"],
])("%j is refused", (text, because) => expect(readCalendar(text, TODAY)).toMatchObject({ ok: false, refusal: { because } }));

test.each([
  ["a text without end", `${calendar("DTSTART;VALUE=DATE:20270301")}${" ".repeat(2_000_000)}`],
  ["too many events", calendar(...Array.from({ length: 5001 }, () => "DTSTART;VALUE=DATE:20270301"))],
  ["events that cover more than all days", calendar(...Array.from({ length: 20 }, () => "DTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:20280101"))],
  ["rules that cost much", calendar(...Array.from({ length: 201 }, () => "DTSTART;VALUE=DATE:20270301\nRRULE:FREQ=YEARLY"))],
  ["dates without end", calendar(`DTSTART;VALUE=DATE:20270301\nRDATE;VALUE=DATE:${Array.from({ length: 45_000 }, () => "20270302").join(",")}`)],
])("%s is no list of holidays", (_, text) => expect(readCalendar(text, TODAY)).toMatchObject({ ok: false, refusal: { because: "calendar_too_large" } }));

test("an event from the first to the last year is no more than the days that matter", () => {
  expect(days("DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:99991231").length).toBe(2192);
  expect(days("DTSTART;VALUE=DATE:00010101\nDTEND;VALUE=DATE:99991231\nRRULE:FREQ=YEARLY")).toEqual(["calendar_without_days"]);
});

test("names are one line, without marks that turn it round", () =>
  expect(days("DTSTART;VALUE=DATE:20271012\nSUMMARY:Fiesta\\n\u202enacional")).toEqual(["2027-10-12 Fiesta nacional"]));
