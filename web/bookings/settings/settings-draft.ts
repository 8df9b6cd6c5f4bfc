import type { AppointmentSettings, Place } from "../../../src/bookings/contract.ts";

/** What the form holds while it is being filled in. */
export type SettingsDraft = {
  lockedPlace: Place | null;
  /** One site a line. */
  sites: string;
  colour: string;
  logo: string | null;
};

export const draftOf = ({ lockedPlace, frameSites, colour, logo }: AppointmentSettings): SettingsDraft => ({
  lockedPlace,
  sites: frameSites.join("\n"),
  colour: colour ?? "",
  logo,
});

export const settingsOf = ({ lockedPlace, sites, colour, logo }: SettingsDraft, revision: number): AppointmentSettings => ({
  lockedPlace,
  frameSites: sites
    .split(/\s+/)
    .map((site) => site.replace(/\/+$/, ""))
    .filter((site) => site !== ""),
  colour: colour.trim() === "" ? null : colour.trim().toLowerCase(),
  logo,
  revision,
});

/** Letters on this colour that are read better: of the two, those with the greater contrast (WCAG 2.2). */
export function lettersOn(colour: string): "black" | "white" {
  const channel = (from: number): number => {
    const part = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  const light = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  return (light + 0.05) / 0.05 > 1.05 / (light + 0.05) ? "black" : "white";
}

export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);
