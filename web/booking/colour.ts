/** An institution's colour, as it can be read: for text on it, and for text of it on a light and on a dark card. */
export type Inks = { ground: string; onGround: string; onLight: string; onDark: string };

const ENOUGH = 4.6; // 4.5 is asked for (WCAG 1.4.3); colours are rounded
const WHITE = [255, 255, 255] as const;
const BLACK = [0, 0, 0] as const;
const LIGHT_CARD = [255, 255, 255] as const;
const DARK_CARD = [30, 31, 35] as const;
type Rgb = readonly [number, number, number];

const read = (colour: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as unknown as Rgb;
const written = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

/** WCAG 2's relative luminance. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const mixed = (one: Rgb, other: Rgb, share: number): Rgb => one.map((part, at) => part + (other[at]! - part) * share) as unknown as Rgb;

/** The colour, moved towards black or white only as far as it has to be. */
function readable(colour: Rgb, on: Rgb, towards: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.05) if (contrast(mixed(colour, towards, share), on) >= ENOUGH) return mixed(colour, towards, share);
  return towards;
}

export function inksOf(colour: string): Inks {
  const rgb = read(colour);
  return {
    ground: colour,
    onGround: contrast(rgb, WHITE) >= 4.5 ? "#ffffff" : contrast(rgb, BLACK) >= 4.5 ? "#000000" : "#ffffff",
    onLight: written(readable(rgb, LIGHT_CARD, BLACK)),
    onDark: written(readable(rgb, DARK_CARD, WHITE)),
  };
}

export const parsed = read;

export function paint(colour: string | null): void {
  const style = document.documentElement.style;
  if (colour === null || !/^#[0-9a-f]{6}$/i.test(colour)) return;
  const inks = inksOf(colour);
  style.setProperty("--ink", inks.ground);
  style.setProperty("--on-ink", inks.onGround);
  style.setProperty("--ink-on-light", inks.onLight);
  style.setProperty("--ink-on-dark", inks.onDark);
}
