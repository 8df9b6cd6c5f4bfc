import { expect, test } from "vitest";
import { personLine, personOf } from "./mail-person.ts";

test("a mail's person is told by name and address, without the quotes", () => {
  expect(personOf('"Oscar Beltrán" <oscar@universidad.example>')).toEqual({ name: "Oscar Beltrán", address: "oscar@universidad.example" });
  expect(personOf("Eva <eva@north.example>")).toEqual({ name: "Eva", address: "eva@north.example" });
  expect(personLine('"Ruiz, Ana \\"Ani\\"" <ana@south.example>')).toBe('Ruiz, Ana "Ani" <ana@south.example>');
});

test("a name may have quotes, commas and brackets of its own, as the mailbox hands them on", () => {
  for (const name of ['Ana "Ani" Ruiz', 'Ana "Ani', '"Whole"', 'O\'Neil, "Bob" <x>', "ana@north.example"])
    expect(personOf(`"${name}" <ana@south.example>`)).toEqual({ name, address: "ana@south.example" });
});

test("an address alone, or several people, stay as they are", () => {
  for (const written of ["ana@south.example", "Ana <ana@south.example>, Eva <eva@north.example>", '"Ana" <ana@south.example>, "Eva" <eva@north.example>']) {
    expect(personOf(written)).toEqual({ name: "", address: written });
    expect(personLine(written)).toBe(written);
  }
});
