import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { z } from "zod";
import type { heldBy as shape } from "../../../src/classrooms/contract.ts";

export type Held = z.infer<typeof shape>;

/** Why nobody can tell when a list is done, in place of a time. */
export function HeldBy({ heldBy }: { heldBy: Held }) {
  const t = useTranslations("runs.why");
  if (heldBy === null) return null;
  return (
    <Text size="sm" fw={600}>
      {t(heldBy)}
    </Text>
  );
}
