import { useTranslations } from "use-intl";
import type { Preview } from "./foreseen.tsx";

/** How many licences are left, as far as Zoom tells: what it does not tell is said. */
export function SeatsLeft({ seats: { used, left } }: { seats: Preview["seats"] }) {
  const t = useTranslations("classrooms.making");
  if (left === null) return <>{t("seatsUntold", { n: used })}</>;
  return <>{left > 0 ? t("seats", { n: left }) : t("noSeats")}</>;
}
