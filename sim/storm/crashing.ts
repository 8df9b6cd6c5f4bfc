/** What a process does to the world outside, at each of which it may die: just before, or just after, when it was done and nobody heard of it. */
export const PORTS = ["statement", "in a transaction", "commit", "Zoom", "mail", "row"] as const;
export type Port = (typeof PORTS)[number];
export type Moment = "before" | "after";
export type Point = `${Moment} ${Port}`;

export const POINTS: readonly Point[] = PORTS.flatMap((port) => [`before ${port}` as const, `after ${port}` as const]);

/** A process is to die at the so-manyth time that it comes to this point. */
export type Fate = { point: Point; after: number };

/** Thrown into an open transaction when its process dies, so that the database rolls it back as it would for a connection that is gone. */
export const KILLED = new Error("this process is dead");

/** What a dead process waits for. */
export const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
