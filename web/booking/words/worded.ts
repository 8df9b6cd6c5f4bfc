export type Values = Readonly<Record<string, string | number>>;

type Counting = { plural: Intl.PluralRules; number: Intl.NumberFormat };
const countings = new Map<string, Counting>();

/** Making these takes longer than all the rest of a text. */
function countingIn(language: string): Counting {
  const known = countings.get(language) ?? { plural: new Intl.PluralRules(language), number: new Intl.NumberFormat(language) };
  countings.set(language, known);
  return known;
}

const PLURAL = /\{(\w+), plural,((?:\s*\w+ \{[^{}]*\})+)\s*\}/g;
const FORM = /(\w+) \{([^{}]*)\}/g;

/** The little of ICU's messages that this page's texts use, `{name}` and `{n, plural, one {…} other {…}}`: the whole of it weighs more than the page. */
export function worded(message: string, values: Values, language: string): string {
  const counted = message.replace(PLURAL, (_, name: string, forms: string) => {
    const n = Number(values[name]);
    const known = new Map([...forms.matchAll(FORM)].map(([, form, text]) => [form, text!]));
    const { plural, number } = countingIn(language);
    const text = known.get(plural.select(n)) ?? known.get("other") ?? "";
    return text.replaceAll("#", number.format(n));
  });
  return counted.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}
