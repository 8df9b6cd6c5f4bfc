import classes from "./lines-table.module.css";

export type Column = {
  name: string;
  /** What stands in it speaks for itself: its name is only said. */
  isSilent?: boolean;
};

type Props = {
  label: string;
  /** Lines, without the head. */
  many: number;
  columns: readonly Column[];
  /** Of the list's own sheet: which columns, and where each is in a card. */
  className: string | undefined;
  /** With many columns lines become cards sooner. */
  folds?: "early";
  children: React.ReactNode;
};

/** One line for each thing, on narrow screens one card. Its lines are the children, in one `rowgroup` or in what draws only those in sight. */
export function LinesTable({ label, many, columns, className, folds, children }: Props) {
  return (
    <div role="table" aria-label={label} aria-rowcount={many + 1} className={`${classes.table} ${className ?? ""}`} data-folds={folds}>
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className={`${classes.line} ${classes.titles}`}>
          {columns.map(({ name, isSilent = false }) => (
            <div key={name} role="columnheader" {...(isSilent ? { "aria-label": name } : {})}>
              {isSilent ? null : name}
            </div>
          ))}
        </div>
      </div>
      {children}
    </div>
  );
}

type LineProps = { index: number; className?: string | undefined; children: React.ReactNode } & React.ComponentProps<"div">;

/** One of its lines, by its place among all of them. */
export const TableLine = ({ index, className = "", children, ...more }: LineProps) => (
  <div role="row" aria-rowindex={index + 2} className={`${classes.line} ${className}`} {...more}>
    {children}
  </div>
);
