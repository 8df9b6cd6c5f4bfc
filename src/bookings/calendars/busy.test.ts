import { expect, test } from "vitest";
import { after, days, instant, wallOf } from "../../lib/time.ts";
import { busyIn, busyTimes } from "./busy.ts";

const NOW = instant("2027-03-01T08:00:00Z");
const ASKED = { zone: "Europe/Madrid", from: NOW, to: after(NOW, days(400)) };

const calendar = (...parts: string[]): string => ["BEGIN:VCALENDAR", "VERSION:2.0", ...parts.flatMap((part) => part.split("\n")), "END:VCALENDAR", ""].join("\r\n"); // prettier-ignore
const event = (lines: string): string => `BEGIN:VEVENT\n${lines}\nEND:VEVENT`;
const events = (...all: string[]): string => calendar(all.map(event).join("\n"));
/** As the clock shows it in Madrid: `03-02 10:00 – 11:00`. */
function taken(text: string, asked = ASKED): string[] {
  const outcome = busyIn(text, asked);
  if (!outcome.ok) return [outcome.refusal.because];
  const shown = (moment: typeof NOW) => wallOf(moment, asked.zone).slice(5).replace("T", " ");
  return outcome.value.map(({ start, end }) => {
    const [from, to] = [shown(start), shown(end)];
    return `${from} – ${from.slice(0, 5) === to.slice(0, 5) ? to.slice(6) : to}`;
  });
}

test("an event takes its time, whether in Greenwich, in a zone, or on the wall of whoever's calendar it is", () => {
  expect(taken(events("DTSTART:20270302T090000Z\nDTEND:20270302T100000Z"))).toEqual(["03-02 10:00 – 11:00"]);
  expect(taken(events("DTSTART;TZID=America/New_York:20270302T090000\nDURATION:PT1H30M"))).toEqual(["03-02 15:00 – 16:30"]);
  expect(taken(events("DTSTART:20270302T090000\nDTEND:20270302T100000"))).toEqual(["03-02 09:00 – 10:00"]);
  expect(taken(events("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/London:20270302T090000\nDURATION:P1D"))).toEqual(["03-02 10:00 – 03-03 10:00"]);
  expect(taken(events("DTSTART;TZID=Nowhere:20270302T090000\nDURATION:PT1H"))).toEqual(["03-02 09:00 – 10:00"]);
});

test("a whole day is the day of whoever's calendar it is, also where the clocks change", () => {
  expect(taken(events("DTSTART;VALUE=DATE:20270328"))).toEqual(["03-28 00:00 – 03-29 00:00"]);
  expect(taken(events("DTSTART;VALUE=DATE:20270328\nDTEND;VALUE=DATE:20270330"))).toEqual(["03-28 00:00 – 03-30 00:00"]);
  expect(taken(events("DTSTART;VALUE=DATE:20270328\nDURATION:P2D"))).toEqual(["03-28 00:00 – 03-30 00:00"]);
  expect(taken(events("DTSTART:20270328T000000\nDTEND:20270329T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE"))).toEqual(["03-28 00:00 – 03-29 00:00"]);
  expect(busyIn(events("DTSTART;VALUE=DATE:20270328"), ASKED)).toMatchObject({ value: [{ start: instant("2027-03-27T23:00:00Z"), end: instant("2027-03-28T22:00:00Z") }] }); // prettier-ignore
});

test("what is cancelled, leaves its time free, has no length, is over, or is too far ahead takes nothing", () => {
  const at = "DTSTART:20270302T090000Z\nDTEND:20270302T100000Z";
  expect(taken(events(`${at}\nSTATUS:CANCELLED`, `${at}\nTRANSP:TRANSPARENT`, `${at}\nX-MICROSOFT-CDO-BUSYSTATUS:FREE`))).toEqual([]);
  expect(taken(events("DTSTART:20270302T090000Z", "DTSTART:20270302T090000Z\nDTEND:20270302T080000Z", "SUMMARY:no time at all"))).toEqual([]);
  expect(taken(events("DTSTART:20270228T090000Z\nDTEND:20270228T100000Z", "DTSTART:20280601T090000Z\nDTEND:20280601T100000Z"))).toEqual([]);
  expect(taken(events(`${at}\nSTATUS:TENTATIVE\nTRANSP:OPAQUE`))).toEqual(["03-02 10:00 – 11:00"]);
});

