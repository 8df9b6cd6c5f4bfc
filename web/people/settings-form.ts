import { useForm } from "@mantine/form";
import { useTranslations } from "use-intl";
import type { Settings } from "../../src/people/contract.ts";
import { draftOf, faultsOf, type Draft, type Fault } from "./settings-draft.ts";

/** The settings while they are typed. All fields are judged together, for leads hang on buffers. */
export function useSettingsForm(first: Settings) {
  const sentence = useSentence();
  return useForm({
    initialValues: draftOf(first),
    validate: (draft: Draft) => Object.fromEntries(Object.entries(faultsOf(draft)).map(([field, fault]) => [field, sentence(fault)])),
    validateInputOnChange: true,
  });
}

/** A fault in the reader's language. */
export function useSentence(): (fault: Fault, minutes?: boolean) => string {
  const t = useTranslations("settings");
  return (fault, minutes = false) => {
    switch (fault.why) {
      case "required":
      case "badEmail":
      case "whole":
        return t(fault.why);
      case "between":
        return t(minutes ? "betweenMinutes" : "between", fault);
      case "tooLong":
        return t("tooLong", fault);
      case "leadTooLong":
        return t("credentialLeadTooLong", fault);
    }
  };
}
