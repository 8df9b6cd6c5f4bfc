import { useQuery } from "@tanstack/react-query";
import type { ClassroomView } from "../../../src/classrooms/contract.ts";
import { Loading } from "../../shell/states.tsx";
import { Trouble } from "../../shell/trouble.tsx";
import { farewellsQuery } from "../queries.ts";
import { FarewellChoice, itsRoom, type Farewell } from "./farewell-choice.tsx";

type Props = { classroom: ClassroomView; label: string; value: Farewell; onChange: (to: Farewell) => void };

/** What becomes of the Zoom user of a classroom that goes, with why it can't where it can't; nothing, unless somebody says otherwise. */
export function ItsFarewell({ classroom, ...props }: Props) {
  const { data, error, refetch } = useQuery(farewellsQuery(classroom.id));
  if (data === undefined) return error === null ? <Loading rows={1} height={120} /> : <Trouble error={error} again={() => void refetch()} />;
  return <FarewellChoice {...props} whyNot={data.whyNot} room={itsRoom(classroom)} />;
}
