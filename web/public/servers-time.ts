/** The server's time, counted on with the machine's stopwatch: a visitor's clock may be wrong by hours. */
let told = { now: 0, at: 0, runs: false };

export function setServersTime(iso: string, runs: boolean): void {
  told = { now: Date.parse(iso), at: performance.now(), runs };
}

/** Milliseconds of the application's time; 0 before it was told. */
export const serversTime = (): number => told.now + (told.runs ? performance.now() - told.at : 0);
