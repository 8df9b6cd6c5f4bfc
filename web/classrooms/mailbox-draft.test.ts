import { expect, test } from "vitest";
import type { MailboxView } from "../../src/classrooms/mailboxes/contract.ts";
import { begunFor, encrypted, readdressed } from "./mailbox-draft.ts";

const attached = (host: string): MailboxView => ({
  ...{
    id: host,
    revision: 1,
    email: `aula@${host}`,
    host,
    port: 1993,
    tls: "at once",
    userName: "aula",
    afterwards: "delete",
    deletes: null,
    undeleted: 0,
    trouble: null,
    triedAt: null,
  },
});

test("the next mailbox is proposed on the server on which all others lie", () => {
  const { host, port, tls, afterwards, userName } = begunFor("aula.2@uni.example", [attached("mail.example"), attached("mail.example")]);
  expect([host, port, tls, afterwards, userName]).toEqual(["mail.example", 1993, "at once", "delete", "aula.2@uni.example"]);
});

test("where they lie on several, or there is none, nothing is proposed", () => {
  expect(begunFor("", [attached("mail.example"), attached("other.example")])).toEqual(begunFor("", []));
  expect(begunFor("", []).host).toBe("");
});

test("the user name follows the address until it is another", () => {
  const draft = begunFor("a@uni.example", []);
  expect(readdressed("ab@uni.example", draft)).toEqual({ email: "ab@uni.example", userName: "ab@uni.example" });
  expect(readdressed("ab@uni.example", { ...draft, userName: "aula" })).toEqual({ email: "ab@uni.example", userName: "aula" });
});

test("the port follows the encryption until another one is typed", () => {
  expect(encrypted("on request", { tls: "at once", port: 993 })).toEqual({ tls: "on request", port: 143 });
  expect(encrypted("on request", { tls: "at once", port: 27_993 })).toEqual({ tls: "on request", port: 27_993 });
});
