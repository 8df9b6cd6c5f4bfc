import type { InputHTMLAttributes } from "react";

type Props = Pick<InputHTMLAttributes<HTMLInputElement>, "type" | "autoComplete" | "inputMode" | "maxLength"> & {
  name: string;
  label: string;
  text?: string;
  fault: string | undefined;
  value: string;
  onType: (value: string) => void;
};

/** One field, with what is wrong told beside it. */
export function Field({ name, label, text, fault, onType, ...input }: Props) {
  const told = [text !== undefined && `${name}-text`, fault !== undefined && `${name}-fault`].filter((id) => id !== false).join(" ");
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {text !== undefined && (
        <p id={`${name}-text`} className="own">
          {text}
        </p>
      )}
      <input
        {...input}
        id={name}
        name={name}
        aria-required
        aria-invalid={fault !== undefined}
        {...(told === "" ? {} : { "aria-describedby": told })}
        onChange={(event) => onType(event.currentTarget.value)}
      />
      {fault !== undefined && (
        <p id={`${name}-fault`} className="fault">
          {fault}
        </p>
      )}
    </div>
  );
}
