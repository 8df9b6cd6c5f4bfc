import { z } from "zod";
import type { Zoom } from "../port.ts";
import { instanceWire, participantWire } from "../wire.ts";
import { call, callPages, type Line } from "./call.ts";
import { FOR_KIND } from "./operations.ts";
import { stayOf } from "./reading.ts";

export function pastCalls(line: Line): Pick<Zoom, "instances" | "stays"> {
  return {
    instances: async (ref) => {
      const { rows, instances } = FOR_KIND[ref.kind];
      const read = await call(
        line,
        instances,
        { path: { id: ref.id } },
        z
          .record(z.string(), z.unknown())
          .transform((body) => body[rows])
          .pipe(z.array(instanceWire)),
      );
      // Zoom's list gives no ends, and its details only for meetings: the stays tell when it was over.
      return read.map((row) => ({ instanceId: row.uuid, start: row.start_time, end: null }));
    },
    // Without `include_fields` Zoom leaves out the registrant, the only thing that tells who a guest is.
    stays: async (ref, instance) => {
      const query = { include_fields: "registrant_id" };
      const rows = await callPages(line, FOR_KIND[ref.kind].stays, { path: { instance }, query }, { rows: "participants", wire: z.array(participantWire) });
      return rows.map(stayOf);
    },
  };
}
