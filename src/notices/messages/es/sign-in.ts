/** Signing in. */
export const signIn = {
  title: "Iniciar sesión",
  text: "El bedel que abre y cierra las salas de la institución",
  email: "Correo",
  password: "Contraseña",
  button: "Iniciar sesión",
  wrong: "El correo y la contraseña no coinciden.",
  tooMany: "Demasiados intentos en poco tiempo. Conviene esperar un minuto e intentarlo de nuevo.",
  missing: "Hace falta.",
  showPassword: "Mostrar la contraseña",
  sandbox: {
    title: "Para echar un vistazo",
    text: "Aquí el sandbox hace de Zoom: nadie se reúne de verdad. Con un clic se entra como",
    administrator: "Administrador",
    administratorText: "salas, configuración, las sesiones de todos",
    organizer: "Organizador",
    organizerText: "pide sesiones y abre salas",
    attendee: "Asistente",
    attendeeText: "recibe un enlace y entra",
  },
};
