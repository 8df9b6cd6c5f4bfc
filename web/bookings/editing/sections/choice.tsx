import { Select, type SelectProps } from "@mantine/core";

type Value = number | null;
type Props = Omit<SelectProps, "data" | "value" | "onChange"> & {
  /** What is usual; what is chosen and not among them is offered, too. */
  among: readonly Value[];
  value: Value;
  words: (value: Value) => string;
  onChange: (value: Value) => void;
};

const key = (value: Value): string => String(value ?? "null");
const rank = (value: Value): number => value ?? -1;

/** One of a few lengths. */
export function Choice({ among, value, words, onChange, ...rest }: Props) {
  const all = among.includes(value) ? among : [...among, value].toSorted((a, b) => rank(a) - rank(b));
  return (
    <Select
      allowDeselect={false}
      {...rest}
      data={all.map((each) => ({ value: key(each), label: words(each) }))}
      value={key(value)}
      onChange={(next) => next !== null && onChange(next === "null" ? null : Number(next))}
    />
  );
}
