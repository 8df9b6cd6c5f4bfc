import { Radio, Stack } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { z } from "zod";
import type { ClassroomView, farewell } from "../../../src/classrooms/contract.ts";
import { useWhyNot } from "../../shell/trouble.tsx";
import { keyOf } from "../words.ts";

export type Farewell = z.infer<typeof farewell>;
const WAYS: Farewell[] = ["nothing", "take the licence", "deactivate", "unlink"];

const OF_INVITED: Farewell[] = ["nothing", "unlink"];

/** While making Zoom users is switched off nothing is done with any of them. */
export const whyNotWhile = (isOn: boolean): Record<Farewell, string | null> => {
  const why = isOn ? null : "provisioning_off";
  return { nothing: null, "take the licence": why, deactivate: why, unlink: why };
};

/** What becomes of the room that a classroom is too, though its Zoom user is left as it is; null: there is none. */
export type ItsRoom = "turnedOff" | "turnedOffIfAny" | null;

/** Of a classroom that is in use. */
export const itsRoom = ({ state, roomId }: Pick<ClassroomView, "state" | "roomId">): ItsRoom => (state === "in use" && roomId !== null ? "turnedOff" : null);

type Props = {
  label: string;
  value: Farewell;
  onChange: (to: Farewell) => void;
  whyNot?: Record<Farewell, string | null>;
  room?: ItsRoom;
  /** By Zoom, and has not accepted: then there is an invitation to take back, and nothing else to do. */
  isInvited?: boolean;
};

/** What becomes of a Zoom user who is needed no more. */
export function FarewellChoice({ label, value, onChange, whyNot, room = null, isInvited = false }: Props) {
  const t = useTranslations("classrooms");
  const reason = useWhyNot();
  const wordsOf = (way: Farewell): { label: string; more: string } =>
    isInvited && (way === "nothing" || way === "unlink")
      ? { label: t(`farewellsInvited.${way}`), more: t(`farewellsInvitedMore.${way}`) }
      : {
          label: t(`farewells.${keyOf(way)}`),
          more: t(`farewellsMore.${keyOf(way)}`) + (way === "nothing" && room !== null ? ` ${t(`farewellsRoom.${room}`)}` : ""),
        };
  return (
    <Radio.Group label={label} value={value} onChange={(to) => onChange(to as Farewell)}>
      <Stack gap={8} mt={6}>
        {(isInvited ? OF_INVITED : WAYS).map((way) => {
          const why = reason(whyNot?.[way] ?? null);
          const { label: said, more } = wordsOf(way);
          return <Radio key={way} value={way} label={said} description={why ?? more} disabled={why !== null} />;
        })}
      </Stack>
    </Radio.Group>
  );
}
