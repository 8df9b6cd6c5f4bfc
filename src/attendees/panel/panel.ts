import type { Language } from "../../people/contract.ts";

/** A person's own page in one institution, by e-mail address. */
export type Panel = {
  institutionId: string;
  id: string;
  email: string;
  /** Null: as the institution. */
  language: Language | null;
  /** Null: as each session. */
  zone: string | null;
  generation: number;
  feedGeneration: number;
};

/** The names by which the secret parts of the two addresses are made. */
export const panelName = ({ id, generation }: Pick<Panel, "id" | "generation">): string => `panel ${id} ${generation}`;
export const feedName = ({ id, feedGeneration }: Pick<Panel, "id" | "feedGeneration">): string => `feed ${id} ${feedGeneration}`;

/** As addresses are compared. */
export const plainEmail = (email: string): string => email.trim().toLowerCase();
