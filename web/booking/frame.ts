/** A page of another site shows this one in a frame. */
export const isFramed = (): boolean => window.parent !== window;

/** In a frame the page has no border of its own, and tells the page around it how high it is: only to sites that the institution allows. */
export function tellHeight(): void {
  if (!isFramed()) return;
  document.documentElement.classList.add("framed");
  const allowed = (document.querySelector<HTMLMetaElement>('meta[name="frame-sites"]')?.content ?? "").split(" ").filter((site) => site !== "");
  // Where the browser tells who is around, nobody else is even tried.
  const around = (window.location.ancestorOrigins as DOMStringList | undefined)?.[0];
  const sites = around === undefined ? allowed : allowed.filter((site) => site === around);
  const tell = (): void => {
    const height = Math.ceil(document.getElementById("root")!.getBoundingClientRect().height);
    for (const site of sites) window.parent.postMessage({ bedel: "height", height }, site);
  };
  new ResizeObserver(tell).observe(document.getElementById("root")!);
}
