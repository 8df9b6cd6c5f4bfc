import { expect, test } from "vitest";
import { returnPaths } from "./return-path.ts";

const ID = "0346741a-5bde-4f80-b6ab-d91244028b14";
const paths = returnPaths("bounces@mail.uni.example", "key");

test("an address tells which mail it was made for, also in capitals, and its part before the @ is short enough", () => {
  const address = paths.addressFor(ID);
  expect(address).toMatch(/^bounces\+[0-9a-f]{52}@mail\.uni\.example$/);
  expect(address.split("@")[0]!.length).toBeLessThanOrEqual(64);
  expect([paths.deliveryIn(address), paths.deliveryIn(address.toUpperCase())]).toEqual([ID, ID]);
});

test("an address that Bedel did not make tells nothing", () => {
  const address = paths.addressFor(ID);
  const other = returnPaths("bounces@mail.uni.example", "another key").addressFor(ID);
  const forged = [
    other,
    address.replace("0346741a", "0346741b"),
    "bounces@mail.uni.example",
    "",
    address.replace("mail.uni", "evil"),
    `x${address}`,
    address.replace("@", "0@"),
  ];
  expect(forged.map((one) => paths.deliveryIn(one))).toEqual(forged.map(() => null));
});
