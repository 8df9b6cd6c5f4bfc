import { useCallback, useEffect, useState } from "react";
import type { PanelPage } from "../../../src/attendees/panel/contract.ts";
import { answerOf, wordsOf, type Done } from "../asking.ts";
import { setNow } from "../now.ts";

export type Told = { is: "told"; page: PanelPage } | { is: "unknown" } | { is: "away" };
const addressOf = (token: string, more = ""): string => `/api/p/${encodeURIComponent(token)}${more}`;

async function askPanel(token: string): Promise<Told> {
  const answer = await answerOf(addressOf(token), "GET");
  if (answer?.status === 200 && isPanel(answer.body)) return { is: "told", page: answer.body };
  return answer !== null && [400, 404, 410].includes(answer.status) ? { is: "unknown" } : { is: "away" };
}

/** Looked at by hand, as the page of one session is. */
const isPanel = (body: unknown): body is PanelPage => typeof body === "object" && body !== null && "sessions" in body && Array.isArray(body.sessions);

const done = async (path: string, method: "POST" | "PATCH", body?: object): Promise<Done> => {
  const answer = await answerOf(path, method, body);
  return answer !== null && answer.status < 300 ? { ok: true } : { ok: false, why: wordsOf(answer) };
};

export const keepChoice = (token: string, choice: { language?: "en" | "es"; zone?: string | null }): Promise<Done> => done(addressOf(token), "PATCH", choice);
export const renewFeed = (token: string): Promise<Done> => done(addressOf(token, "/feed"), "POST");
export const renewPanel = (token: string): Promise<Done> => done(addressOf(token, "/renew"), "POST");
export const mailPanel = (email: string): Promise<Done> => done("/api/panel", "POST", { email });

const EVERY = 15_000;

/** Asks for the panel, and again while the page is seen. Silence does not wipe out what is known. */
export function usePanel(token: string): { told: Told | null; silent: boolean; ask: () => Promise<void> } {
  const [told, setTold] = useState<Told | null>(null);
  const [silent, setSilent] = useState(false);
  const ask = useCallback(
    () =>
      askPanel(token).then((answer) => {
        if (answer.is === "told") setNow(answer.page.now, answer.page.clockRuns);
        setSilent(answer.is === "away");
        setTold((known) => (answer.is === "away" && known !== null ? known : answer));
      }),
    [token],
  );
  useEffect(() => {
    void ask();
    const askIfSeen = (): void => {
      if (document.visibilityState === "visible") void ask();
    };
    const asker = setInterval(askIfSeen, EVERY);
    document.addEventListener("visibilitychange", askIfSeen);
    return () => {
      clearInterval(asker);
      document.removeEventListener("visibilitychange", askIfSeen);
    };
  }, [ask]);
  return { told, silent, ask };
}
