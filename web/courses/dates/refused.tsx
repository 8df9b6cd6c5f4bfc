import { Alert } from "@mantine/core";
import { TriangleAlert } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { fieldProblems, FormTrouble, isFieldProblem } from "../../shell/trouble.tsx";

/** A refusal at the foot of a dialog, also where it belongs to a field: that may be out of sight, or be a date and no field. */
export function Refused({ error }: { error: unknown }) {
  if (!isFieldProblem(error)) return <FormTrouble beside="all" error={error} />;
  return (
    <Alert color="red" variant="light" icon={<TriangleAlert aria-hidden />} role="alert">
      {[...new Set(Object.values(fieldProblems(error)))].join(" ")}
    </Alert>
  );
}

/**
 * The answer to a button at the foot of a long dialog: scrolled into sight, since it takes its place above the button. What stands above it may be read anew and
 * push it out again, so it is held in sight until the reader does something.
 */
export const RefusedInSight = ({ error }: { error: unknown }) =>
  error === null ? null : (
    <InSight>
      <Refused error={error} />
    </InSight>
  );

function InSight({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => heldInSight(box.current!), []);
  return (
    <div ref={box} style={{ scrollMarginBottom: 84 /* the buttons beneath, to be pressed once more */ }}>
      {children}
    </div>
  );
}

function heldInSight(box: HTMLElement): () => void {
  const until = new AbortController();
  const growing = new ResizeObserver(() => box.scrollIntoView({ block: "nearest" })); // at once, too
  growing.observe(box.closest("form") ?? box);
  const leave = (): void => {
    growing.disconnect();
    until.abort();
  };
  for (const deed of ["pointerdown", "keydown", "wheel", "touchmove"]) addEventListener(deed, leave, { signal: until.signal, passive: true });
  return leave;
}
