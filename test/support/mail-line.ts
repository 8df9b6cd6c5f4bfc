import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import type { MailServer } from "./mail-server.ts";

export type MailLine = {
  port: number;
  /** All that was said to the server. */
  said(): string;
  /** From now on the line is cut where this is said, once. Null: it holds. */
  cutAt(words: string | null): void;
  stop(): Promise<void>;
};

/** A line in clear to a real mail server that does not name some of what it can do, and that may break. */
export async function aMailLine(server: Pick<MailServer, "imap">, without: readonly string[] = []): Promise<MailLine> {
  let cutting: string | null = null;
  let all = "";
  const open = new Set<Socket>();
  const hidden = (text: string): string => without.reduce((rest, name) => rest.replaceAll(` ${name}`, ""), text);
  const listener = createServer((near) => {
    const far = connect(server.imap, "127.0.0.1");
    const end = (): void => void [near, far].forEach((one) => one.destroy());
    for (const one of [near, far]) {
      open.add(one);
      one.on("error", end).on("close", () => (end(), open.delete(one)));
    }
    far.on("data", (some: Buffer) => near.write(hidden(some.toString("latin1")), "latin1"));
    near.on("data", (some: Buffer) => {
      const words = some.toString("latin1");
      all += words;
      if (cutting === null || !words.includes(cutting)) return void far.write(some);
      cutting = null;
      end();
    });
  });
  await new Promise<void>((resolve) => void listener.listen(0, "127.0.0.1", resolve));
  return {
    port: (listener.address() as AddressInfo).port,
    said: () => all,
    cutAt: (words) => void (cutting = words),
    stop: async () => {
      for (const one of open) one.destroy();
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}
