export const scopes = {
  list_users: {
    why: "Para encontrar las personas usuarias de la cuenta de Zoom, saber cuáles tienen licencia y cuáles pueden ser una sala.",
    without: "No se encuentra ninguna sala.",
  },
  read_user: { why: "Para saber quién ha autorizado y cómo inicia sesión una sala en Zoom.", without: "No se puede usar ninguna sala." },
  read_settings: { why: "Para saber cuántas personas caben y si hay seminarios web.", without: "No se sabe si una sala es suficientemente grande." },
  read_permissions: {
    why: "Para comprobar que la función en Zoom de quien autoriza permite lo necesario.",
    without: "Solo pueden autorizar la propiedad y la administración de la cuenta de Zoom.",
  },
  set_password: {
    why: "Para dar a la sala una contraseña nueva antes y después de cada sesión, de modo que solo la abra quien la organiza.",
    without: "Las salas solo se abren con el botón Iniciar.",
  },
  sign_out: { why: "Para cerrar en la sala la sesión de quien la tuvo antes.", without: "Quien tuvo la sala puede seguir dentro." },
  list_meetings: {
    why: "Para ver lo que ya está planificado en Zoom y no planificar nunca encima.",
    without: "No se ve lo planificado fuera de Bedel, y puede haber reuniones repetidas.",
  },
  list_webinars: {
    why: "Para ver qué seminarios web hay planificados ya en Zoom, cuyo tiempo no debe darse a nada más.",
    without: "Nada de lo planificado en este Zoom se da por conocido: al cabo de un tiempo no se puede reservar ninguna cita con su titular.",
  },
  read_meeting: {
    why: "Para ver si la reunión está como se planificó y saber cuándo empieza y termina.",
    without: "No se sabe si una sesión está en curso.",
  },
  make_meeting: { why: "Para crear la reunión de cada sesión.", without: "Ninguna sesión tiene reunión." },
  change_meeting: { why: "Para cambiar la reunión cuando cambia la sesión.", without: "Los cambios de una sesión no llegan a Zoom." },
  remove_meeting: { why: "Para quitar la reunión cuando se cancela la sesión.", without: "Las sesiones canceladas siguen planificadas en Zoom." },
  end_meeting: {
    why: "Para terminar lo que sigue en curso cuando se acaba su tiempo, y dejar libre la sala.",
    without: "No se puede terminar nada; las salas no quedan libres a tiempo.",
  },
  register: {
    why: "Para dar a cada asistente un enlace propio.",
    without: "Todo el mundo recibe el mismo enlace y el informe no distingue quién es quién.",
  },
  read_registrants: { why: "Para encontrar los enlaces de quienes ya están en la lista.", without: "Puede haber asistentes repetidos." },
  remove_registrants: { why: "Para retirar el enlace a quien se quita de la lista.", without: "Quien se quita de la lista todavía puede entrar." },
  past_meetings: { why: "Para encontrar cada vez que una reunión tuvo lugar.", without: "El informe de una sesión interrumpida queda incompleto." },
  attendance: {
    why: "Para escribir el informe de asistencia: quién estuvo, desde cuándo y hasta cuándo.",
    without: "Los informes muestran solo lo visto durante la sesión.",
  },
  arrivals: { why: "Para saber en el momento quién entra y quién sale.", without: "No se sabe cuántas personas hay dentro durante una sesión." },
  live_webinar: {
    why: "Para ver si un seminario web sigue en curso.",
    without: "No se puede confirmar el final de un seminario web, y su sala sigue ocupada.",
  },
  own_user: { why: "Para saber de qué usuario de Zoom se trata y si tiene licencia.", without: "Este usuario de Zoom no se puede vincular." },
  own_settings: { why: "Para saber cuántas personas caben.", without: "No se sabe si hay sitio para todas las personas." },
  own_end: {
    why: "Para terminar una reunión que sigue en curso después de su hora, si la institución lo ha activado.",
    without: "No se puede terminar ninguna reunión.",
  },
  make_users: {
    why: "Para crear los usuarios de Zoom de miembros y aulas nuevos, donde la institución lo haya activado.",
    without: "Nadie recibe un usuario de Zoom desde Bedel.",
  },
  change_users: { why: "Para dar una licencia a un usuario, retirarla y fijar el nombre.", without: "Las licencias y los nombres quedan como están." },
  change_user_settings: {
    why: "Para cambiar el código de acceso de un aula cuyo enlace es una reunión personal.",
    without: "Un aula así conserva su código de acceso.",
  },
  deactivate_users: {
    why: "Para desactivar el usuario de Zoom de quien se ha ido, si es lo que se eligió.",
    without: "No se puede desactivar a nadie.",
  },
  unlink_users: {
    why: "Para desvincular el usuario de Zoom de quien se ha ido, si es lo que se eligió.",
    without: "No se puede desvincular a nadie de la cuenta de Zoom.",
  },
};
