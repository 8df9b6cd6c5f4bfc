import { Alert, Checkbox, Stack, Text } from "@mantine/core";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { keyOf } from "../words.ts";
import type { Preview } from "./foreseen.tsx";

/** Whose address no classroom can have. */
export const isRefusedAddress = (address: Preview["address"]): address is "member" | "administrator" => address === "member" || address === "administrator";

type Props = { address: Preview["address"]; email: string; isMeant: boolean; onMeant: (isMeant: boolean) => void };

/** Whoever types an address that is somebody's already says that it is meant: what it is called and which password opens it is about to change. */
export function AddressThere({ address, email, isMeant, onMeant }: Props) {
  const t = useTranslations("classrooms.making");
  if (address === "new") return null;
  const isRefused = isRefusedAddress(address);
  return (
    <Alert variant="light" color={isRefused ? "red" : "yellow"} icon={<TriangleAlert aria-hidden />}>
      <Stack gap="sm">
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {t(`address.${keyOf(address)}`, { email })}
        </Text>
        {!isRefused && <Checkbox label={t("addressYes")} checked={isMeant} onChange={(event) => onMeant(event.currentTarget.checked)} />}
      </Stack>
    </Alert>
  );
}
