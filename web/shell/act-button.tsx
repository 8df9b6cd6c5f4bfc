import { Button, Tooltip, VisuallyHidden, type ButtonProps } from "@mantine/core";
import { useId, type ReactNode } from "react";

type Props = ButtonProps & {
  /** A sentence: why this can't be done now. Null: it can. The button stays reachable by keyboard, so that the reason can be read. */
  whyNot?: string | null;
  onClick?: () => void;
  type?: "button" | "submit";
  "aria-label"?: string;
  children?: ReactNode;
};

/** A button that says why it can't be pressed, to the eye and to the ear. */
export function ActButton({ whyNot = null, onClick, type = "button", children, ...rest }: Props) {
  const id = useId();
  if (whyNot === null) {
    return (
      <Button {...rest} type={type} {...(onClick === undefined ? {} : { onClick })}>
        {children}
      </Button>
    );
  }
  return (
    <Tooltip label={whyNot}>
      <Button {...rest} type="button" data-disabled aria-disabled aria-describedby={id} onClick={(event) => event.preventDefault()}>
        {children}
        <VisuallyHidden id={id}>{whyNot}</VisuallyHidden>
      </Button>
    </Tooltip>
  );
}
