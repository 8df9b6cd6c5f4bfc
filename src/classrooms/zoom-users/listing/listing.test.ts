import { describe, expect, test } from "vitest";
import { after, before, days, hours, minutes, seconds } from "../../../lib/time.ts";
import { aRun, NOW } from "../../runs/run.fixtures.ts";
import { againAt, begun, ended, wentBack, type Run, type RunStep, type StepEnd } from "../../runs/run.ts";
import { pauseFor, whyNotActive } from "../steps/activation.ts";
import { mostIn } from "../steps/reasons.ts";
import { namesOf } from "../names.ts";
import { linesOf } from "./lines.ts";
import type { Facts } from "../../runs/facts.ts";
import type { ZoomUserRow } from "../contract.ts";
import { rowOf, stateOf, whyNotMake, type Known, type RunOf } from "./person.ts";

const fresh = aRun("zoom user");
const left = (run: Run, name: RunStep, end: StepEnd): Run => ended(begun(run, name, NOW), name, end, {}, NOW);
const upTo = (...names: RunStep[]): Run => names.reduce((run, name) => left(run, name, { is: "done" }), fresh);
const runOf = (run: Run): RunOf => ({
  id: "r",
  state: run.state,
  steps: run.steps,
  endedAt: run.endedAt,
  asked: { licence: true },
  facts: { invitedAt: NOW, expiresAt: after(NOW, days(30)) },
});
const waits = (because: string): StepEnd => ({ is: "waits", for: "person", because, lookAt: after(NOW, hours(1)) });
const known = (more: Partial<Known> = {}): Known => ({
  email: "a@b.example",
  name: "A",
  status: "active",
  signsInWith: null,
  licensed: false,
  role: "member",
  isRoom: false,
  hostId: "h",
  ...more,
});

describe("how somebody stands", () => {
  const invited = left(upTo("look_up", "make_user"), "activation", waits("invitation_waits"));
  const lapsed = left(upTo("look_up", "make_user"), "activation", { is: "failed", because: "invitation_expired", retryAt: null });

  test.each([
    ["none", null, null],
    ["active", known(), null],
    ["inactive", known({ status: "inactive" }), null],
    ["invited", known({ status: "pending" }), null],
    ["waits", null, fresh],
    ["invited", null, invited],
    ["expired", known({ status: "pending" }), lapsed],
    ["failed", null, left(upTo("look_up"), "make_user", { is: "failed", because: "domain_blocked", retryAt: null })],
    ["active", known(), left(upTo("look_up", "make_user", "activation"), "settle_user", waits("no_licence_left"))],
    ["active", null, upTo("look_up", "make_user", "activation", "settle_user")],
  ] as const)("is %s", (state, user, run) => expect(stateOf(user, run === null ? null : runOf(run), null)).toBe(state));

  test("who was made counts as there until Zoom was read after that, and then as Zoom says", () => {
    const run = runOf(upTo("look_up", "make_user", "activation", "settle_user"));
    const states = [before(NOW, days(1)), NOW, after(NOW, hours(1))].map((syncedAt) => stateOf(null, run, syncedAt));
    expect(states).toEqual(["active", "active", "none"]);
  });

  test("an invitation that waits or has lapsed can be sent again, and is gone back to for that", () => {
    const of = (run: Run) => rowOf({ memberId: "m", name: "A", email: "a@b.example", licence: false }, null, runOf(run), { isOn: true, syncedAt: null });
    expect([of(invited), of(lapsed), of(fresh)].map(({ whyNot }) => whyNot.resend)).toEqual([null, null, "invitation_not_sent"]);
    const back = wentBack(lapsed, "make_user", "Ada", NOW);
    expect(back.steps.map(({ state }) => state)).toEqual(["done", "to come", "to come", "to come"]);
    expect(back).toMatchObject({ state: "running", wakeAt: NOW });
  });

  test("who has a user gets none, unless a licence is wanted that the user has not, or nobody looks after an invitation; while a run is at it nothing is asked", () => {
    const why = (state: ZoomUserRow["state"], more: Partial<ZoomUserRow> = {}, run: Parameters<typeof whyNotMake>[2] = null, isOn = true) =>
      whyNotMake(isOn, { state, licensed: null, licenceWanted: false, ...more }, run);
    expect(why("none", {}, null, false)).toBe("provisioning_off");
    expect(why("active", { licensed: false, licenceWanted: true })).toBeNull();
    expect(why("active", { licensed: false, licenceWanted: true }, { state: "running", endedAt: null })).toBe("run_under_way");
    expect(why("active", { licensed: true, licenceWanted: true })).toBe("user_made_already");
    expect([why("none"), why("invited"), why("invited", {}, { state: "stopped", endedAt: NOW })]).toEqual([null, null, null]);
    expect([why("waits"), why("inactive")]).toEqual(["invitation_to_bedel_waits", "zoom_user_to_activate"]);
  });

  test("a licence comes while what asks for it goes on, and no longer", () => {
    const of = (user: Known | null, run: Run | null, more = {}) =>
      rowOf({ memberId: "m", name: "A", email: "a@b.example", licence: true, ...more }, user, run === null ? null : runOf(run), { isOn: true, syncedAt: NOW }).licenceComes;
    const waitsForOne = left(upTo("look_up", "make_user", "activation"), "settle_user", waits("no_licence_left"));
    expect([of(null, fresh), of(null, invited), of(known(), waitsForOne), of(null, null, { isInvited: true })]).toEqual([true, true, true, true]);
    const impossible = left(upTo("look_up"), "make_user", { is: "failed", because: "domain_blocked", retryAt: null });
    const over = upTo("look_up", "make_user", "activation", "settle_user");
    expect([of(null, impossible), of(null, lapsed), of(known(), over), of(known(), null), of(null, null)]).toEqual([false, false, false, false, false]);
  }); // prettier-ignore

  test("of whom Zoom would not invite again that is told, as long as the invitation before waits", () => {
    const of = (run: Run, facts: Facts) =>
      rowOf({ memberId: "m", name: "A", email: "a@b.example", licence: false }, null, { ...runOf(run), facts }, { isOn: true, syncedAt: null });
    const refused = left(upTo("look_up"), "make_user", { is: "skipped", because: "resend_refused", values: { said: "No more today." } });
    const row = of(left(refused, "activation", waits("invitation_waits")), { resendRefused: true });
    expect([of(invited, {}).because, row.because, row.values]).toEqual(["invitation_waits", "resend_refused", { said: "No more today." }]);
  });
});

