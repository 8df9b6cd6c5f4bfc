import { readAnew } from "./page-code.ts";

/** Where no text could be fetched, in every language, since nobody knows whose it is: the only words of a page that are not among the others. */
const SAID = [
  { lang: "en", text: "Bedel does not answer just now.", again: "Try again" },
  { lang: "es", text: "Bedel no responde en este momento.", again: "Intentar de nuevo" },
] as const;

/** Says so in place of a page, with a way to try again. */
export function sayWithoutTexts(root: HTMLElement): void {
  const said = SAID.map(({ lang, text, again }) => {
    const [part, sentence, button] = [document.createElement("section"), document.createElement("p"), document.createElement("button")];
    part.lang = lang;
    sentence.textContent = text;
    button.textContent = again;
    button.addEventListener("click", () => void readAnew());
    part.append(sentence, button);
    return part;
  });
  const main = document.createElement("main");
  main.style.cssText = "font-family: system-ui, sans-serif; max-width: 30rem; margin: 15vh auto; padding: 0 1rem; display: grid; gap: 1.5rem";
  main.append(...said);
  root.replaceChildren(main);
}
