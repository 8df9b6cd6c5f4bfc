import { expect, test } from "vitest";
import { ruleSentence, weekdayIn } from "./rule-words.ts";

const at = (rule: string | null, more: object = {}) => ({ start: "2027-03-08T09:00", rule, zone: "Europe/Madrid", minutes: 90, ...more });

test.each([
  [
    "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270614T215959Z",
    "Every Monday and Wednesday, 9:00 – 10:30 AM, until June 14, 2027",
    "Cada lunes y miércoles, 9:00–10:30, hasta el 14 de junio de 2027",
  ],
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=8", "Every 2 weeks on Tuesday, 9:00 – 10:30 AM, 8 times", "Cada 2 semanas, martes, 9:00–10:30, 8 veces"],
  ["FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=10", "Monday to Friday, 9:00 – 10:30 AM, 10 times", "De lunes a viernes, 9:00–10:30, 10 veces"],
  ["FREQ=DAILY;COUNT=3", "Every day, 9:00 – 10:30 AM, 3 times", "Todos los días, 9:00–10:30, 3 veces"],
  ["FREQ=MONTHLY;BYMONTHDAY=22;COUNT=3", "Every month on the 22nd, 9:00 – 10:30 AM, 3 times", "Cada mes, el día 22, 9:00–10:30, 3 veces"],
  [
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=2MO;COUNT=3",
    "Every 2 months on the second Monday, 9:00 – 10:30 AM, 3 times",
    "Cada 2 meses, el segundo lunes, 9:00–10:30, 3 veces",
  ],
  ["FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "Every month on the last Friday, 9:00 – 10:30 AM, 3 times", "Cada mes, el último viernes, 9:00–10:30, 3 veces"],
  ["FREQ=YEARLY;COUNT=3", "Every year on March 8, 9:00 – 10:30 AM, 3 times", "Cada año, el 8 de marzo, 9:00–10:30, 3 veces"],
  ["FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=3", "By a rule of its own, 9:00 – 10:30 AM", "Según una regla propia, 9:00–10:30"],
  [null, "On March 8, 2027, 9:00 – 10:30 AM", "El 8 de marzo de 2027, 9:00–10:30"],
])("%s", (rule, english, spanish) => {
  expect(ruleSentence(at(rule), "en")).toBe(english);
  expect(ruleSentence(at(rule), "es")).toBe(spanish);
});

test("further dates are counted, and a session over midnight is told without its days", () => {
  expect(ruleSentence(at(null, { further: 2 }), "en")).toBe("On March 8, 2027, 9:00 – 10:30 AM, 2 further dates");
  expect(ruleSentence({ ...at("FREQ=DAILY;COUNT=2"), start: "2027-03-08T23:30" }, "es")).toBe("Todos los días, 23:30 – 1:00, 2 veces");
});

test("weekdays have their names", () => {
  expect([weekdayIn("en", "MO"), weekdayIn("es", "SU"), weekdayIn("en", "WE", "short")]).toEqual(["Monday", "domingo", "Wed"]);
});
