import { useLocale, useTranslations } from "use-intl";
import type { TypeHead } from "../../src/bookings/contract.ts";
import { useTimes } from "../shell/times.tsx";

/** More names than that are a crowd. */
const NAMED = 3;

/** How an appointment type is told in a few words. */
export function useTypeWords() {
  const t = useTranslations("appointments");
  const times = useTimes();
  const language = useLocale();
  const names = (hosts: readonly { name: string }[], type: "conjunction" | "disjunction" = "conjunction"): string =>
    hosts.length > NAMED
      ? t("line.more", { name: hosts[0]!.name, n: hosts.length - 1 })
      : new Intl.ListFormat(language, { type }).format(hosts.map(({ name }) => name));
  return {
    names,
    /** `30 min, 1 h` */
    lengths: (lengths: readonly number[]): string => lengths.map((each) => times.minutes(each)).join(", "),
    place: ({ kind, ...more }: { kind: TypeHead["place"]["kind"]; text?: string }): string =>
      kind === "text" && more.text !== undefined && more.text !== "" ? more.text : t(`place.${kind}`),
    hosting: ({ hosting, hosts }: Pick<TypeHead, "hosting" | "hosts">): string => {
      if (hosting === "round robin") return t("line.hosting.roundRobin", { names: names(hosts, "disjunction") });
      return t(`line.hosting.${hosting}`, { names: names(hosts) });
    },
  };
}
