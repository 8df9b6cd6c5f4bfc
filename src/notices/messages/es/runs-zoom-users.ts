export const whyZoomUsers = {
  zoom_paused: "Zoom está en pausa. Sigue cuando alguien de administración lo reanude, en Cuenta de Zoom.",
  provisioning_off: "La creación de usuarios de Zoom está desactivada. Sigue cuando alguien de administración la active.",
  user_there: "El usuario ya está en la cuenta de Zoom.",
  invited_already: "Zoom ya invitó a esta persona.",
  resend_refused: "Zoom no quiso invitar de nuevo: «{said}». La invitación anterior sigue como estaba.",
  user_deactivated: "El usuario está desactivado en Zoom. Hay que activarlo allí y reintentar.",
  user_gone: "El usuario ya no está en la cuenta de Zoom: alguien lo quitó en Zoom. A quien solo estaba invitado se le puede invitar de nuevo aquí.",
  making_unanswered: "Se perdió la respuesta de Zoom. Bedel vuelve a mirar antes de pedir nada.",
  making_unseen: "Zoom dijo que creó el usuario, y todavía no se lo encuentra. Bedel vuelve a mirar antes de pedir nada.",
  making_not_kept: "Zoom dijo tres veces que creó el usuario, y no existe. Hay que averiguar en Zoom qué lo impide y reintentar.",
  invitation_waits: "La invitación de Zoom todavía no se aceptó.",
  active_at_once: "Zoom creó el usuario activo desde el principio: no hacía falta aceptar ninguna invitación.",
  invitation_expired: "La invitación de Zoom no se aceptó en 30 días. Hay que enviarla de nuevo.",
  email_in_use: "Zoom dice que esta dirección de correo ya está en uso: «{said}». Hace falta otra dirección, o que quien la tenga en Zoom la cambie allí.",
  email_elsewhere:
    "Esta dirección de correo tiene una cuenta de pago de Zoom en otro lugar. Su titular tiene que dejarla allí, o hace falta otra dirección. Zoom dice: «{said}».",
  email_has_account:
    "Alguien ya tiene una cuenta de Zoom con esta dirección de correo: a esos usuarios solo se les puede invitar. Hay que elegir las invitaciones como manera de crear usuarios y reintentar. Zoom dice: «{said}».",
  blocked_by_zoom:
    "La protección contra abusos de Zoom rechaza esta dirección: «{said}». Solo el soporte de Zoom puede decir por qué; quizá sirva otra dirección.",
  domain_blocked: "Zoom bloquea el dominio de esta dirección de correo: «{said}».",
  domain_not_allowed: "La cuenta de Zoom no admite direcciones de este dominio: «{said}».",
  type_not_allowed: "Zoom no permite este tipo de usuario: «{said}».",
  sso_not_allowed: "La cuenta de Zoom no puede crear usuarios para el inicio de sesión único: «{said}». Hay que elegir otra manera de crear usuarios.",
  automatic_not_allowed:
    "La cuenta de Zoom no puede crear usuarios sin invitación, o este dominio no es suyo: «{said}». Hay que elegir otra manera de crear usuarios.",
  no_licence_left: "No queda ninguna licencia en la cuenta de Zoom. Sigue cuando haya una libre. Zoom dice: «{said}».",
  no_basic_seat: "No queda lugar para otro usuario en la cuenta de Zoom. Sigue cuando haya uno libre. Zoom dice: «{said}».",
  password_of_administrator: "Zoom no deja fijar la contraseña de quien administra la cuenta. Hay que quitarle ese rol en Zoom y reintentar.",
  password_of_room: "Ya es una sala, y su contraseña se cuida como la de la sala: quien la tiene la conserva.",
  user_is_member:
    "Es la dirección de una persona de la institución, y su usuario de Zoom sigue siendo suyo. Hay que detener esto y elegir otra dirección para el aula.",
  user_unconfirmed:
    "Zoom ya tiene un usuario con la dirección {email}, que Bedel no conocía cuando se pidió esto. «Reintentar» convierte a ese usuario en el aula: recibe su nombre, su licencia y, si tiene una de Zoom, otra contraseña. Si no es a quien se refería, hay que detener esto; no se cambió nada.",
  password_not_zooms: "Este usuario entra sin contraseña de Zoom, así que no hay ninguna que reemplazar.",
  farewell_nothing: "No había que hacer nada con el usuario de Zoom.",
  member_is_back: "Quien se había ido volvió a la institución, así que el usuario de Zoom queda como está.",
  user_is_room: "Este usuario de Zoom es la sala {name}, así que queda como está.",
  user_is_classroom: "Es el usuario de Zoom del aula {name}, así que queda como está, y su sala también.",
  nobody_to_retire: "Antes no había ningún usuario de Zoom.",
  is_administrator: "El usuario administra la cuenta de Zoom, y a esos Bedel nunca los toca.",
  managed_domain: "Zoom no desvincula a usuarios cuyo dominio es propio de la cuenta: «{said}». Hay que desactivar al usuario, o borrarlo en Zoom.",
};
