import { expect, test } from "vitest";
import { generalApps } from "../../sandbox/oauth/general-apps.ts";
import { after, before, days, hours, instant, minutes } from "../lib/time.ts";
import { ZoomError } from "../zoom/port.ts";
import { judgeAddress, judgeServer } from "./address.ts";
import { judgeCertificate } from "./certificate.ts";
import { judgeClock } from "./clock.ts";
import { judgeDatabaseTrouble, judgeMigrations, judgeVersion } from "./database.ts";
import type { Finding } from "./finding.ts";
import { judgeMailTrouble } from "./mail.ts";
import { isProof, proofOf } from "../platform/proof.ts";
import type { Answering } from "./running-actions.ts";
import { judgeHeard } from "./webhooks.ts";
import { judgeKeys, judgeScopes, judgeTrouble } from "./zoom.ts";

const NOON = instant("2027-03-01T12:00:00Z");
const short = ({ is, because }: Finding): string => `${is} ${because}`;
const coded = (code: string, more: object = {}): Error => Object.assign(new Error("with words that nobody may see: hunter2"), { code, ...more });

test("PostgreSQL's code tells what is wrong, and its address is told without the password", () => {
  const judged = (code: string): Finding => judgeDatabaseTrouble(coded(code), "postgres://bedel:hunter2@db.example/bedel");
  const because = ["28P01", "28000", "3D000", "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "53300"].map((code) => judged(code).because);
  expect(because).toEqual([
    ...["wrong_password", "not_let_in", "no_such_database", "no_such_host", "no_such_host"],
    ...["unreachable", "unreachable", "trouble"],
  ]);
  expect(JSON.stringify(judged("28P01"))).not.toContain("hunter2");
  expect(judged("28P01").values).toEqual({ at: "db.example:5432", user: "bedel", database: "bedel" });
});

test("PostgreSQL 14 is too old, 15 is not", () => {
  expect([judgeVersion(140_012, ""), judgeVersion(150_000, "")].map(short)).toEqual(["fault too_old", "well postgres"]);
});

test("a database may be empty, as new as Bedel, older or newer", () => {
  const ours = ["1.sql", "2.sql"];
  const judged = [null, ours, ["1.sql"], [...ours, "3.sql"]].map((done) => short(judgeMigrations(done, ours)));
  expect(judged).toEqual(["well none_yet", "well well", "fault behind", "fault newer"]);
});

test("more than half a minute is a fault of the clock, and no answer is no agreement", () => {
  const judged = [0, 30_000, -31_000].map((by) => short(judgeClock("Zoom", NOON, NOON + by)));
  expect([...judged, short(judgeClock("Zoom", NOON, null)), short(judgeClock("Zoom", NOON, Number.NaN))]).toEqual([
    ...["well well", "well well", "fault off", "unknown no_answer", "unknown no_answer"],
  ]);
});

test("a certificate's dates come before its name, and its name before who signed it", () => {
  const good = { from: before(NOON, days(1)), until: after(NOON, days(30)), names: "a.example", trouble: null };
  const judged = (more: object): string => short(judgeCertificate({ ...good, ...more }, "a.example", NOON));
  expect(judged({})).toBe("well well");
  expect(judged({ until: after(NOON, days(14)) })).toBe("well well");
  expect(judged({ until: after(NOON, days(13)) })).toBe("fault expires_soon");
  expect(judged({ until: NOON, trouble: "DEPTH_ZERO_SELF_SIGNED_CERT" })).toBe("fault expired");
  expect(judged({ from: after(NOON, minutes(1)) })).toBe("fault not_yet");
  expect(judged({ trouble: "ERR_TLS_CERT_ALTNAME_INVALID" })).toBe("fault other_name");
  expect(judged({ trouble: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" })).toBe("fault untrusted");
});

test("where the talk with the mail server broke off tells what to mend", () => {
  const judged = (code: string, more: object): Finding =>
    judgeMailTrouble(coded(code, more), { at: "mail.example:587", from: "a@b.example", to: "a@b.example" });
  const because = [
    judged("EDNS", { originalCode: "ENOTFOUND", command: "CONN" }),
    judged("ESOCKET", { originalCode: "ECONNREFUSED", command: "CONN" }),
    judged("ETIMEDOUT", { command: "CONN" }),
    judged("ESOCKET", { originalCode: "DEPTH_ZERO_SELF_SIGNED_CERT", command: "CONN" }),
    judged("EPROTOCOL", { command: "CONN" }),
    judged("EAUTH", { command: "AUTH PLAIN", responseCode: 535 }),
    judged("EENVELOPE", { command: "MAIL FROM", responseCode: 530 }),
    judged("EENVELOPE", { command: "MAIL FROM", responseCode: 553 }),
    judged("EENVELOPE", { command: "RCPT TO", responseCode: 550 }),
  ];
  expect(because.map((one) => one.because)).toEqual([
    ...["no_such_host", "away", "away", "tls_refused", "no_greeting"],
    ...["login_refused", "login_needed", "sender_refused", "recipient_refused"],
  ]);
  expect(JSON.stringify(because)).not.toContain("hunter2");
});

const bedel = (instance: string, whole = true): Answering => ({ is: "bedel", instance, whole });
const other = (location: string | null = null): Answering => ({ is: "other", status: 200, location });
const nobody = (code: string): Answering => ({ is: "nobody", code });

test("the address is judged by who answers there, and by who should", () => {
  const at = (there: Answering, more: { local?: Answering; expected?: string | null; address?: string } = {}): string => {
    const { address = "https://rooms.example", local = bedel("ours"), expected = "ours" } = more;
    return short(judgeAddress(address, { there, local, expected }));
  };
  expect(at(bedel("ours"))).toBe("well well");
  expect(at(bedel("theirs"))).toBe("fault other_bedel");
  expect(at(bedel("theirs"), { expected: null })).toBe("fault other_bedel");
  expect(at(bedel("theirs"), { expected: null, local: nobody("ECONNREFUSED") })).toBe("unknown some_bedel");
  expect(at(bedel("ours"), { address: "http://rooms.example" })).toBe("fault plain_http");
  expect(at(bedel("ours"), { address: "http://localhost:3000" })).toBe("well local");
  expect(at(other())).toBe("fault other_server");
  expect(at(other("https://www.rooms.example/"))).toBe("fault redirects");
  expect(at(other("/sign-in"))).toBe("fault other_server");
  expect(at(nobody("ENOTFOUND"))).toBe("fault no_such_name");
  expect(at(nobody("ETIMEDOUT"))).toBe("fault unreachable");
  expect(at(nobody("ECONNREFUSED"), { local: nobody("ECONNREFUSED") })).toBe("unknown not_running");
});

test("a server that is reached by its address runs, wherever it listens", () => {
  const judged = [judgeServer(bedel("a"), "", false), judgeServer(bedel("a", false), "", true), judgeServer(nobody("ECONNREFUSED"), "", true)];
  expect([...judged, judgeServer(other(), "", false), judgeServer(nobody("ECONNREFUSED"), "", false)].map(short)).toEqual([
    ...["well well", "fault ill", "well well", "fault port_taken", "fault not_running"],
  ]);
});

test("Zoom's codes tell what is wrong with an app, and a code that never was that nothing is", () => {
  const zoom = (kind: ConstructorParameters<typeof ZoomError>[0], code: number | null): ZoomError =>
    new ZoomError(kind, "no answer from Zoom (TypeError ECONNREFUSED)", { code });
  const about = { of: "", at: "zoom.us", account: "a" };
  expect(judgeTrouble(zoom("unreachable", null), about)).toMatchObject({ because: "unreachable", values: { code: "TypeError ECONNREFUSED" } });
  const judged = [zoom("busy", 429), zoom("reconnect", 4702), zoom("reconnect", 4706), zoom("reconnect", 4717), zoom("reconnect", 4735)].map((error) =>
    short(judgeTrouble(error, about)),
  );
  expect(judged).toEqual(["unknown busy", "fault app_unknown", "fault wrong_account", "fault app_switched_off", "fault owner_gone"]);
  expect([4734, 4709, 4702].map((code) => short(judgeKeys(zoom("reconnect", code), about)))).toEqual(["well keys_well", "well keys_well", "fault app_unknown"]);
  expect(() => judgeTrouble(new Error("a bug"), about)).toThrow("a bug");
});

test("scopes that are not granted are named, and nobody knows of those that were never asked for", () => {
  const [admin] = generalApps("account").map(({ scopes }) => scopes as string[]);
  expect(short(judgeScopes("admin", admin!, ""))).toBe("well well");
  expect(short(judgeScopes("admin", null, ""))).toBe("unknown not_asked");
  expect(
    judgeScopes(
      "admin",
      admin!.filter((name) => name !== "user:read:user:admin"),
      "",
    ),
  ).toMatchObject({
    because: "missing",
    values: { count: 1, scopes: "user:read:user:admin", stops: "read_user" },
  });
});

test("webhooks are judged by what was heard last", () => {
  const nothing = { heardAt: null, validatedAt: null, refused: 0, refusedSince: null, refusedAt: null };
  const judged = (more: object): string => short(judgeHeard({ ...nothing, ...more }, { now: NOON, address: "", of: "" }));
  const refused = { refused: 3, refusedSince: before(NOON, hours(2)), refusedAt: before(NOON, hours(1)) };
  expect(judged({})).toBe("unknown never");
  expect(judged({ validatedAt: before(NOON, days(3)) })).toBe("well heard");
  expect(judged({ validatedAt: before(NOON, days(5)), heardAt: before(NOON, days(4)) - 1 })).toBe("fault silent");
  expect(judged(refused)).toBe("fault secret_wrong");
  expect(judged({ ...refused, heardAt: NOON })).toBe("unknown some_refused");
});

test("a proof holds for its key and its two minutes only", () => {
  const proof = proofOf("key", NOON);
  expect(isProof("key", proof, after(NOON, minutes(2)))).toBe(true);
  expect(isProof("key", proof, after(NOON, minutes(3)))).toBe(false);
  expect(isProof("another", proof, NOON)).toBe(false);
  for (const wrong of ["", ".", `${NOON}.`, `${NOON + 1}.${proof.split(".")[1]!}`, proof.split(".")[1]!]) expect(isProof("key", wrong, NOON)).toBe(false);
});
