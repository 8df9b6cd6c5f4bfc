import { Alert } from "@mantine/core";
import { TriangleAlert } from "lucide-react";
import { fieldProblems, FormTrouble, isFieldProblem } from "../../shell/trouble.tsx";

/** A refusal at the foot of a dialog, also where it belongs to a field: that may be out of sight, or be a date and no field. */
export function Refused({ error }: { error: unknown }) {
  if (!isFieldProblem(error)) return <FormTrouble error={error} />;
  return (
    <Alert color="red" variant="light" icon={<TriangleAlert aria-hidden />} role="alert">
      {[...new Set(Object.values(fieldProblems(error)))].join(" ")}
    </Alert>
  );
}
