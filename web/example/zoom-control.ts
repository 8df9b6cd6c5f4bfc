import { z } from "zod";

export const zoomAddress = (zoomUrl: string, path: string): string => new URL(`${zoomUrl.replace(/\/$/, "")}${path}`, location.href).href;

/** The sandbox under this very server is asked where the page came from: `localhost` and `127.0.0.1` are one house with two names. */
function controlAddress(zoomUrl: string): string {
  const address = new URL(zoomAddress(zoomUrl, "/control/faults"));
  return address.port === location.port ? address.pathname : address.href;
}

type Fault = { kind: "outage"; from: string; to: string } | { kind: "clear" };

/** Orders the sandbox's Zoom to be away, or to be well again; tells whether it was reached. A simple request, so that it works across ports too. */
export async function orderFault(zoomUrl: string, fault: Fault): Promise<boolean> {
  const order = { method: "POST", mode: "no-cors", headers: { "content-type": "text/plain" }, body: JSON.stringify(fault) } as const;
  const answer = await fetch(controlAddress(zoomUrl), order).catch(() => null);
  // The answer of another port is closed to this page: that it came is all one can know.
  return answer !== null && (answer.type === "opaque" || answer.ok);
}

const faults = z.object({ faults: z.array(z.looseObject({ kind: z.string(), from: z.number().optional(), to: z.number().optional() })) });

/** The outages that were ordered; null where the answer is closed to this page. */
export async function outagesOf(zoomUrl: string): Promise<{ from: number; to: number }[] | null> {
  const answer = await fetch(controlAddress(zoomUrl)).catch(() => null);
  if (answer === null || !answer.ok) return null;
  const told = faults.safeParse(await answer.json().catch(() => null));
  if (!told.success) return null;
  return told.data.faults.flatMap(({ kind, from, to }) => (kind === "outage" && from !== undefined && to !== undefined ? [{ from, to }] : []));
}
