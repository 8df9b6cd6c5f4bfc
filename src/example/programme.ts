import { pick, type Random } from "../lib/random.ts";
import { addDays, dayOf, momentOf, type Instant } from "../lib/time.ts";

/** The example institution's people; all of it invented. */
export const ZONE = "Europe/Madrid";
export const PASSWORD = "bedel-sandbox";
export const NAME = "Universidad de la Sierra";

export const PEOPLE = [
  { name: "Elena Vidal", email: "elena.vidal@universidad.example", role: "owner", language: "es" },
  { name: "Marta Rivas", email: "marta.rivas@universidad.example", role: "admin", language: "en" },
  { name: "Oscar Beltrán", email: "oscar.beltran@universidad.example", role: "organizer", language: "en" },
  { name: "Agnieszka Nowak", email: "agnieszka.nowak@universidad.example", role: "organizer", language: "en" },
  { name: "Lucía Fernández", email: "lucia.fernandez@universidad.example", role: "organizer", language: "es" },
  { name: "Tom Whitfield", email: "tom.whitfield@universidad.example", role: "organizer", language: "en" },
  { name: "Inés Carrasco", email: "ines.carrasco@universidad.example", role: "organizer", language: "es" },
] as const;

/** Whom one may be with one click. */
export const ADMINISTRATOR = "marta.rivas@universidad.example";
export const ORGANIZER = "oscar.beltran@universidad.example";

const TITLES = [
  "Doctoral seminar",
  "Thesis defence",
  "Faculty board",
  "Ethics committee",
  "Library workshop",
  "Erasmus orientation",
  "Open lecture",
  "Algebra II tutorial",
  "Media training",
  "Research group meeting",
  "Admissions interview",
  "Alumni webinar",
  "Laboratory safety course",
  "Town hall",
  "Language exchange",
  "Statistics consultation",
  "Examination review",
  "Grant writing clinic",
];
const FIRST = [
  "Ana",
  "Jakub",
  "Zofia",
  "Marie",
  "Łukasz",
  "Inés",
  "Hugo",
  "Oliwia",
  "Pablo",
  "Sofía",
  "Emma",
  "Noah",
  "Carmen",
  "Mateo",
  "Lena",
  "Bruno",
  "Nadia",
  "Iker",
  "Clara",
  "Adam",
];
const LAST = [
  "Kowalska",
  "García",
  "Dubois",
  "Nowak",
  "Żółć",
  "Martín",
  "Laurent",
  "Silva",
  "Ortega",
  "Smith",
  "Romero",
  "Lewandowski",
  "Ibáñez",
  "Moreau",
  "Vega",
  "Santos",
];

export type Planned = {
  id: string;
  organizer: number;
  title: string;
  start: Instant;
  minutes: number;
  kind: "meeting" | "webinar";
  admission: "automatic" | "manual";
  expected: number | null;
  attendees: { name: string; email: string }[];
};

/** Start times as secretaries choose them, with their lengths. */
const SLOTS = ["09:00", "09:30", "10:00", "11:00", "11:30", "12:00", "13:00", "15:00", "16:00", "16:30", "17:00", "18:00"];

/** Two weeks around a day, the same for the same seed; ids too, so that beginning again begins the same. */
export function programme(random: Random, today: Instant): Planned[] {
  const first = addDays(dayOf(today, ZONE), -6);
  const planned: Planned[] = [];
  for (let day = 0; day < 14; day += 1) {
    const date = addDays(first, day);
    const weekend = [0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay());
    const many = weekend ? 4 : 8 + Math.floor(random.unit() * 4);
    for (let i = 0; i < many; i += 1) planned.push(one(random, date, pick(random, SLOTS)));
  }
  return [...planned, ...largeLectures(random, addDays(first, 8))];
}

/** Three for a thousand at the same hour, where two rooms hold as many: one of them waits, so that there is something to do for an administrator. */
const largeLectures = (random: Random, date: string): Planned[] =>
  ["Opening lecture", "Rector's address", "Nobel lecture"].map((title, i) => ({
    ...one(random, date, "12:00"),
    title,
    kind: "webinar" as const,
    expected: 900,
    minutes: 60,
    organizer: 2 + i,
  }));

/** One that begins soon, so that whoever starts Bedel has something to watch at once. */
export const soon = (random: Random, now: Instant): Planned => ({
  ...one(random, dayOf(now, ZONE), "09:00"),
  title: "Welcome session",
  organizer: 2,
  kind: "meeting",
  admission: "automatic",
  minutes: 45,
  start: (Math.ceil((now + 25 * 60_000) / 300_000) * 300_000) as Instant,
});

function one(random: Random, date: string, slot: string): Planned {
  const at = momentOf(`${date}T${slot}`, ZONE, "earlier");
  const kind = random.unit() < 0.2 ? "webinar" : "meeting";
  const expected = random.unit() < 0.3 ? 20 + Math.floor(random.unit() * 120) : null;
  return {
    id: random.uuid(),
    organizer: 2 + Math.floor(random.unit() * 5),
    title: pick(random, TITLES),
    start: at.ok ? at.value : (0 as Instant),
    minutes: pick(random, [30, 45, 60, 60, 90]),
    kind,
    admission: random.unit() < 0.3 && kind === "meeting" ? "manual" : "automatic",
    expected,
    attendees: people(random, 4 + Math.floor(random.unit() * 12)),
  };
}

function people(random: Random, many: number): { name: string; email: string }[] {
  const found = new Map<string, { name: string; email: string }>();
  while (found.size < many) {
    const [first, last] = [pick(random, FIRST), pick(random, LAST)];
    const email = `${plain(first)}.${plain(last)}@people.example`;
    found.set(email, { name: `${first} ${last}`, email });
  }
  return [...found.values()];
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll("ł", "l")
    .replaceAll("ż", "z")
    .normalize("NFD")
    .replaceAll(/[^a-z]/g, "");
