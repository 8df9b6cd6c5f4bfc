import { Center, Stack } from "@mantine/core";
import { useEffect, type ReactNode } from "react";
import { DoorHead } from "./door-head.tsx";

/** A page before the door: the product's name, the reader's language, and one thing to do. */
export function Door({ title, width = 500, children }: { title: string; width?: number; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Bedel`;
  }, [title]);
  return (
    <Center component="main" mih="100dvh" p="md" style={{ background: "var(--app-canvas)" }}>
      <Stack w="100%" maw={width} gap="md">
        <DoorHead />
        {children}
      </Stack>
    </Center>
  );
}
