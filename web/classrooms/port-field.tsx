import { NumberInput, type NumberInputProps } from "@mantine/core";

/** A port of somebody else's server. What is typed stays as it is typed: another port than that is nobody's wish, and the server says which there are. */
export function PortField(input: NumberInputProps) {
  return <NumberInput required min={1} max={65535} clampBehavior="none" allowDecimal={false} allowNegative={false} hideControls maw={110} {...input} />;
}
