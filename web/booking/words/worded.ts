export type Values = Readonly<Record<string, string | number>>;

const PLURAL = /\{(\w+), plural,((?:\s*\w+ \{[^{}]*\})+)\s*\}/g;
const FORM = /(\w+) \{([^{}]*)\}/g;

/** The little of ICU's messages that this page's texts use, `{name}` and `{n, plural, one {…} other {…}}`: the whole of it weighs more than the page. */
export function worded(message: string, values: Values, language: string): string {
  const counted = message.replace(PLURAL, (_, name: string, forms: string) => {
    const n = Number(values[name]);
    const known = new Map([...forms.matchAll(FORM)].map(([, form, text]) => [form, text!]));
    const text = known.get(new Intl.PluralRules(language).select(n)) ?? known.get("other") ?? "";
    return text.replaceAll("#", new Intl.NumberFormat(language).format(n));
  });
  return counted.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}
