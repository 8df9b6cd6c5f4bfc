type Named = readonly [name: string, mark: RegExp];

/** Each browser calls itself by the names of those before it, so the latest to come stands first. */
const BROWSERS: readonly Named[] = [
  ["Edge", /\bEdg(e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(Firefox|FxiOS)\//],
  ["Chrome", /\b(Chrome|CriOS|HeadlessChrome)\//],
  ["Safari", /\bSafari\//],
];

const SYSTEMS: readonly Named[] = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b/],
  ["Linux", /\bLinux\b/],
];

const named = (text: string, names: readonly Named[]): string | null => names.find(([, mark]) => mark.test(text))?.[0] ?? null;

/** What a browser says it is, in words that its owner knows it by. */
export const deviceOf = (userAgent: string | null): { browser: string | null; system: string | null } => ({
  browser: named(userAgent ?? "", BROWSERS),
  system: named(userAgent ?? "", SYSTEMS),
});
