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
    leaving: "Usuario de Zoom de quien se fue",
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
      "La conexión con Zoom no puede hacer esto: «{said}». Hay que añadir lo que falta a la aplicación en Zoom, autorizarla de nuevo y reintentar.",
    zoom_permission: "Zoom no lo permite: «{said}».",
    zoom_plan: "El plan de la cuenta de Zoom no lo permite: «{said}».",
    zoom_not_found: "Zoom no lo conoce (o ya no): «{said}».",
    zoom_not_kept: "Zoom dijo que sí, pero luego no era así: «{said}».",
    zoom_refused: "Zoom se negó: «{said}».",
  },
};
