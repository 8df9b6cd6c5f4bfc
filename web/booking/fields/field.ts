import { h, type Piece } from "../drawing/draw.ts";
import { t } from "../words/language.ts";

export type Faults = Readonly<Record<string, string>>;

type Field = {
  name: string;
  label: string;
  text?: string;
  type?: "text" | "email";
  autocomplete?: string;
  most: number;
  needed?: boolean;
  rows?: number;
  value: string;
  fault: string | undefined;
  onType: (value: string) => void;
};

/** One field, with what is wrong told beside it. */
export function field({ name, label, text, type = "text", autocomplete = "off", most, needed = false, rows, value, fault, onType }: Field): Piece {
  const told = [text !== undefined && `${name}-text`, fault !== undefined && `${name}-fault`].filter((id) => id !== false).join(" ");
  const has = {
    id: name,
    name,
    value,
    autocomplete,
    maxlength: most,
    "aria-required": needed,
    "aria-invalid": fault !== undefined,
    "aria-describedby": told === "" ? null : told,
    oninput: (event: InputEvent & { currentTarget: HTMLInputElement }) => onType(event.currentTarget.value),
  };
  return h(
    "div",
    { class: "field" },
    h("label", { for: name }, label, !needed && h("span", { class: "faint" }, ` (${t("form.optional")})`)),
    text !== undefined && h("p", { id: `${name}-text`, class: "faint" }, text),
    rows === undefined ? h("input", { ...has, type, inputmode: type === "email" ? "email" : null }) : h("textarea", { ...has, rows }),
    fault !== undefined && h("p", { id: `${name}-fault`, class: "fault" }, fault),
  );
}

/** A robot fills in every field that it finds: this one is out of sight and out of reach for people. */
export const trap = (value: string, onType: (value: string) => void): Piece =>
  h(
    "div",
    { class: "trap", "aria-hidden": true },
    h("label", { for: "topic" }, t("form.topic")),
    h("input", {
      id: "topic",
      name: "topic",
      tabindex: -1,
      autocomplete: "off",
      value,
      oninput: (event: InputEvent & { currentTarget: HTMLInputElement }) => onType(event.currentTarget.value),
    }),
  );

export const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());

/** To the first field that is wrong. */
export function focusOnFault(): void {
  document.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
}

export const refusal = (text: string | undefined): Piece | null =>
  text === undefined ? null : h("p", { role: "alert", class: "refused", id: "refusal" }, text);

/** A button that says what it does while it does it. */
export const deed = (going: boolean, words: string, meanwhile: string, has: Parameters<typeof h>[1] = {}): Piece =>
  h("button", { type: "button", class: "go", "aria-disabled": going, ...has }, going ? meanwhile : words);
