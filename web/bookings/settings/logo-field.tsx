import { Button, FileButton, Group, Image, Input, Stack, Text } from "@mantine/core";
import { ImageUp } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";

const MOST_BYTES = 60_000;
const KINDS = ["image/png", "image/jpeg", "image/webp"];

type Props = { logo: string | null; onChange: (logo: string | null) => void; error?: string | undefined };

/** A picture, kept as a data address: no page ever fetches one from elsewhere. */
export function LogoField({ logo, onChange, error }: Props) {
  const t = useTranslations("bookings.settings");
  const [trouble, setTrouble] = useState<"logoTooLarge" | "logoNoPicture" | null>(null);
  const again = useRef<() => void>(null);
  const choose = async (file: File | null): Promise<void> => {
    again.current?.();
    if (file === null) return;
    const wrong = !KINDS.includes(file.type) ? "logoNoPicture" : file.size > MOST_BYTES ? "logoTooLarge" : null;
    setTrouble(wrong);
    if (wrong === null) onChange(await dataAddress(file));
  };
  return (
    <Input.Wrapper label={t("logo")} description={t("logoText")} error={trouble === null ? error : t(trouble)} labelElement="div">
      <Stack gap="xs" mt={6}>
        {logo === null ? (
          <Text size="sm" c="dimmed">
            {t("logoNone")}
          </Text>
        ) : (
          <Image src={logo} alt={t("logoAlt")} h={56} w="auto" maw="100%" fit="contain" style={{ alignSelf: "flex-start" }} />
        )}
        <Group gap="xs">
          <FileButton resetRef={again} accept={KINDS.join(",")} onChange={(file) => void choose(file)}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<ImageUp size={16} aria-hidden />}>
                {t("logoChoose")}
              </Button>
            )}
          </FileButton>
          {logo !== null && (
            <Button variant="subtle" color="gray" onClick={() => onChange(null)}>
              {t("logoRemove")}
            </Button>
          )}
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}

const dataAddress = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(new Error("the picture could not be read")));
    reader.readAsDataURL(file);
  });
