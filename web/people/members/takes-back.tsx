import { Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { Removal } from "../../../src/people/members/contract.ts";
import type { Farewell } from "../../classrooms/changing/farewell-choice.tsx";
import { LeavingZoomUser } from "./leaving-zoom-user.tsx";

/** What becomes of the Zoom user of each invitation, by its id; nothing, unless somebody says otherwise. */
export type TakenBack = Readonly<Record<string, Farewell>>;

export const sentTakenBack = (those: Removal["takesBack"], said: TakenBack): { id: string; zoomUser: Farewell }[] =>
  those.flatMap(({ id }) => (said[id] === undefined ? [] : [{ id, zoomUser: said[id] }]));

type Props = { those: Removal["takesBack"]; said: TakenBack; onSay: (said: TakenBack) => void };

/** The invitations that end with an owner who is one no more, with the question about the Zoom users that were made for them. */
export function TakesBack({ those, said, onSay }: Props) {
  const t = useTranslations("members.takesBack");
  if (those.length === 0) return null;
  return (
    <div>
      <Text fw={600}>{t("title", { n: those.length })}</Text>
      <Stack component="ul" gap="sm" m={0} mt={4} pl="md">
        {those.map(({ id, name, email }) => (
          <li key={id}>
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {name === email ? email : `${name} (${email})`}
            </Text>
            <LeavingZoomUser
              of={`invitations/${id}`}
              label={t("zoomUser", { email })}
              value={said[id] ?? "nothing"}
              onChange={(zoomUser) => onSay({ ...said, [id]: zoomUser })}
            />
          </li>
        ))}
      </Stack>
    </div>
  );
}
