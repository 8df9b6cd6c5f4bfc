/**
 * Draws a page from a description of it, and changes of what stands there only what differs, so that the keyboard's place and what was typed stay. A stranger
 * comes once, often by telephone: the library of the organizers' screens alone would weigh more than four times what all of this page does.
 */
export type Piece = { tag: string; key: string; has: Attributes; inside: (Piece | string)[] };
/** Attributes; what begins with `on` is called with the event. `key`: pieces of different keys never become one another. */
export type Attributes = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;
export type Inside = Piece | string | number | null | false | undefined | Inside[];

export const h = (tag: string, { key = "", ...has }: Attributes = {}, ...inside: Inside[]): Piece => ({ tag, key: String(key), has, inside: flat(inside) });

/** What is left out leaves an empty text, so that what follows stays what it was. */
const flat = (inside: Inside[]): (Piece | string)[] =>
  inside.flatMap((one) =>
    Array.isArray(one) ? flat(one) : one === null || one === undefined || one === false ? "" : typeof one === "object" ? one : String(one),
  );

export const draw = (host: Element, ...inside: Inside[]): void => settle(host, flat(inside));

function settle(host: Element, pieces: (Piece | string)[]): void {
  pieces.forEach((piece, at) => {
    const there = host.childNodes[at];
    if (typeof piece === "string") return write(host, there, piece);
    const fits = there instanceof Element && there.localName === piece.tag && keys.get(there) === piece.key;
    const element = fits ? there : made(host, piece);
    settle(element, piece.inside);
    dress(element, piece.has);
    if (!fits) place(host, there, element);
  });
  while (host.childNodes.length > pieces.length) host.lastChild!.remove();
}

function write(host: Element, there: ChildNode | undefined, text: string): void {
  if (!(there instanceof Text)) return place(host, there, document.createTextNode(text));
  if (there.data !== text) there.data = text;
}

const place = (host: Element, there: ChildNode | undefined, made: Node): void => (there === undefined ? void host.append(made) : void there.replaceWith(made));

const keys = new WeakMap<Element, string>();
const worn = new WeakMap<Element, Attributes>();
const SVG = "http://www.w3.org/2000/svg";

function made(host: Element, { tag, key }: Piece): Element {
  const inSvg = tag === "svg" || host.namespaceURI === SVG;
  const element = inSvg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  keys.set(element, key);
  return element;
}

function dress(element: Element, has: Attributes): void {
  const before = worn.get(element) ?? {};
  for (const name of Object.keys(before)) if (!(name in has)) wear(element, name, null);
  for (const [name, value] of Object.entries(has)) if (value !== before[name] || LIVE.has(name)) wear(element, name, value);
  worn.set(element, has);
}

/** What people change by themselves: there the element knows best what it has. */
const LIVE = new Set(["value", "checked", "open"]);

function wear(element: Element, name: string, value: Attributes[string]): void {
  const own = element as unknown as Record<string, unknown>;
  if (name.startsWith("on")) own[name] = value ?? null;
  else if (LIVE.has(name) && name in element) {
    if (own[name] !== value) own[name] = value ?? "";
  } else if (value === null || value === undefined || (value === false && !name.startsWith("aria-"))) element.removeAttribute(name);
  else element.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : String(value));
}
