import { useCallback, useEffect, useRef, useState } from "react";
import { askPage, type Told } from "./asking.ts";
import { setNow } from "./now.ts";

const calm = 15_000;
/** While something is about to happen: nobody should wait long before a door that is open. */
const keen = 4000;

type Asked = {
  told: Told | null;
  /** The last question had no answer; what is shown is what was known before. */
  silent: boolean;
  ask: () => void;
};

/** Asks about the link, and again while the page is seen. Silence does not wipe out what is known. */
export function useTold(token: string): Asked {
  const [told, setTold] = useState<Told | null>(null);
  const [silent, setSilent] = useState(false);
  const asking = useRef(false);

  const ask = useCallback(() => {
    if (asking.current) return;
    asking.current = true;
    void askPage(token).then((answer) => {
      asking.current = false;
      if (answer.is === "told") setNow(answer.page.now, answer.page.clockRuns);
      setSilent(answer.is === "away");
      setTold((known) => (answer.is === "away" && known !== null ? known : answer));
    });
  }, [token]);

  useEffect(ask, [ask]);
  const pause = silent || (told?.is === "told" && (told.page.state === "preparing" || told.page.state === "silent")) ? keen : calm;
  useEffect(() => {
    const askIfSeen = (): void => {
      if (document.visibilityState === "visible") ask();
    };
    const asker = setInterval(askIfSeen, pause);
    document.addEventListener("visibilitychange", askIfSeen);
    addEventListener("online", askIfSeen);
    return () => {
      clearInterval(asker);
      document.removeEventListener("visibilitychange", askIfSeen);
      removeEventListener("online", askIfSeen);
    };
  }, [ask, pause]);
  return { told, silent, ask };
}
