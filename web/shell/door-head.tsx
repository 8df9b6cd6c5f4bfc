import { Group, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import { LanguageSwitch, ThemeSwitch } from "./switches.tsx";
import classes from "./shell.module.css";

/** Above every page without the frame: the name of the house, and the reader's language and colours. */
export function DoorHead() {
  const product = useTranslations("common")("product");
  return (
    <Group justify="space-between">
      <Group gap={10}>
        <span className={classes.mark} aria-hidden>
          b
        </span>
        <Text fw={650} size="lg">
          {product}
        </Text>
      </Group>
      <Group gap="xs">
        <LanguageSwitch />
        <ThemeSwitch />
      </Group>
    </Group>
  );
}
