import { Radio, Stack } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { z } from "zod";
import type { farewell } from "../../../src/classrooms/contract.ts";
import { useWhyNot } from "../../shell/trouble.tsx";
import { keyOf } from "../words.ts";

export type Farewell = z.infer<typeof farewell>;
const WAYS: Farewell[] = ["nothing", "take the licence", "deactivate", "unlink"];

/** While making Zoom users is switched off nothing is done with any of them. */
export const whyNotWhile = (isOn: boolean): Record<Farewell, string | null> => {
  const why = isOn ? null : "provisioning_off";
  return { nothing: null, "take the licence": why, deactivate: why, unlink: why };
};

type Props = { label: string; value: Farewell; onChange: (to: Farewell) => void; whyNot?: Record<Farewell, string | null> };

/** What becomes of a Zoom user who is needed no more. */
export function FarewellChoice({ label, value, onChange, whyNot }: Props) {
  const t = useTranslations("classrooms");
  const reason = useWhyNot();
  return (
    <Radio.Group label={label} value={value} onChange={(to) => onChange(to as Farewell)}>
      <Stack gap={8} mt={6}>
        {WAYS.map((way) => {
          const why = reason(whyNot?.[way] ?? null);
          return (
            <Radio key={way} value={way} label={t(`farewells.${keyOf(way)}`)} description={why ?? t(`farewellsMore.${keyOf(way)}`)} disabled={why !== null} />
          );
        })}
      </Stack>
    </Radio.Group>
  );
}
