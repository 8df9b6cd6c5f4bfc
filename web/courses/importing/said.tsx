import { Group, Stack } from "@mantine/core";
import { CircleCheck } from "lucide-react";

/** What is well, one below the other. */
export function Said({ all }: { all: readonly string[] }) {
  if (all.length === 0) return null;
  return (
    <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
      {all.map((each) => (
        <li key={each}>
          <Group gap={8} wrap="nowrap" align="flex-start">
            <CircleCheck size={18} aria-hidden style={{ flex: "none", marginTop: 3, color: "var(--mantine-color-green-6)" }} />
            <span>{each}</span>
          </Group>
        </li>
      ))}
    </Stack>
  );
}
