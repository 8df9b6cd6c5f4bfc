import { Select, TextInput, Title } from "@mantine/core";
import { useTranslations } from "use-intl";
import { language as languageShape, type Language } from "../../../src/people/contract.ts";
import { ZoneSelect } from "../../shell/zone-select.tsx";

type Fields = {
  institution: string;
  setInstitution: (name: string) => void;
  missing: boolean;
  zone: string;
  setZone: (zone: string) => void;
  language: Language;
  setLanguage: (language: Language) => void;
  refused: Record<string, string>;
};

/** What an institution is called, in which zone it lives, and which language it speaks. */
export function InstitutionFields({ institution, setInstitution, missing, zone, setZone, language, setLanguage, refused }: Fields) {
  const t = useTranslations("arriving.begin");
  const needed = useTranslations("arriving")("missing");
  const header = useTranslations("common.header");
  const data = [
    { value: "en", label: header("english") },
    { value: "es", label: header("spanish") },
  ];
  return (
    <>
      <Title order={2} size="h5">
        {t("institution")}
      </Title>
      <TextInput
        label={t("institutionName")}
        required
        maxLength={120}
        value={institution}
        onChange={(event) => setInstitution(event.currentTarget.value)}
        error={missing ? needed : refused["institution"]}
      />
      <ZoneSelect label={t("zone")} required value={zone} onChange={setZone} error={refused["zone"]} />
      <Select
        label={t("language")}
        data={data}
        value={language}
        allowDeselect={false}
        onChange={(value) => setLanguage(languageShape.parse(value))}
        error={refused["language"]}
      />
    </>
  );
}
