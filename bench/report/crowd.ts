import { hours, iso, minutes } from "../../src/lib/time.ts";

/** Somebody who comes, as Zoom will know the person. */
export type Visitor = { name: string; email: string; registrantId: string; times: { in: string; out: string }[] };

const NAMES = ["Núñez Ibáñez", "Łukasz Żółć", "Αθηνά Παππά", "Иван Чехов", "O’Brien & Søn", "李小龍", "=SUM(A1)", "שרה כהן", "Nguyễn Thị", "👩‍🔬 Zoë"];
const COMINGS = 4;

/** So many people who fall out and come back three times within the two hours; every fifth is on nobody's list. */
export const crowd = (people: number, start: number): Visitor[] =>
  Array.from({ length: people }, (_, i) => {
    const number = String(i).padStart(6, "0");
    const isGuest = i % 5 === 4;
    return {
      name: `${NAMES[i % NAMES.length]!} ${number}`,
      email: isGuest ? "" : `person${number}@people.example`,
      registrantId: isGuest ? "" : `registrant${number}`,
      times: Array.from({ length: COMINGS }, (_, k) => {
        const from = start + k * minutes(28) + (i % 97) * 1000;
        return { in: iso((from + 0) as never), out: iso((from + minutes(20) + (i % 7) * 1000) as never) };
      }),
    };
  });

export const LASTED = hours(2);
