/** How something that Bedel does for a session turned out, and why, beside its state. */
export const stepNotes = {
  // Done
  nothing_to_end: "Ya no había nada en curso.",
  ended_before: "Había terminado antes.",
  ended_by_bedel: "Seguía en curso, y Bedel la terminó.",
  nobody_started: "Nadie la inició.",
  no_meeting: "No había ninguna reunión en Zoom.",
  gone_from_zoom: "La reunión ya no existe en Zoom.",
  nobody_registered: "No hay nadie inscrito.",
  links_sent: "Enviados {sent, number} de {of, number}.",
  password_changed: "Se cambió la contraseña de la sala. Nadie conoce la nueva.",
  alternative_host: "Se abre con la cuenta de Zoom propia del organizador.",
  alternative_host_refused: "Zoom no aceptó al usuario propio del organizador como anfitrión alternativo, así que se abre con el botón Empezar.",
  no_own_zoom_user: "El organizador no tiene un usuario con licencia en el Zoom de la institución, así que se abre con el botón Empezar.",
  opened_by_start_link: "La sala se abre con el botón Empezar; nadie recibe una contraseña.",
  provisional: "Las cifras todavía pueden cambiar.",
  single_reading: "Zoom dio sus cifras una sola vez; no se pudieron comparar.",
  // Held until
  room_is_secured: "Espera a que se cambie la última contraseña de la sala.",
  room_has_password: "Espera a que la sala tenga su primera contraseña.",
  alternative_host_is_named: "Espera a que Zoom conozca al usuario propio del organizador como anfitrión alternativo.",
  room_is_free: "Espera a que la sesión anterior deje la sala.",
  resumed: "Zoom está en pausa; se crea cuando se vuelva a activar, si todavía sirve.",
  connected: "No es posible mientras Zoom no esté vinculado; se hace cuando vuelva a estarlo, si todavía sirve.",
  waits_for_day:
    "Zoom permite un número limitado de cambios por sala y día. Este espera al día siguiente de Zoom, que empieza a medianoche UTC, para que alcancen para las sesiones de hoy; no hace falta hacer nada.",
  // Skipped because
  too_late: "Ya era tarde para que sirviera.",
  cancelled: "La sesión fue cancelada.",
  over_early: "La sesión terminó antes.",
  // Failed because
  unreachable: "Zoom no responde.",
  unanswered: "Se perdió la respuesta de Zoom; Bedel averigua si se llegó a hacer.",
  busy: "Zoom pide ir más despacio.",
  spent: "Zoom no permite más operaciones de este tipo por hoy.",
  too_often: "Zoom no permite cambiar otra vez la contraseña de esta sala por hoy.",
  password_too_often: "Zoom no permitió cambiar otra vez la contraseña de esta sala por hoy, así que la sala se abre con el botón Empezar.",
  reconnect: "Hay que volver a vincular Zoom.",
  disconnected: "No hay ninguna cuenta de Zoom vinculada.",
  missing_scope: "Bedel no recibió este permiso cuando se vinculó Zoom.",
  permission: "Quien vinculó Zoom no puede hacer esto allí.",
  plan: "La licencia de Zoom no lo permite.",
  not_found: "Zoom no lo encuentra.",
  not_kept: "Zoom dijo que sí, pero al comprobarlo no era así.",
  refused: "Zoom no lo aceptó.",
  mail_refused: "El servidor de correo rechazó la dirección.",
  mail_trouble: "El servidor de correo no responde.",
  unexpected: "Ocurrió un error imprevisto.",
  registration_refused:
    "Zoom no aceptó inscripciones en esta reunión: todo el mundo entra por la misma vía y el informe solo conoce los nombres que se escriban.",
  registration_dropped:
    "Zoom descartó las inscripciones sin avisar: todo el mundo entra por la misma vía y el informe solo conoce los nombres que se escriban.",
};
