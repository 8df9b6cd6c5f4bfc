import { expect, test } from "vitest";
import { days } from "../../src/lib/time.ts";
import { bench, ROOM } from "../testing.ts";

const change = async (b: Awaited<ReturnType<typeof bench>>, user: string, password: string): Promise<number> => {
  const { status, body } = await b.api("PUT", `/users/${encodeURIComponent(user)}/password`, { password });
  return status === 204 ? 204 : body["code"];
};

test("a room's new password opens the account and the old one does not, and a mail is sent each time", async () => {
  const b = await bench();
  expect(await change(b, ROOM, "Nuevo-Secreto-93")).toBe(204);
  expect((await b.control("POST", "/sign-in", { email: ROOM, password: "Nuevo-Secreto-93" })).body).toEqual({ ok: true });
  expect((await b.control("POST", "/sign-in", { email: ROOM, password: "Sandbox-Otono-58" })).body).toEqual({ ok: false });
  expect((await b.control("GET", "/state")).body["passwordChanges"]).toMatchObject([{ to: ROOM }]);
});

test.each([
  ["direccion.tic@universidad.example", "Nuevo-Secreto-93", 1117, "the owner is protected"],
  ["sala.decanato@universidad.example", "Nuevo-Secreto-93", 1117, "an administrator is protected"],
  ["sala.vitoria@universidad.example", "Nuevo-Secreto-93", 1123, "who signs in by SSO has no password"],
  [ROOM, "Sandbox-Otono-58", 300, "the same as before"],
  [ROOM, "Ab1", 1124, "too short"],
  [ROOM, "11111111", 1130, "with one character only"],
  [ROOM, "12345678-90", 1125, "without a letter"],
  [ROOM, "Sin-Cifra-Aqui", 1126, "without a digit"],
  [ROOM, "sin-mayuscula-7", 1128, "without a capital"],
  [ROOM, "Uno-abcdef-7", 1131, "with a run"],
  [ROOM, "Password-7", 1136, "too easy to guess"],
  [ROOM, `Aa1${"x".repeat(40)}`, 300, "too long"],
  ["nobody@x.example", "Nuevo-Secreto-93", 1001, "of nobody"],
])("password rules and their codes: that of %s as %s is refused with %i: %s", async (user, password, code) => {
  expect(await change(await bench(), user, password)).toBe(code);
});

test("a policy can ask for a special character and forbid the last passwords to come back", async () => {
  const b = await bench();
  await b.control("POST", "/account", { passwordPolicy: { minimumLength: 8, special: true, history: 2 } });
  expect(await change(b, ROOM, "NuevoSecreto93")).toBe(1127);
  for (const next of ["Nuevo-Secreto-1", "Nuevo-Secreto-2"]) expect(await change(b, ROOM, next)).toBe(204);
  expect(await change(b, ROOM, "Sandbox-Otono-58")).toBe(1129);
  expect(await change(b, ROOM, "Nuevo-Secreto-3")).toBe(204);
  expect(await change(b, ROOM, "Sandbox-Otono-58")).toBe(204);
});

test("after twelve changes in 24 hours a password stays until the day has passed", async () => {
  const b = await bench();
  for (let i = 10; i < 22; i += 1) expect(await change(b, ROOM, `Nuevo-Secreto-${i}`)).toBe(204);
  expect(await change(b, ROOM, "Nuevo-Secreto-99")).toBe(300);
  await b.pass(days(1));
  expect(await change(b, ROOM, "Nuevo-Secreto-99")).toBe(204);
});

test("the account tells its password policy", async () => {
  const { body } = await (await bench()).api("GET", "/accounts/me/settings?option=security");
  expect(body["security"]["password_requirement"]).toMatchObject({ minimum_password_length: 8, have_special_character: false });
});
