/** Por qué no se puede leer el buzón de una sala. */
export const mailboxTroubles = {
  mailbox_unknown_host: "No hay ningún servidor de correo con este nombre.",
  mailbox_unreachable: "Nada responde ahí. ¿Es correcto el puerto (993, o 143 con STARTTLS) y puede llegar a él el servidor de Bedel?",
  mailbox_silent: "El servidor de correo no respondió a tiempo, o no es un servidor IMAP.",
  mailbox_tls: "El certificado del servidor de correo no es auténtico, o en este puerto no habla TLS.",
  mailbox_no_starttls: "El servidor de correo no ofrece STARTTLS en este puerto.",
  mailbox_not_let_in:
    "El servidor de correo no deja entrar a este usuario: el nombre o la contraseña son incorrectos, o la cuenta no tiene permitido el acceso por IMAP.",
  mailbox_no_inbox: "Se pudo iniciar sesión, pero no abrir la bandeja de entrada.",
  mailbox_not_imap: "Lo que responde ahí no habla IMAP de una forma que Bedel entienda.",
};

export const mailboxRefusals = {
  ...mailboxTroubles,
  mailbox_none: "Esta sala no tiene ningún buzón conectado. La administración puede conectar uno, o mirar en él.",
  mailbox_taken: "Ya hay un buzón conectado para esta dirección.",
  mailbox_password_again: "Para otro servidor u otro usuario hay que volver a escribir la contraseña.",
  code_only_for_holder: "El código es solo para quien tiene la sala ahora.",
  credentials_over: "El usuario y la contraseña de la sala ya no son válidos.",
};
