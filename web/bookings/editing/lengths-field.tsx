import { Button, Group, Input, NumberInput, Popover, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useTimes } from "../../shell/times.tsx";

const USUAL = [15, 20, 30, 45, 60, 90];
const MOST = 6;

type Props = { lengths: readonly number[]; onChange: (lengths: number[]) => void; error?: string | undefined };

/** One length or several; the usual ones are a click away. */
export function LengthsField({ lengths, onChange, error }: Props) {
  const t = useTranslations("appointmentEditor");
  const times = useTimes();
  const all = [...new Set([...USUAL, ...lengths])].toSorted((a, b) => a - b);
  const full = lengths.length >= MOST;
  const turn = (minutes: number): void =>
    onChange(lengths.includes(minutes) ? lengths.filter((each) => each !== minutes) : [...lengths, minutes].toSorted((a, b) => a - b));
  return (
    <Input.Wrapper label={t("lengths")} description={t(full ? "tooMany" : "lengthsText")} error={error} labelElement="div">
      <Group gap={6} mt={6} role="group" aria-label={t("lengths")}>
        {all.map((minutes) => {
          const chosen = lengths.includes(minutes);
          return (
            <Button
              key={minutes}
              size="compact-sm"
              variant={chosen ? "filled" : "default"}
              aria-pressed={chosen}
              disabled={full && !chosen}
              onClick={() => turn(minutes)}
            >
              {times.minutes(minutes)}
            </Button>
          );
        })}
        {!full && <Other onAdd={(minutes) => onChange([...new Set([...lengths, minutes])].toSorted((a, b) => a - b))} />}
      </Group>
    </Input.Wrapper>
  );
}

function Other({ onAdd }: { onAdd: (minutes: number) => void }) {
  const t = useTranslations("appointmentEditor");
  const ask = useTranslations("ask");
  const [isOpen, open] = useDisclosure(false);
  const [minutes, setMinutes] = useState<number | "">("");
  const add = (): void => {
    if (minutes === "" || minutes < 5 || minutes > 480) return;
    onAdd(minutes);
    setMinutes("");
    open.close();
  };
  return (
    <Popover opened={isOpen} onChange={(next) => !next && open.close()} trapFocus withArrow shadow="md">
      <Popover.Target>
        <Button size="compact-sm" variant="subtle" leftSection={<Plus size={15} aria-hidden />} onClick={open.toggle}>
          {t("otherLength")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("otherLength")}>
        <Stack gap="xs">
          <NumberInput
            label={t("otherLength")}
            suffix={ask("minutesSuffix")}
            min={5}
            max={480}
            step={5}
            allowDecimal={false}
            allowNegative={false}
            value={minutes}
            onChange={(next) => setMinutes(typeof next === "number" ? next : "")}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              add();
            }}
          />
          <Button size="compact-sm" variant="light" disabled={minutes === ""} onClick={add}>
            {t("addLength")}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
