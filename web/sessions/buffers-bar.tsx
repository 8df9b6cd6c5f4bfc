import { useTranslations } from "use-intl";
import classes from "./buffers-bar.module.css";

export type BuffersBarProps = { preparation: number; minutes: number; courtesy: number; postprocessing: number };
/** What is drawn of something else than a session of a room has other names. */
type Words = { picture: string; preparation: string; session: string; courtesy: string };

/** What a session blocks of its room: the session, with its lighter ends. The same picture wherever buffers are spoken of. */
export function BuffersBar({ preparation, minutes, courtesy, postprocessing, words }: BuffersBarProps & { words?: Words }) {
  const t = useTranslations("common");
  const picture = words?.picture ?? t("buffers.picture", { preparation, minutes, courtesy, postprocessing });
  return (
    <div className={classes.bar} role="img" aria-label={picture}>
      <Part n={preparation} look={classes.buffer} title={words?.preparation ?? t("buffers.preparation")} />
      <Part n={minutes} look={classes.session} title={words?.session ?? t("buffers.session")}>
        {t("minutesShort", { n: minutes })}
      </Part>
      <Part n={courtesy} look={classes.buffer} title={words?.courtesy ?? t("buffers.courtesy")} />
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
