import type { Words } from './words.ts';

/** Spanish. */
export const spanish: Words = {
  followers:
    'seguidor*, suscriptor*, subscriptor*, suscripto*, suscrito*, miembro*, amigo, amigos, amistad*, conexiones, conexión, contactos',
  likes: 'me gusta*, megusta*, corazon*, corazón*, gustas, aplauso*, meencanta*',
  dislikes: 'no me gusta*, dislike*, votos negativos, disgusto*, nomegusta*',
  reactions: 'reacción*, reacciones, reaccion*',
  comments: 'comentario*, comentarios, comentar*',
  comment_likes:
    'me gusta en comentario*, me gusta en los comentario*, me gusta al comentario*, me gusta de comentario*, me gusta a comentario*, me gusta para comentario*, likes en comentario*, likes a comentario*, likes para comentario*, likes de comentario*, like en comentario*, likes al comentario*, me gusta comentario*, likes comentario*, likes en los comentario*',
  views:
    'vista, vistas, visualización*, visualizaciones, visualizacion*, visionado*, visitas al video*, visitas de video*, visitas a video*, visitas en video*, lecturas',
  live_views:
    'vistas en vivo, vistas en directo*, espectadores en vivo*, espectadores en directo*, vistas de directo*, vistas para directo*, vistas live*',
  story_views:
    'vistas de histori*, vistas a histori*, vistas en histori*, vistas historias*, vistas para histori*, vistas stor*, visualizaciones de histori*, vistas de stor*',
  watch_time:
    'horas de visualiza*, horas de reproduc*, tiempo de visualiza*, tiempo de reproduc*, horas de vista*, horas vista*, horas para monetizar*, horas de visionado*, minutos de visualiza*, horas de watch*',
  plays: 'reproducción*, reproducciones, reproduccion*, escuchas, escucha',
  shares:
    'compartido*, compartir*, compartida*, comparticion*, republica*, reenvío*, reenvio*, señales sociales*, senal social*, reposteo*, comparticiones',
  retweets: 'retuit*',
  saves: 'guardado*, guardados, guardar*, guardada*, agregar a playlist*, añadido* a playlist*, guardadas',
  reach:
    'alcance*, impresión*, impresiones, impresion*, visitas al perfil*, visitas de perfil*, visitas a perfil*, visitas perfil*, visitas en perfil*, explorar',
  votes: 'voto*, votos, votación*, votaciones, encuesta*, votar',
  mentions: 'mención*, menciones, mencion*, etiquetado*, etiquetas',
  messages: 'mensaje*, mensajes, mensajes directos*, mensajería*, envíos masivo*, invitacion*',
  reviews:
    'reseña*, resena*, valoración*, valoraciones, valoracion*, calificación*, calificaciones, calificacion*, opinión*, opiniones, puntuación*',
  traffic:
    'tráfico*, trafico*, visitante*, visitas web*, visitas al sitio*, visitas a la web*, visitas a sitio*, visitas de sitio*, enlaces seo*, visitas a tu web*',
  installs: 'instalación*, instalaciones, descarga*',
  boosts: 'impulso*, potenciador*, mejoras de servidor*',
  stars: 'estrella*, regalo*, moneda*, diamantes',
  bot_starts:
    'inicio* de bot*, inicio* del bot*, iniciar bot*, iniciar el bot*, arranque* de bot*, activación* de bot*, referido*, inicios de bot*, inicios bot*',
  reports: 'denuncia*, reporte, reportes, reportar*, baneo*, quejas',
  accounts: 'cuenta, cuentas',
  other: 'tarjeta de regalo*, tarjetas de regalo*, puntos de batalla*, no me interesa*',
  viewers: 'espectador*, espectadores, viendo',
  listeners: 'oyente*, oyentes mensuales*',
  favourites: 'favorito*, favoritos',
  visits: 'visita*, visitas',
  clicks: 'clic, clics, cliks',
  replies: 'respuesta*, respuestas',
  subscription: 'suscripción*, suscripciones, suscripcion*, membresía*',
  engagement: 'interacción*, interacciones, interaccion*',
  live: 'en vivo, en directo, directo*, transmisión*, transmision*, vivo, streaming en vivo*',
  story: 'historia*, historias, histórias',
  voice: 'chat de voz*, sala de voz*, canal de voz*',
  retention: 'retención*, retencion*, duración*',
  refill:
    'reposición*, reposicion*, rellen*, recarga*, recuperación*, reponer*, relleno*, rellenado*, reabasteci*, recargar*',
  guarantee: 'garantía*, garantia*, garantizad*, garantizado*',
  no_refill:
    'sin reposición*, sin garantía*, sin reposicion*, sin garantia*, sin relleno*, sin recarga*, sin refill*, no relleno*, no se repone*, no tiene garant*, no tiene repos*, no hay repos*, no hay garant*, no hay relleno*, sin rellen*',
  lifetime:
    'de por vida*, por vida, toda la vida*, para siempre, vitalicia*, vitalicio*, permanente garantía*, ilimitada garantía*, garantía ilimitada*, garantía permanente*',
  drop: 'caída*, caida*, caídas, bajada*, pérdida*, perdida*, caen, cae',
  no_drop:
    'sin caída*, sin caida*, sin bajada*, no cae*, no caen*, sin pérdida*, sin perdida*, sin drop*, no bajan*, cero caída*, permanente*, sin caidas',
  no: 'sin, no hay, no tiene, ninguna, ningún',
  not: 'no incluye',
  none_after: 'no disponible',
  any: 'de, botón, cualquier, ningun*, automática',
  thousand: 'mil, miles',
  million: 'millón*, millones, millon*',
  billion: 'mil millones',
  second: 'segundo*',
  minute: 'minuto*',
  hour: 'hora, horas',
  day: 'día, días, dia, dias',
  daily: 'diario*, diaria*, diarios, diarias, al día, por día, x día, x dia, al dia',
  hourly: 'por hora, la hora',
  week: 'semana*',
  month: 'mes, meses',
  year: 'año, años, ano, anos',
  per: 'por, al, cada, x cada',
  speed: 'velocidad*, rapidez',
  start: 'inicio*, comienzo*, empieza*, comienza*, inicia*, arranque*',
  instant: 'instantáne*, instantane*, inmediat*, al instante',
  maximum: 'máximo*, máxima*',
  minimum: 'mínimo*, mínima*',
  up_to: 'hasta',
  auto: 'automático*, automática*, automaticos, automaticas, automatico*, automatica*',
  future: 'futuro*, futura*, próximo*, próxima*, nuevas publicaciones*, nuevos posts*',
  package: 'paquete*, combo*, kit',
  custom: 'personalizado*, personalizada*, personaliz*, a medida, tu texto, tus, propios',
  private: 'servicio privado*, servidor privado*, servicio exclusivo*',
  real: 'real, reales, personas reales, humano*, auténtic*, orgánic*, organic*, verdader*',
  hq: 'alta calidad*, buena calidad*, calidad alta*, máxima calidad*, mejor calidad*, excelente calidad*, calidad premium*',
  bots: 'robots, baja calidad*, cuentas falsas*, falsos, perfiles falsos*',
  mixed: 'mixto*, mixta*, mezcla*, mezclad*, variados*',
  old: 'antiguo*, antigua*, cuentas antiguas*, viejas, viejos',
  active: 'activo*, activa*',
  female: 'mujer*, femenin*, chicas',
  male: 'hombre, hombres, masculin*, chicos',
  and: 'e, más, mas, con, junto con',
  on: 'en, para, a, el, la, los, las, del, lo, tu',
  from: 'desde, vía, procedente',
  post: 'publicación*, publicaciones, publicacion*, foto*, vídeo*, video*, perfil*, página*, pagina*, grupo*, canal*, canales, servidor*',
  geo: 'ubicación*',
  ignored:
    'lista de reproducción*, listas de reproducción*, cuentas reales*, lee la descripción*, leer descripción*, en vivo soporte, no sirve, al azar, historial*',
};
