/** A calendar of what is on in a room, or of what a member organizes. */
export type Feed = { institutionId: string; id: string; roomId: string | null; memberId: string | null; generation: number; isOpen: boolean };

export type Of = { institutionId: string } & ({ roomId: string } | { memberId: string });

/** The name by which the secret part of its address is made. */
export const feedName = ({ id, generation }: Pick<Feed, "id" | "generation">): string => `calendar ${id} ${generation}`;
