import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { Room } from "../../src/rooms/contract.ts";
import { LinesTable, TableLine } from "../shell/lines-table.tsx";
import { RoomName } from "./room-name.tsx";
import { RoomOrder } from "./room-order.tsx";
import { RoomActive, RoomAssignment, RoomCapacity, RoomNext, RoomPassword, type OnChange } from "./room-parts.tsx";
import type { OrderDrag } from "./use-order-drag.ts";
import classes from "./rooms.module.css";

const MANY = 60;
const ROW = 72;

export type RoomsListProps = {
  rooms: readonly Room[];
  zone: string;
  orderWhyNot: string | null;
  drag: OrderDrag | null;
  onDragStart: (id: string) => React.PointerEventHandler<HTMLElement>;
  onMove: (id: string, by: -1 | 1) => void;
  onChange: OnChange;
};

/** One line for each room, on a phone one card. Long lists draw only what is in sight. */
export function RoomsList(props: RoomsListProps) {
  const t = useTranslations("rooms");
  const columns = ["order", "room", "capacity", "assignment", "next", "password", "active"] as const;
  return (
    <LinesTable
      label={t("title")}
      many={props.rooms.length}
      columns={columns.map((column) => ({ name: t(`columns.${column}`) }))}
      className={classes.table}
      folds="early"
    >
      {props.rooms.length > MANY ? <VirtualLines {...props} /> : <AllLines {...props} />}
    </LinesTable>
  );
}

function AllLines(props: RoomsListProps) {
  return (
    <div role="rowgroup">
      {props.rooms.map((room, index) => (
        <Line key={room.id} room={room} index={index} {...props} />
      ))}
    </div>
  );
}

function VirtualLines(props: RoomsListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [above, setAbove] = useState(0);
  useLayoutEffect(() => setAbove((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY), []);
  const virtualizer = useWindowVirtualizer({
    count: props.rooms.length,
    estimateSize: () => ROW,
    overscan: 8,
    scrollMargin: above,
    getItemKey: (index) => props.rooms[index]!.id,
  });
  return (
    <div role="rowgroup" ref={list} style={{ height: virtualizer.getTotalSize(), position: "relative" }}>
      {virtualizer.getVirtualItems().map((item) => (
        <div
          key={item.key}
          role="presentation"
          data-index={item.index}
          ref={virtualizer.measureElement}
          style={{ position: "absolute", left: 0, right: 0, top: item.start - above }}
        >
          <Line room={props.rooms[item.index]!} index={item.index} {...props} />
        </div>
      ))}
    </div>
  );
}

function Line({ room, index, rooms, zone, orderWhyNot, drag, onDragStart, onMove, onChange }: RoomsListProps & { room: Room; index: number }) {
  const over = drag !== null && drag.over === room.id && drag.id !== room.id ? (drag.below ? "below" : "above") : undefined;
  return (
    <TableLine
      index={index}
      className={classes.line}
      data-room={room.id}
      data-over={over}
      data-dragged={drag?.id === room.id || undefined}
      data-off={!room.active || undefined}
    >
      <div role="cell" className={classes.order}>
        <RoomOrder
          name={room.name}
          first={index === 0}
          last={index === rooms.length - 1}
          whyNot={orderWhyNot}
          onMove={(by) => onMove(room.id, by)}
          onDragStart={onDragStart(room.id)}
        />
      </div>
      <div role="cell" className={classes.name}>
        <RoomName room={room} onChange={onChange} />
      </div>
      <div role="cell" className={classes.holds}>
        <RoomCapacity room={room} />
      </div>
      <div role="cell" className={classes.assignment}>
        <RoomAssignment room={room} onChange={onChange} />
      </div>
      <div role="cell" className={classes.next}>
        <RoomNext room={room} zone={zone} />
      </div>
      <div role="cell" className={classes.password}>
        <RoomPassword room={room} />
      </div>
      <div role="cell" className={classes.active}>
        <RoomActive room={room} onChange={onChange} />
      </div>
    </TableLine>
  );
}
