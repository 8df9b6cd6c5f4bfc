import type { TypeDetail } from "../../../src/bookings/contract.ts";

const attribute = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** What another site is given: a frame, and a few lines that make it as high as the page in it says it is. */
export function embedCode({ address, name, slug }: Pick<TypeDetail, "address" | "name" | "slug">): string {
  const id = `bedel-${slug}`;
  return `<iframe id="${id}" src="${attribute(address)}" title="${attribute(name)}" style="width: 100%; height: 760px; border: 0" loading="lazy"></iframe>
<script>
  addEventListener("message", ({ source, data }) => {
    const frame = document.getElementById("${id}");
    if (source === frame.contentWindow && data?.bedel === "height") frame.style.height = data.height + "px";
  });
</script>`;
}
