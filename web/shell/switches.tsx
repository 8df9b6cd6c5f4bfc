import { ActionIcon, Select, Tooltip, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Moon, Sun } from "lucide-react";
import { useLocale, useTranslations } from "use-intl";
import { language as languageShape, type Language, type Me } from "../../src/people/contract.ts";
import { send } from "./api.ts";
import { useChooseLanguage } from "./language.tsx";
import { useMaybeMe } from "./me.ts";
import { queryClient } from "./queries.ts";
import { useSaying } from "./saying.tsx";

/** Kept with the member, or on this machine before signing in. */
export function LanguageSwitch() {
  const me = useMaybeMe();
  const t = useTranslations("common.header");
  const language = useLocale();
  const chooseHere = useChooseLanguage();
  const saying = useSaying();
  const keep = useMutation({
    mutationFn: (to: Language) => send("PATCH", "/api/me", { language: to }),
    onMutate: (to) => queryClient.setQueryData<Me | null>(["me"], (known) => (known ? { ...known, member: { ...known.member, language: to } } : known)),
    onError: (error) => {
      saying.failed(error);
      void queryClient.invalidateQueries({ queryKey: ["me"] });
    },
    onSuccess: () => queryClient.invalidateQueries(),
  });
  const choose = (value: string | null): void => {
    const to = languageShape.parse(value ?? language);
    chooseHere(to);
    if (me !== null) keep.mutate(to);
  };
  const data = [
    { value: "en", label: t("english") },
    { value: "es", label: t("spanish") },
  ];
  return (
    <Select
      size="xs"
      w={112}
      aria-label={t("language")}
      data={data}
      value={language}
      onChange={choose}
      allowDeselect={false}
      comboboxProps={{ withinPortal: true }}
    />
  );
}

export function ThemeSwitch() {
  const t = useTranslations("common.header");
  const { setColorScheme } = useMantineColorScheme();
  const now = useComputedColorScheme("light");
  const label = t(now === "dark" ? "light" : "dark");
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={32} aria-label={label} onClick={() => setColorScheme(now === "dark" ? "light" : "dark")}>
        {now === "dark" ? <Sun size={16} aria-hidden /> : <Moon size={16} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  );
}
