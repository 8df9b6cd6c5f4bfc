import { hours, iso, minutes, type Instant } from "../../src/lib/time.ts";

/** Somebody who comes, as Zoom will know the person. */
export type Visitor = { name: string; email: string; registrantId: string; accountUserId: string; times: { in: string; out: string }[] };

const NAMES = ["Núñez Ibáñez", "Łukasz Żółć", "Αθηνά Παππά", "Иван Чехов", "O’Brien & Søn", "李小龍", "=SUM(A1)", "שרה כהן", "Nguyễn Thị", "👩‍🔬 Zoë"];
const COMINGS = 4;

/** So many people who fall out and come back three times within the two hours; every fifth is a user of the account and on no list. */
export const crowd = (people: number, start: number): Visitor[] =>
  Array.from({ length: people }, (_, i) => {
    const number = String(i).padStart(6, "0");
    const isGuest = i % 5 === 4;
    return {
      name: `${NAMES[i % NAMES.length]!} ${number}`,
      email: `person${number}@people.example`,
      accountUserId: isGuest ? `user${number}` : "",
      registrantId: isGuest ? "" : `registrant${number}`,
      times: Array.from({ length: COMINGS }, (_, k) => {
        const from = start + k * minutes(28) + (i % 97) * 1000;
        return { in: iso(from as Instant), out: iso((from + minutes(20) + (i % 7) * 1000) as Instant) };
      }),
    };
  });

export const LASTED = hours(2);
