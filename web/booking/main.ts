import "../public/page.css";
import "./booking.css";
import "./calendar/calendar.css";
import "./drawing/parts.css";
import { tellHeight } from "./frame.ts";
import { listPage } from "./list/list-page.ts";
import { ownPage } from "./mine/own-page.ts";
import { returned, show, type Shown } from "./stage.ts";
import { typePage } from "./type/type-page.ts";
import { offer } from "./words/language.ts";

function pageAt(path: string): Shown {
  const [, , place = "", token = ""] = path.split("/").map(decodeURIComponent);
  if (place === "") return listPage(new URLSearchParams(location.search).get("of"));
  return place === "mine" && token !== "" ? ownPage(token, goTo) : typePage(place, goTo);
}

/** Changes the address, so that what is shown there is found again by it. */
function goTo(path: string, page: Shown): void {
  history.replaceState(null, "", path);
  at = path;
  show(page);
}

let at = location.pathname;
offer(["en", "es"]);
addEventListener("popstate", () => {
  if (at === location.pathname) return returned();
  at = location.pathname;
  show(pageAt(at));
});
show(pageAt(at));
tellHeight();