test("what comes back keeps its time on the wall when the clocks change", () =>
  expect(taken(events("DTSTART;TZID=Europe/Madrid:20270322T100000\nDTEND;TZID=Europe/Madrid:20270322T110000\nRRULE:FREQ=WEEKLY;COUNT=2"))).toEqual([
    "03-22 10:00 – 11:00",
    "03-29 10:00 – 11:00",
  ]));

test("dates that are left out, added, moved or cancelled", () => {
  const weekly = "UID:a\nDTSTART;TZID=Europe/Madrid:20270302T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3";
  expect(taken(events(`${weekly}\nEXDATE;TZID=Europe/Madrid:20270309T100000`))).toEqual(["03-02 10:00 – 11:00", "03-16 10:00 – 11:00"]);
  expect(taken(events(`${weekly}\nEXDATE:20270309T090000Z,20270316T090000Z`))).toEqual(["03-02 10:00 – 11:00"]);
  expect(taken(events(`${weekly}\nEXDATE;VALUE=DATE:20270302`))).toEqual(["03-09 10:00 – 11:00", "03-16 10:00 – 11:00"]);
  expect(taken(events(`${weekly}\nRDATE;VALUE=PERIOD:20270304T100000Z/PT2H`)).slice(0, 2)).toEqual(["03-02 10:00 – 11:00", "03-04 11:00 – 13:00"]);
  expect(taken(events(weekly, "UID:a\nRECURRENCE-ID;TZID=Europe/Madrid:20270309T100000\nDTSTART:20270310T120000Z\nDURATION:PT1H"))).toEqual([
    "03-02 10:00 – 11:00",
    "03-10 13:00 – 14:00",
    "03-16 10:00 – 11:00",
  ]);
  for (const gone of ["STATUS:CANCELLED", "TRANSP:TRANSPARENT"])
    expect(taken(events(`UID:a\nRECURRENCE-ID:20270302T090000Z\nDTSTART:20270302T090000Z\nDURATION:PT1H\n${gone}`, weekly))).toEqual([
      "03-09 10:00 – 11:00",
      "03-16 10:00 – 11:00",
    ]);
  expect(taken(events("DTSTART;VALUE=DATE:20270302\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20270303"))).toEqual(["03-02 00:00 – 03-03 00:00", "03-04 00:00 – 03-05 00:00"]); // prettier-ignore
});

test("the last moment of a rule is one of Greenwich, of the wall, or a whole day", () => {
  const until = (end: string) => taken(events(`DTSTART;TZID=Europe/Madrid:20270302T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=${end}`)).length;
  expect([until("20270304T090000Z"), until("20270304T085959Z"), until("20270304T100000"), until("20270304")]).toEqual([3, 2, 3, 3]);
});

test("a rule that began long ago, and events that last for years, reach into the time that matters", () => {
  expect(taken(events("DTSTART:20100304T090000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY"))).toEqual(["03-04 10:00 – 11:00", "03-04 10:00 – 11:00"]);
  expect(taken(events("DTSTART:20270228T230000Z\nDURATION:PT20H"))).toEqual(["03-01 00:00 – 20:00"]);
  expect(taken(events("DTSTART;VALUE=DATE:00010101\nDTEND;VALUE=DATE:99991231"))).toHaveLength(1);
  expect(taken(events("DTSTART:20270226T090000Z\nDURATION:P4D\nRRULE:FREQ=MONTHLY;COUNT=1"))).toEqual(["02-26 10:00 – 03-02 10:00"]);
});

const OUTLOOK = `BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE`;

test("a zone that only the calendar knows has its own changes of clocks, wherever it is described", () => {
  const lesson = event("DTSTART;TZID=Customized Time Zone:20270312T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3");
  const expected = ["03-12 15:00 – 16:00", "03-13 15:00 – 16:00", "03-14 14:00 – 15:00"];
  expect(taken(calendar(OUTLOOK, lesson))).toEqual(expected);
  expect(taken(calendar(lesson, OUTLOOK))).toEqual(expected);
});

