import { instant } from "../src/lib/time.ts";
import type { Account, App, Feature, User } from "./account.ts";

export type University = { account: Account; app: App; users: User[] };

const DOMAIN = "universidad.example";
const FOUNDED = instant("2021-09-01T08:00:00Z");

export const DEFAULT_APP: App = {
  clientId: "sandbox-client",
  clientSecret: "sandbox-client-secret",
  accountId: "sandbox-account",
  scopes: "every",
};

/** The password of everybody with a work e-mail, until somebody changes it. */
export const FIRST_PASSWORD = "Sandbox-Otono-58";

export function defaultAccount(): University {
  const people = [owner(), administrator(), ...rooms(), ...members()];
  return { account: educationAccount(), app: DEFAULT_APP, users: people };
}

const educationAccount = (): Account => ({
  id: DEFAULT_APP.accountId,
  plan: "education",
  concurrentMeetings: "by plan",
  passwordChangesADay: 12,
  passwordPolicy: { minimumLength: 8, special: false },
  liveTokens: 1,
  listLagSeconds: 2,
  listsLagBehind: "creates",
  reportDelayMinutes: 4,
  reportCompleteMinutes: 12,
  limitHeaders: "sparse",
  endOfIdle: "204",
  visitors: false,
  limitBy: "sliding log",
  jitterMs: 0,
  hostDayCounts: ["create", "update"],
  registrantDay: "per meeting",
  refusalsAs200: false,
  clockSkewSeconds: 0,
  retryTimestamp: "fresh",
  validationAgainMinutes: 5,
  refreshGrace: false,
  mailServer: null,
  codeForNewDevices: false,
  seats: { paid: 20, basic: 9999, webinar: { "500": 8, "1000": 2 }, large: { "500": 4, "1000": 1 }, concurrent: {} },
  managedDomains: [DOMAIN],
  blockedDomains: [],
  limitedDomains: [],
  autoCreate: false,
  sso: true,
  preProvisionSso: false,
  isv: false,
  invitedAreActive: false,
  elsewhere: {},
  removalSeconds: 2,
});

export const plain: Feature = {
  meeting_capacity: 100,
  large_meeting: false,
  webinar: false,
  webinar_capacity: 0,
  concurrent_meeting: "None",
  zoom_phone: false,
  zoom_events: false,
};

function person(id: string, first: string, last: string, email: string, more: Partial<User> = {}): User {
  const pmi = 3_000_000_000 + (Buffer.from(id).reduce((sum, byte) => (sum * 31 + byte) % 6_999_999_999, 7) % 6_999_999_999);
  return {
    id,
    email: `${email}@${DOMAIN}`,
    first_name: first,
    last_name: last,
    dept: "",
    type: 1,
    status: "active",
    role_id: "2",
    login_types: [100],
    timezone: "Europe/Madrid",
    pmi,
    created_at: FOUNDED,
    last_login_time: null,
    password: FIRST_PASSWORD,
    formerPasswords: [],
    passwordChanges: [],
    signedOutAt: null,
    feature: { ...plain },
    ...more,
  };
}

const owner = (): User =>
  person("uOwner00000000000000AA", "Begoña", "Larrañaga", "direccion.tic", {
    type: 2,
    role_id: "0",
    dept: "Dirección TIC",
    feature: { ...plain, meeting_capacity: 300 },
  });
const administrator = (): User =>
  person("uAdmin00000000000000AA", "Katarzyna", "Wójcik", "zoom.admin", {
    type: 2,
    role_id: "1",
    dept: "Servicios digitales",
    feature: { ...plain, meeting_capacity: 300 },
  });

type RoomRow = [name: string, email: string, capacity: number, webinar: number, more?: Partial<User>];

/** Fourteen rooms. Three are traps on purpose: one signs in by SSO only, one is an administrator, one has no licence. */
const ROOMS: RoomRow[] = [
  ["Aula Magna", "sala.aula-magna", 500, 1000],
  ["Paraninfo", "sala.paraninfo", 500, 1000],
  ["Cervantes", "sala.cervantes", 300, 500],
  ["Unamuno", "sala.unamuno", 300, 500],
  ["Copernicus", "room.copernicus", 300, 500],
  ["Skłodowska", "room.sklodowska", 300, 500],
  ["Newton", "room.newton", 500, 500],
  ["Ada Lovelace", "room.lovelace", 300, 500],
  ["Ramón y Cajal", "sala.cajal", 300, 0],
  ["Hipatia", "sala.hipatia", 300, 0],
  ["Zambrano", "sala.zambrano", 300, 0],
  ["Vitoria (SSO)", "sala.vitoria", 300, 0, { login_types: [101], password: "" }],
  ["Decanato", "sala.decanato", 300, 0, { role_id: "1" }],
  ["Repuesto", "sala.repuesto", 100, 0, { type: 1 }],
];

function rooms(): User[] {
  return ROOMS.map(([name, email, capacity, webinar, more], i) =>
    person(`uRoom${String(i + 1).padStart(2, "0")}00000000000000A`, email.startsWith("sala") ? "Sala" : "Room", name, email, {
      type: 2,
      dept: "Salas compartidas",
      feature: { ...plain, meeting_capacity: capacity, large_meeting: capacity > 300, webinar: webinar > 0, webinar_capacity: webinar },
      ...more,
    }),
  );
}

const FIRST_NAMES = ["Álvaro", "Beata", "Carmen", "Dawid", "Elena", "Fiona", "Gonzalo", "Halina", "Íñigo", "Joanna", "Kevin", "Lucía", "Małgorzata", "Nuria"];
const LAST_NAMES = ["Núñez", "Kowalska", "Ortega", "Taylor", "Ibáñez", "Nowak", "Peña", "Walker", "Zielińska", "Muñoz", "Żak"];
const DEPARTMENTS = ["Historia", "Física", "Derecho", "Enfermería", "Lenguas modernas", "Matemáticas"];

function members(): User[] {
  return Array.from({ length: 40 }, (_, i) => {
    const first = FIRST_NAMES[i % FIRST_NAMES.length]!;
    const last = LAST_NAMES[(i * 7) % LAST_NAMES.length]!;
    return person(`uMember${String(i + 1).padStart(2, "0")}000000000000A`, first, last, `${asciiOf(first)}.${asciiOf(last)}${i + 1}`, {
      dept: DEPARTMENTS[i % DEPARTMENTS.length]!,
      login_types: i % 3 === 0 ? [101] : [100],
      status: i === 38 ? "inactive" : "active",
    });
  });
}

const asciiOf = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[łŁ]/g, "l")
    .toLowerCase();
