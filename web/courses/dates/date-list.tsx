import { Button } from "@mantine/core";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import classes from "./dates.module.css";

/** How many are drawn at first: of four hundred, each with its menu, a page takes a second to come. */
const AT_FIRST = 60;

type Props<D> = { dates: readonly D[]; children: (date: D) => ReactNode; label?: string; scrolls?: boolean };

/** Dates in their order; where there are very many, the later ones when somebody asks for them. `scrolls`: by itself, within a form. */
export function DateList<D>({ dates, children, label, scrolls = false }: Props<D>) {
  const t = useTranslations("courses");
  const [all, setAll] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const rest = dates.length - AT_FIRST;
  // The keyboard goes on where the button was.
  useEffect(() => {
    if (all) (list.current?.children[AT_FIRST] as HTMLElement | undefined)?.focus({ preventScroll: true });
  }, [all]);
  return (
    <ol
      ref={list}
      className={scrolls ? classes.scroller : classes.list}
      {...(scrolls ? { tabIndex: 0 } : {})}
      {...(label === undefined ? {} : { "aria-label": label })}
    >
      {(all ? dates : dates.slice(0, AT_FIRST)).map(children)}
      {!all && rest > 0 && (
        <li>
          <Button variant="subtle" size="compact-sm" my={6} onClick={() => setAll(true)}>
            {t("moreDates", { n: rest })}
          </Button>
        </li>
      )}
    </ol>
  );
}
