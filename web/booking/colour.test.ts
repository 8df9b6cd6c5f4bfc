import fc from "fast-check";
import { expect, test } from "vitest";
import { contrast, inksOf, parsed } from "./colour.ts";

test("whatever colour an institution chooses, what is written with it and on it can be read", () => {
  const colour = fc
    .tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 255 })))
    .map((rgb) => `#${rgb.map((part) => part.toString(16).padStart(2, "0")).join("")}`);
  fc.assert(
    fc.property(colour, (chosen) => {
      const inks = inksOf(chosen);
      expect(contrast(parsed(inks.ground), parsed(inks.onGround))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(parsed(inks.onLight), [255, 255, 255])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(parsed(inks.onDark), [30, 31, 35])).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test("a colour that can be read stays as it is", () => {
  expect(inksOf("#1f3d7a")).toMatchObject({ ground: "#1f3d7a", onGround: "#ffffff", onLight: "#1f3d7a" });
  expect(inksOf("#ffd400")).toMatchObject({ onGround: "#000000", onDark: "#ffd400" });
});