describe("following an invitation", () => {
  test("Zoom is asked ever more seldom, from minutes to hours", () => {
    expect([0, hours(1), hours(8), days(20)].map(pauseFor)).toEqual([seconds(300), seconds(900), hours(2), hours(6)]);
    expect(againAt(1, NOW)).toBe(after(NOW, seconds(60)));
  });

  test("it is looked at when it lapses, not long after", () => {
    const facts = { invitedAt: NOW, expiresAt: after(NOW, days(30)) };
    const late = after(NOW, days(30) - hours(1));
    expect(whyNotActive({ is: "pending" }, facts, late)).toMatchObject({ lookAt: after(facts.expiresAt, minutes(2)) }); // Zoom’s clock began later
    expect(whyNotActive({ is: "active" }, facts, late)).toBeNull();
    expect(whyNotActive({ is: "lapsed" }, facts, late)).toMatchObject({ because: "invitation_expired" });
  });
});

test("lines tell address, name and, last, whether there is to be a licence", () => {
  const lines = linesOf("email,name,licence\nana@b.example,Ana Gil,yes\nleo@b.example,Leo,no\neva@b.example,Eva,\nnonsense\nANA@b.example,Ana,", true)!;
  expect(lines.map(({ email, licence, because }) => [email, licence, because])).toEqual([
    ["ana@b.example", true, null],
    ["leo@b.example", false, null],
    ["eva@b.example", true, null],
    ["nonsense", true, "line_email_malformed"],
    ["ANA@b.example", true, "twice_in_list"],
  ]);
  expect(linesOf(Array.from({ length: 501 }, (_, i) => `p${i}@b.example`).join("\n"), false)).toBeNull();
});

test("what stands for the licence and is neither yes nor no is refused; a name is never taken for it", () => {
  const read = (text: string, licence = false) => linesOf(text, licence)!.map(({ name, licence: has, because }) => because ?? `${name}: ${has}`);
  expect(read("q1@b.example,Ana,maybe\nq2@b.example,Ana,oui\nq3@b.example;Ana;Licensed?")).toEqual(Array(3).fill("line_licence_unreadable"));
  expect(read('q1@b.example,Sio\nq2@b.example,No,sí\n"Gil, Ana",q3@b.example,yes\nAna Gil <q4@b.example>')).toEqual(["Sio: false", "No: true", "Gil, Ana: true", "Ana Gil: false"]);
  expect(read("name,email,faculty\nAna,q1@b.example,Arts\nEva,q2@b.example,yes")).toEqual(["Ana: false", "Eva: false"]);
  expect(read("licencia,correo,nombre\nno,q1@b.example,Ana\nquizás,q2@b.example,Eva", true)).toEqual(["Ana: false", "line_licence_unreadable"]);
}); // prettier-ignore

test("a column that is titled as Bedel calls the licence tells of it, whatever small words stand before", () => {
  const read = (title: string) => linesOf(`nombre,correo electrónico,${title}\nAna,q1@b.example,sí\nEva,q2@b.example,no`, false)!.map(({ licence }) => licence);
  for (const title of ["con licencia", "Con licencia", "With licence", "Zoom license", "With a Zoom licence", "¿Licencia?", "Licensed", "has_licence"])
    expect(read(title), title).toEqual([true, false]);
  for (const title of ["Driving licence", "Sublicence", "Without licence", "Sin licencia"]) expect(read(title), title).toEqual([false, false]);
});

test("yes or no after the address and nothing else is the licence; before it, it is a name", () => {
  const read = (text: string) => linesOf(text, false)!.map(({ name, licence, because }) => because ?? `${name}: ${licence}`);
  expect(read("ana.gil@b.example,yes\nleo@b.example,no\neva@b.example;sí;\nada@b.example,,yes\n,bo@b.example,yes")).toEqual(
    ["Ana Gil: true", "Leo: false", "Eva: true", "Ada: true", "Bo: true"]); // prettier-ignore
  expect(read("Si,q1@b.example\nq2@b.example,Si,no\nq3@b.example,Xi")).toEqual(["Si: false", "Si: false", "Xi: false"]);
  expect(linesOf("ana.gil@b.example,no\nANA.gil@b.example,yes", true)!.map(({ licence, because }) => because ?? licence)).toEqual([false, "twice_in_list"]);
});

test("a name is cut in two for Zoom, and nobody is without one", () => {
  expect(namesOf("Łukasz Żak", "l@b.example")).toEqual({ firstName: "Łukasz", lastName: "Żak", name: "Łukasz Żak" });
  expect(namesOf(" ", "aula.12@b.example")).toEqual({ firstName: "aula.12", lastName: "", name: "aula.12" });
});

test("Zoom's own number of seats is read from what it says", () => {
  expect(mostIn('your account has reached the permitted maximum number of "40" users.')).toBe(40);
  expect(mostIn("permitted maximum number of 12 basic users")).toBe(12);
  expect(mostIn("no seats")).toBeNull();
});
