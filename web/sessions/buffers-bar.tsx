import { useTranslations } from "use-intl";
import classes from "./buffers-bar.module.css";

export type BuffersBarProps = { preparation: number; minutes: number; courtesy: number; postprocessing: number };

/** What a session blocks of its room: the session, with its lighter ends. The same picture wherever buffers are spoken of. */
export function BuffersBar({ preparation, minutes, courtesy, postprocessing }: BuffersBarProps) {
  const t = useTranslations("common");
  return (
    <div className={classes.bar} role="img" aria-label={t("buffers.picture", { preparation, minutes, courtesy, postprocessing })}>
      <Part n={preparation} look={classes.buffer} title={t("buffers.preparation")} />
      <Part n={minutes} look={classes.session} title={t("buffers.session")}>
        {t("minutesShort", { n: minutes })}
      </Part>
      <Part n={courtesy} look={classes.buffer} title={t("buffers.courtesy")} />
      <Part n={postprocessing} look={`${classes.buffer} ${classes.last}`} title={t("buffers.postprocessing")} />
    </div>
  );
}

function Part({ n, look, title, children }: { n: number; look: string | undefined; title: string; children?: string }) {
  if (!(n > 0)) return null;
  return (
    <span className={`${classes.part} ${look}`} style={{ flex: `${n} 1 0` }} title={`${title}: ${n} min`}>
      {children}
    </span>
  );
}