test("alarms, long lines, and lines that nobody understands change nothing", () => {
  const folded =
    "DTSTART;TZID=Europe\n /Madrid:20270302T1\n 00000\nDTEND:20270302T100000Z\nBEGIN:VALARM\nTRIGGER:-PT5M\nDURATION:PT99H\nEND:VALARM\nRUBBISH\nX-A;;=:";
  expect(taken(events(folded))).toEqual(["03-02 10:00 – 11:00"]);
});

test("a calendar may tell of time that is taken and nothing else", () =>
  expect(taken(calendar("BEGIN:VFREEBUSY\nFREEBUSY:20270302T090000Z/PT1H,20270303T090000Z/20270303T110000Z\nFREEBUSY;FBTYPE=FREE:20270304T090000Z/PT1H\nEND:VFREEBUSY"))).toEqual([
    "03-02 10:00 – 11:00",
    "03-03 10:00 – 12:00",
  ])); // prettier-ignore

test("what comes back within a day takes all its time where nothing can be booked between", () => {
  expect(taken(events("DTSTART:20270302T090000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY;COUNT=7200"))).toEqual(["03-02 10:00 – 12:00"]);
  expect(taken(events("DTSTART:20270302T090000Z\nDURATION:PT10M\nRRULE:FREQ=HOURLY;COUNT=2"))).toEqual(["03-02 10:00 – 10:10", "03-02 11:00 – 11:10"]);
  expect(taken(events("DTSTART:20270302T090000Z\nDURATION:PT10M\nRRULE:FREQ=MINUTELY;INTERVAL=12;UNTIL=20270302T100000Z"))).toEqual(["03-02 10:00 – 11:10"]);
  expect(taken(events("DTSTART:19700101T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY"))).toHaveLength(1);
});

test.each([
  ["", "calendar_malformed"],
  ["<!doctype html><html></html>", "calendar_malformed"],
  ["BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20270302T090000Z\r\nDURATION:PT1H\r\n", "calendar_malformed"],
  [events("DTSTART:20270302T090000Z\nDURATION:PT1H").replace("END:VCALENDAR", ""), "calendar_malformed"],
  [events("DTSTART:20270302T090000Z\nDURATION:PT1H\nRRULE:FREQ=FORTNIGHTLY"), "calendar_malformed"],
  [events("DTSTART:20270302T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYDAY=XX"), "calendar_malformed"],
])("%j is refused, for what is not read may take time", (text, because) => expect(taken(text)).toEqual([because]));

/** How often others had their turn, and what came of it. */
function reckoned(text: string): { turns: number; came: string } {
  const reckoning = busyTimes(text, ASKED);
  for (let turns = 0; ; turns += 1) {
    const step = reckoning.next();
    if (step.done === true) return { turns, came: step.value.ok ? `${step.value.value.length} times` : step.value.refusal.because };
  }
}
const many = (count: number, lines: string | ((n: number) => string)): string =>
  calendar(Array.from({ length: count }, (_, n) => event(typeof lines === "string" ? lines : lines(n))).join("\n"));

test.each([
  ["a hundred thousand events", many(100_000, "DTSTART:20270302T090000Z\nDURATION:PT1H"), /^1 times|too_large/],
  ["more than that", many(100_001, "DTSTART:20270302T090000Z\nDURATION:PT1H"), /too_large/],
  ["thousands that come back each day since the first year", many(3000, "DTSTART:00010101T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=999999"), /too_large/],
  ["one that comes back each second of each day", many(1, `DTSTART:20200101T090000Z\nDURATION:PT1S\nRRULE:FREQ=DAILY;BYHOUR=${[...Array(24).keys()]};BYMINUTE=${[...Array(60).keys()]};BYSECOND=${[...Array(60).keys()]}`), /too_large/],
  ["a date that never comes", many(2000, "DTSTART:20270101T090000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), /^1 times|^0 times/],
  ["dates without end", many(1, `DTSTART:20270301T090000Z\nDURATION:PT1H\nRDATE:${Array.from({ length: 400_000 }, () => "20270302T090000Z").join(",")}`), /too_large/],
  ["more times than a life has", many(1, "DTSTART:20270302T000000Z\nDURATION:PT1M\nRRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12;BYMINUTE=0,20,40"), /too_large/],
])("%s end in an answer, and let others have their turn meanwhile", (_, text, came) => {
  const read = reckoned(text);
  expect(read.came).toMatch(came);
  if (read.came === "1 times") expect(read.turns).toBeGreaterThan(5);
}); // prettier-ignore
