export const zoomUserRefusals = {
  provisioning_scopes_missing: "A la conexión con Zoom le falta lo que esto necesita. Hay que añadirlo a la aplicación en Zoom y autorizarla de nuevo.",
  provisioning_off: "La creación de usuarios de Zoom está desactivada.",
  run_under_way: "Ya hay algo en marcha para esto. Primero tiene que terminar.",
  run_over: "Eso ya terminó.",
  run_outdated: "Desde que esto se detuvo, el aula cambió, se reemplazó o se retiró. Hay que pedirlo de nuevo.",
  run_at_work: "Eso se está haciendo ahora mismo.",
  run_halfway: "Está a medias: hay que llevarlo hasta el final, o las cosas quedarían distintas.",
  user_made_already: "Esta persona ya tiene un usuario de Zoom.",
  invitation_not_sent: "Ninguna invitación de Zoom espera respuesta.",
  zoom_user_unknown: "No hay ningún usuario de Zoom con esta dirección.",
  zoom_user_hosts_sessions:
    "Este usuario de Zoom es el anfitrión predeterminado, o es anfitrión de sesiones futuras como Zoom personal de alguien. Cuando otro las tenga, se puede hacer.",
  zoom_user_is_administrator: "El usuario administra la cuenta de Zoom, y a esos Bedel nunca los toca.",
  zoom_user_is_classroom: "Es el usuario de Zoom de un aula y sigue siendo de ella. Se decide sobre él al retirar o reemplazar el aula.",
  zoom_user_is_elsewhere: "Otra institución de este servidor usa este usuario de Zoom, así que queda como está.",
  zoom_user_is_room: "Este usuario de Zoom es una sala y lo sigue siendo. Primero hay que desactivarla en Salas.",
  zoom_user_of_former_account: "Su usuario de Zoom está en la cuenta de Zoom que estaba conectada antes.",
  zoom_user_never_its: "Este usuario de Zoom nunca llegó a ser del aula, así que queda como está.",
  zoom_user_no_licence: "El usuario no tiene licencia.",
  invitation_to_bedel_waits: "Primero hay que aceptar la invitación a Bedel.",
  zoom_user_of_team:
    "Un equipo de esta persona da a los suyos usuarios de Zoom, o licencias: se volvería a pedir enseguida. Saque primero a la persona del equipo.",
  zoom_user_of_invitation:
    "Una invitación a Bedel lleva a esta persona a un equipo que hace usuarios de Zoom de su gente, o les da licencias: se volvería a pedir enseguida. Retire antes esa invitación, en Personas.",
  zoom_user_gave_up: "La creación de este usuario se detuvo y espera a que usted decida: en Detalles puede intentarlo otra vez o pararla.",
  zoom_user_expired: "La invitación de Zoom caducó. Pulse Enviar de nuevo en la lista de usuarios de Zoom.",
  zoom_user_not_wanted:
    "Bedel lo había pedido por sí mismo y lo terminó, porque ningún equipo de esta persona lo pide. Si aun así hay que hacerlo, pídalo en Usuarios de Zoom.",
  zoom_user_invited:
    "El usuario solo está invitado: a quien no ha aceptado Zoom no le quita la licencia ni lo desactiva. Sacarlo de la cuenta termina también la invitación.",
  zoom_user_deactivated: "El usuario ya está desactivado.",
  zoom_user_to_activate: "El usuario está desactivado en Zoom: primero hay que activarlo allí.",
  line_licence_unreadable: "Lo que pone para la licencia no es ni sí ni no.",
  list_sent_already:
    "Esta lista ya se envió, y lo que pidió entonces sigue en marcha. Desde entonces cambió; nada de eso se pidió. Conviene mirarla de nuevo y enviarla otra vez.",
  too_many_people: "Como máximo {most} personas a la vez.",
  twice_in_list: "Esta dirección está dos veces en la lista.",
  no_address: "En esta línea no se reconoce ninguna dirección de correo.",
};
