import { Alert, NumberInput, Stack, type NumberInputProps } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { useTranslations } from "use-intl";
import { asking } from "../../src/sessions/hosting/contract.ts";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { get } from "../shell/api.ts";

export const askingQuery = queryOptions({ queryKey: ["asking"], queryFn: () => get("/api/asking", asking), staleTime: 10_000 });

type Props = NumberInputProps & Pick<SessionDetail, "kind" | "source">;

/** How many are expected. More than any room holds may be asked for; it is said beforehand what becomes of that. */
export function ExpectedField({ kind, source, ...input }: Props) {
  const t = useTranslations("ask");
  const { data } = useQuery(askingQuery);
  const capacity = source === "pool" ? (data?.largest[kind] ?? null) : null;
  const tooMany = capacity !== null && typeof input.value === "number" && input.value > capacity;
  return (
    <Stack gap={6}>
      <NumberInput label={t("expected")} min={1} max={50_000} clampBehavior="none" allowDecimal={false} {...input} />
      {tooMany && (
        <Alert color="yellow" variant="light" icon={<Users aria-hidden />} role="status">
          {t("tooMany", { capacity })}
        </Alert>
      )}
    </Stack>
  );
}
