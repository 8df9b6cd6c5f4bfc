import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export type Place = { host: string; port: number };

/** What stands between two programs and can be cut: whoever speaks through it speaks to `to`, as long as the line holds. */
export type Line = {
  port: number;
  /** Everything that is said now is broken off in the middle; who calls again gets through. The number of what was broken off. */
  cut(): number;
  /** From now on nobody gets through, as if nobody listened at the other end; what is said now is broken off. */
  down(): number;
  up(): void;
  close(): Promise<void>;
};

/** `to` is asked anew for each call: null when there is nobody to speak to. */
export async function openLine(to: () => Place | null): Promise<Line> {
  const ends = new Set<Socket>();
  let isUp = true;
  const server = createServer((near) => {
    const place = isUp ? to() : null;
    if (place === null) return near.resetAndDestroy();
    const far = connect(place.port, place.host);
    for (const [one, other] of [[near, far], [far, near]] as const) {
      ends.add(one.setNoDelay(true));
      one.on("error", () => other.destroy()); // told to whoever speaks by the end of the other half
      one.once("close", () => (ends.delete(one), other.destroy()));
    }
    near.pipe(far).pipe(near);
  }); // prettier-ignore
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const cut = (): number => {
    const many = ends.size / 2;
    for (const end of ends) end.resetAndDestroy();
    return Math.floor(many);
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    down: () => {
      isUp = false;
      return cut();
    },
    up: () => void (isUp = true),
    close: async () => {
      const closed = new Promise((done) => server.close(done));
      cut();
      await closed;
    },
  };
}

/** A line to the server of an address, and the address by way of it. */
export async function lineTo(address: string): Promise<Line & { url: string }> {
  const there = new URL(address);
  const place = { host: there.hostname, port: Number(there.port || "5432") };
  const line = await openLine(() => place);
  const url = new URL(address);
  [url.hostname, url.port] = ["127.0.0.1", String(line.port)];
  return { ...line, url: url.href };
}
