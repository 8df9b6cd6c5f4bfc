import { Radio, Stack } from "@mantine/core";
import { useTranslations } from "use-intl";
import { role as roleShape, type Role } from "../../../src/people/contract.ts";
import { useWhyNot } from "../../shell/trouble.tsx";

type Props = { label: string; value: Role; onChange: (role: Role) => void; whyNot: Record<Role, string | null>; error?: string | undefined };

const ROLES = ["organizer", "admin", "owner"] as const;

/** The roles, each with what it may do; those that can't be given say why. */
export function RoleChoice({ label, value, onChange, whyNot, error }: Props) {
  const t = useTranslations("members.roleText");
  const roles = useTranslations("common.roles");
  const reasonOf = useWhyNot();
  return (
    <Radio.Group label={label} value={value} onChange={(next) => onChange(roleShape.parse(next))} error={error}>
      <Stack gap={8} mt={6} mb={4}>
        {ROLES.map((role) => (
          <Radio
            key={role}
            value={role}
            label={roles(role)}
            description={reasonOf(whyNot[role]) ?? t(role)}
            disabled={whyNot[role] !== null && role !== value}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
