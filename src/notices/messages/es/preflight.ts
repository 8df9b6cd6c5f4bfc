/** What speaks for or against a way to open a room, before anybody needs it. */
export const preflight = {
  organizer_has_own_zoom:
    "Funciona para organizadores con un usuario con licencia en esta cuenta de Zoom; para los demás, la sala se abre con enlace de inicio.",
  licensed: "La sala tiene licencia de Zoom y está activa.",
  trouble_deleted: "La sala ya no existe en Zoom.",
  trouble_deactivated: "La sala está desactivada en Zoom.",
  trouble_pending: "La sala todavía no aceptó la invitación de Zoom.",
  trouble_unlicensed: "La sala no tiene licencia en Zoom.",
  trouble_other_account: "La sala es de otra cuenta de Zoom, no de la que está vinculada ahora.",
  not_an_administrator: "La sala no es administradora en Zoom, así que se puede cambiar su contraseña.",
  administrators_password_is_refused: "La sala es administradora en Zoom, y Zoom no deja cambiar la contraseña de los administradores.",
  signs_in_with_password: "La sala entra en Zoom con una contraseña propia.",
  no_zoom_password: "La sala no entra con una contraseña de Zoom sino de otra forma, así que no hay contraseña que entregar.",
  password_too_often: "Zoom no permite cambiar otra vez la contraseña de esta sala por hoy.",
};
