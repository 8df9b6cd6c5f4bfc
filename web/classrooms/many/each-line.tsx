import { Button, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import classes from "./many.module.css";

const STEP = 50;

/** What happens to each of the lines that are good, for whoever wants to know. */
export function EachLine<T extends { line: number }>({ lines, children }: { lines: readonly T[]; children: (line: T) => ReactNode }) {
  const t = useTranslations("classrooms.manyAtOnce");
  const [open, { toggle }] = useDisclosure(false);
  const [most, setMost] = useState(STEP);
  if (lines.length === 0) return null;
  return (
    <Stack gap="xs" align="flex-start">
      <Button variant="default" size="xs" aria-expanded={open} onClick={toggle}>
        {t(open ? "eachHide" : "each")}
      </Button>
      {open && (
        <Stack component="ul" m={0} p={0} gap={0} w="100%" className={classes.list ?? ""} aria-label={t("each")}>
          {lines.slice(0, most).map((line) => (
            <li key={line.line} className={classes.line}>
              {children(line)}
            </li>
          ))}
        </Stack>
      )}
      {open && lines.length > most && (
        <Button variant="default" size="xs" onClick={() => setMost(most + STEP)}>
          {t("more", { n: Math.min(STEP, lines.length - most) })}
        </Button>
      )}
    </Stack>
  );
}
