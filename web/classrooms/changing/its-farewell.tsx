import { useQuery } from "@tanstack/react-query";
import { Loading } from "../../shell/states.tsx";
import { Trouble } from "../../shell/trouble.tsx";
import { farewellsQuery } from "../queries.ts";
import { FarewellChoice, type Farewell } from "./farewell-choice.tsx";

type Props = { id: string; label: string; value: Farewell; onChange: (to: Farewell) => void };

/** What becomes of the Zoom user of a classroom that goes, with why it can't where it can't; nothing, unless somebody says otherwise. */
export function ItsFarewell({ id, ...props }: Props) {
  const { data, error, refetch } = useQuery(farewellsQuery(id));
  if (data === undefined) return error === null ? <Loading rows={1} height={120} /> : <Trouble error={error} again={() => void refetch()} />;
  return <FarewellChoice {...props} whyNot={data.whyNot} />;
}
