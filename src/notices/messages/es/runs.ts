import { whyClassrooms } from "./runs-classrooms.ts";
import { mailboxTroubles } from "./refusals-mailboxes.ts";
import { rowsWhy } from "./runs-why-rows.ts";
import { whyZoomUsers } from "./runs-zoom-users.ts";

export const runs = {
  kind: {
    zoom_user: "Usuario de Zoom",
    new_classroom: "Aula nueva",
    replace_classroom: "Reemplazo de un aula",
    change_passcode: "Enlace y código de acceso",
    new_meeting: "Reunión permanente nueva",
    retire_classroom: "Retiro de un aula",
    rename_classroom: "Nombre nuevo de un aula",
    undo_replacing: "Vuelta atrás de un reemplazo",
    leaving: "Usuario de Zoom que ya no se necesita",
    former_user: "Usuario de Zoom de un aula anterior",
  },
  step: {
    look_up: "Buscar al usuario en la cuenta de Zoom",
    make_user: "Crear el usuario de Zoom",
    activation: "Esperar a que se acepte la invitación de Zoom",
    secure_user: "Una contraseña que nadie conoce",
    settle_user: "Licencia y nombre",
    standing_link: "Enlace y código de acceso",
    open_room: "Convertirlo en sala",
    set_passcode: "Fijar el código de acceso en Zoom",
    write_rows: "Escribir la base de datos externa",
    name_in_zoom: "Nombre en Zoom",
    move_sessions: "Trasladar las sesiones",
    retire_user: "El usuario de Zoom que ya no hace falta",
  },
  did: {
    found_absent: "No estaba.",
    found_active: "Ya estaba.",
    found_inactive: "Ya estaba, desactivado.",
    found_pending: "Ya estaba invitado.",
    licensed: "Tiene una licencia.",
    not_licensed: "No se pidió ninguna licencia y no se le dio ninguna.",
    written: "Escrito: {rows}.",
    taken_out: "Quitado: {rows}.",
    called: "Allí se llama «{name}».",
    moved: "{n, plural, =0 {Ninguna sesión tuvo que ir a otra sala} one {Una sesión fue a otra sala} other {# sesiones fueron a otra sala}}.",
    moved_to_new:
      "{there, plural, one {Una sesión pasó al aula nueva} other {# sesiones pasaron al aula nueva}}{n, plural, =0 {} one {, y una a otra sala} other {, y # a otra sala}}.",
    moved_back:
      "{there, plural, one {Una sesión pasó al aula anterior} other {# sesiones pasaron al aula anterior}}{n, plural, =0 {} one {, y una a otra sala} other {, y # a otra sala}}.",
    moved_somewhere: "{n, plural, one {Una sesión recibió otra sala} other {# sesiones recibieron otra sala}}.",
    licence_taken: "Ya no tiene licencia.",
    deactivated: "Está desactivado: nadie puede entrar con él.",
    unlinked: "Ya no está en la cuenta de Zoom.",
    invited_still:
      "Solo estaba invitado: a quien no ha aceptado Zoom no le quita la licencia ni lo desactiva, así que no se hizo nada. Hasta que la invitación venza, quien la acepte tendrá el usuario.",
    invited_unlinked: "Solo estaba invitado, y ya no está en la cuenta de Zoom.",
    invited_lapsed: "Solo estaba invitado, y la invitación venció: no existe tal usuario.",
  },
  why: {
    ...whyZoomUsers,
    ...whyClassrooms,
    ...rowsWhy,
    ...mailboxTroubles,
    no_mailbox: "No hay ningún buzón conectado para esta dirección.",
    activation_theirs: "Es el correo de una persona: solo ella debería abrirlo.",
    run_surprise: "Algo falló que Bedel no conoce. Está en el registro del servidor.",
    run_stopped: "Se detuvo antes de hacer nada de esto.",
    run_interrupted: "Se interrumpió. Al reintentar se mira primero hasta dónde llegó.",
    zoom_spent: "Zoom no admite más de esto por hoy. Sigue solo.",
    zoom_away: "Zoom no responde en este momento. Se le vuelve a preguntar automáticamente.",
    zoom_disconnected: "La cuenta de Zoom no está conectada. Sigue cuando lo esté.",
    password_too_often: "Zoom no permite cambiar más esta contraseña por hoy. Sigue solo.",
    zoom_missing_scope:
      "La conexión con Zoom no puede hacer esto: «{said}». Hay que añadir lo que falta a la aplicación en Zoom y autorizarla de nuevo: entonces sigue por sí solo.",
    zoom_permission: "Zoom no lo permite: «{said}».",
    zoom_plan: "El plan de la cuenta de Zoom no lo permite: «{said}».",
    zoom_not_found: "Zoom no lo conoce (o ya no): «{said}».",
    zoom_not_kept: "Zoom dijo que sí, pero luego no era así: «{said}».",
    zoom_refused: "Zoom se negó: «{said}».",
  },
};
