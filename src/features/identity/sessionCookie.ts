/** Name of the cookie that holds a session's id; `__Host-` needs https, so local trials use the plain name. */
export const SESSION_COOKIE = 'ashar_session'
