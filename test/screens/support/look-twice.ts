import type { Screen } from "../../support/browser.ts";
import { look } from "./house.ts";

/** As it is, and in the dark on a phone, where less fits. */
export async function lookTwice(screen: Screen, name: string): Promise<void> {
  await look(screen, name);
  await screen.page.setViewportSize({ width: 390, height: 844 });
  await screen.page.emulateMedia({ colorScheme: "dark" });
  await look(screen, `${name}-phone`, "layout");
  await screen.page.setViewportSize({ width: 1280, height: 860 });
  await screen.page.emulateMedia({ colorScheme: "light" });
}
