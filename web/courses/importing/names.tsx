import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import type { PreviewedCourse } from "../../../src/courses/importing/contract.ts";

export const called = ({ title, teacher, group }: PreviewedCourse): string =>
  [title, group, teacher].filter((each) => each !== null && each !== "").join(" · ");

/** As many as there may be, in a box of their own. */
export function Names({ children }: { children: ReactNode }) {
  return (
    <Stack gap={4} component="ul" m={0} pl="md" mah={240} style={{ overflowY: "auto" }} tabIndex={0}>
      {children}
    </Stack>
  );
}
