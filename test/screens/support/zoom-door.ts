import { FIRST_PASSWORD } from "../../../sandbox/university.ts";
import type { Screen } from "../../support/browser.ts";

/**
 * Signs in at Zoom, which here the sandbox plays, and allows what is asked. Waits for Zoom's page first: the one that is left
 * stands until Zoom's has come, and may have a field of the same name.
 */
export const allowsAtZoom = (screen: Screen, email: string): Promise<void> => answersAtZoom(screen, email, "Allow");

/** The same, with either answer. */
export async function answersAtZoom({ page }: Screen, email: string, answer: "Allow" | "Decline"): Promise<void> {
  await page.waitForURL("**/zoom/oauth/authorize?**");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(FIRST_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: answer }).click();
}
