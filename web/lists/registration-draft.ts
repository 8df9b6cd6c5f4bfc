import type { OpenRegistration, RegistrationSettings } from "../../src/attendees/registration/contract.ts";

/** What the form holds. Moments are wall times as the picker writes them, `2027-03-01 10:00:00`; empty: none. */
export type RegistrationDraft = { open: boolean; opensAt: string; closesAt: string; capacity: number | ""; consentText: string; consentNeeded: boolean };

const picked = (wall: string | null): string => (wall === null ? "" : `${wall.replace("T", " ")}:00`);
const asked = (text: string): string | null => (text === "" ? null : text.slice(0, 16).replace(" ", "T"));

/** Who opens the form for the first time wants it open. */
export const registrationDraft = ({ page }: RegistrationSettings): RegistrationDraft => ({
  open: page?.open ?? true,
  opensAt: picked(page?.opensAt ?? null),
  closesAt: picked(page?.closesAt ?? null),
  capacity: page?.capacity ?? "",
  consentText: page?.consentText ?? "",
  consentNeeded: page?.consentNeeded ?? false,
});

export const askedOf = (draft: RegistrationDraft, revision: number | null): OpenRegistration => ({
  open: draft.open,
  opensAt: asked(draft.opensAt),
  closesAt: asked(draft.closesAt),
  capacity: draft.capacity === "" ? null : draft.capacity,
  consentText: draft.consentText.trim(),
  consentNeeded: draft.consentNeeded && draft.consentText.trim() !== "",
  revision,
});
