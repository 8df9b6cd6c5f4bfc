/**
 * Runs inside the page, so it stands alone: elements whose text is cut with nobody saying so, which axe doesn't see, and
 * elements that stick out of the page. Text may be cut where its whole is told by a title, a label or a description.
 */
export function whatIsCut(): { texts: string[]; sideways: string[] } {
  const name = (element: Element): string =>
    `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}"> ${(element.textContent ?? "").trim().slice(0, 80)}`;
  const visible = (element: Element): boolean => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const hasOwnText = (element: Element): boolean => [...element.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? "").trim() !== "");
  const told = (element: Element): boolean => element.closest("[title], [aria-label], [aria-describedby], [data-full-text]") !== null;
  const hidden = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    return box.width <= 1 || box.height <= 1; // for screen readers only
  };
  const cuts = (element: Element): boolean => {
    const style = getComputedStyle(element);
    const wide = /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const high = /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 2 && hasOwnText(element);
    return wide || high;
  };
  const holdsText = (element: Element): boolean =>
    hasOwnText(element) || [...element.children].some((child) => getComputedStyle(child).display.startsWith("inline") && hasOwnText(child));

  const all = [...document.body.querySelectorAll("*")].filter((element) => visible(element) && !hidden(element));
  const texts = all.filter((element) => holdsText(element) && cuts(element) && !told(element)).map(name);
  const page = document.documentElement;
  const tooWide = page.scrollWidth > page.clientWidth + 1;
  const scrollsInside = (element: Element): boolean => {
    for (let box = element.parentElement; box !== null && box !== document.body; box = box.parentElement)
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(box).overflowX)) return true;
    return false;
  };
  const sticksOut = (element: Element): boolean => element.getBoundingClientRect().right > page.clientWidth + 1 && !scrollsInside(element);
  const sideways = tooWide ? [`the page is ${page.scrollWidth} wide, its window ${page.clientWidth}`, ...all.filter(sticksOut).slice(0, 5).map(name)] : [];
  return { texts, sideways };
}
